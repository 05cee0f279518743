import { LABEL_HEIGHT, MOST_LABELS } from './labels.ts';
import { FONTS, type Palette } from './palette.ts';

export type LabelTone = 'plain' | 'alarm' | 'late' | 'lost';

/** CSS pixels. */
export const LABEL_CELL = { width: 150, height: LABEL_HEIGHT };
const COLUMNS = 7;
const ROWS = Math.ceil(MOST_LABELS / COLUMNS) + 8;
export const LABEL_SHEET = { width: COLUMNS * LABEL_CELL.width, height: ROWS * LABEL_CELL.height };
const PAD = 4;
const FONT = `500 12px ${FONTS.map((name) => (name === 'sans-serif' ? name : `"${name}"`)).join(',')}`;

const MOST_WIDTHS = 5000;

/** Labels drawn once each on a sheet for the graphics card; a label that is shown again is not drawn again. */
export class LabelSheet {
  readonly canvas: OffscreenCanvas;
  /** The sheet changed since the card had it. */
  isDirty = true;
  readonly #pen: OffscreenCanvasRenderingContext2D;
  readonly #cells = new Map<string, number>();
  readonly #free = Array.from({ length: COLUMNS * ROWS }, (_, i) => COLUMNS * ROWS - 1 - i);
  readonly #widths = new Map<string, number>();
  readonly #palette: Palette;

  constructor(palette: Palette, pixelRatio: number) {
    this.#palette = palette;
    this.canvas = new OffscreenCanvas(LABEL_SHEET.width * pixelRatio, LABEL_SHEET.height * pixelRatio);
    this.#pen = this.canvas.getContext('2d')!;
    this.#pen.scale(pixelRatio, pixelRatio);
    this.#pen.font = FONT;
    this.#pen.textBaseline = 'middle';
  }

  widthOf(text: string): number {
    let width = this.#widths.get(text);
    if (width === undefined) {
      if (this.#widths.size > MOST_WIDTHS) this.#widths.clear();
      width = Math.min(LABEL_CELL.width, Math.ceil(this.#pen.measureText(text).width) + 2 * PAD);
      this.#widths.set(text, width);
    }
    return width;
  }

  /** Keeps exactly these labels on the sheet. */
  draw(labels: readonly { text: string; tone: LabelTone }[]): void {
    const wanted = new Map(labels.map((label) => [keyOf(label), label]));
    for (const [key, cell] of this.#cells) {
      if (wanted.has(key)) continue;
      this.#cells.delete(key);
      this.#free.push(cell);
    }
    for (const [key, label] of wanted) {
      if (this.#cells.has(key)) continue;
      const cell = this.#free.pop();
      if (cell === undefined) return;
      this.#cells.set(key, cell);
      this.#drawAt(cornerOf(cell), label);
      this.isDirty = true;
    }
  }

  /** Left upper corner on the sheet, or null when it found no room. */
  cellOf(label: { text: string; tone: LabelTone }): { x: number; y: number } | null {
    const cell = this.#cells.get(keyOf(label));
    return cell === undefined ? null : cornerOf(cell);
  }

  #drawAt({ x, y }: { x: number; y: number }, { text, tone }: { text: string; tone: LabelTone }): void {
    const pen = this.#pen;
    const palette = this.#palette;
    const width = this.widthOf(text);
    pen.clearRect(x, y, LABEL_CELL.width, LABEL_CELL.height);
    pen.globalAlpha = 0.82;
    pen.fillStyle = palette['map-halo'];
    pen.beginPath();
    pen.roundRect(x, y + 0.5, width, LABEL_CELL.height - 1, 2);
    pen.fill();
    pen.globalAlpha = 1;
    pen.fillStyle = {
      plain: palette['ink-1'],
      alarm: palette['alarm-ink'],
      late: palette.warn,
      lost: palette['ink-3'],
    }[tone];
    pen.fillText(text, x + PAD, y + LABEL_CELL.height / 2 + 0.5, LABEL_CELL.width - 2 * PAD);
  }
}

const keyOf = ({ text, tone }: { text: string; tone: LabelTone }) => `${tone} ${text}`;
const cornerOf = (cell: number) => ({
  x: (cell % COLUMNS) * LABEL_CELL.width,
  y: Math.floor(cell / COLUMNS) * LABEL_CELL.height,
});
