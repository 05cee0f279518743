import type { MarkColour, MarkShape } from '#renderer/ui/StatusMark.tsx';
import { LOOK_ORDER, UNIT_MARK, type UnitLook } from '../state/looks.ts';
import { FONTS, type MapToken, type Palette } from './palette.ts';

/** CSS pixels of a cell of the sheet, and of the mark in it. */
export const CELL = 28;
const MARK = 19;

/** Columns of the sheet. */
export const SHEET_LOOKS: readonly UnitLook[] = LOOK_ORDER;
/** Rows of the sheet. */
export const SHEET_AGES = ['fresh', 'late', 'lost'] as const;

const COLOURS: Record<MarkColour, MapToken> = {
  standby: 'st-standby',
  assigned: 'st-assigned',
  enroute: 'st-enroute',
  onscene: 'st-onscene',
  returning: 'st-returning',
  lost: 'st-lost',
  off: 'st-off',
  alarm: 'alarm-fill',
};

export const colourOfLook = (palette: Palette, look: UnitLook): string =>
  palette[COLOURS[UNIT_MARK[look].colour]];

/**
 * Draws every look at every age of the position once: state is colour, shape and character; age is how solid the mark is.
 * Fresh is whole; late is faded behind a dotted ring; lost is an outline struck through, for the unit is not there any
 * more as far as anybody knows.
 */
export function drawMarkSheet(
  palette: Palette,
  letterOf: (look: UnitLook) => string,
  pixelRatio: number,
): OffscreenCanvas {
  const canvas = new OffscreenCanvas(
    SHEET_LOOKS.length * CELL * pixelRatio,
    SHEET_AGES.length * CELL * pixelRatio,
  );
  const pen = canvas.getContext('2d')!;
  pen.scale(pixelRatio, pixelRatio);
  pen.font = `700 12px ${FONTS.map((name) => `"${name}"`)
    .join(',')
    .replace('"sans-serif"', 'sans-serif')}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  for (const [row, age] of SHEET_AGES.entries()) {
    for (const [column, look] of SHEET_LOOKS.entries()) {
      pen.save();
      pen.translate((column + 0.5) * CELL, (row + 0.5) * CELL);
      drawMark(pen, palette, look, age, letterOf(look));
      pen.restore();
    }
  }
  return canvas;
}

function drawMark(
  pen: OffscreenCanvasRenderingContext2D,
  palette: Palette,
  look: UnitLook,
  age: (typeof SHEET_AGES)[number],
  letter: string,
) {
  const { shape, colour } = UNIT_MARK[look];
  const ink = colour === 'alarm' && age === 'lost' ? palette.alarm : palette[COLOURS[colour]];
  const isSolid = age !== 'lost' && (shape === 'square' || shape === 'circle' || shape === 'diamond');
  // A plate under it, so that what lies below the mark never reads as part of it.
  tracePath(pen, shape, MARK / 2 + 1.5);
  pen.fillStyle = palette['map-halo'];
  pen.globalAlpha = age === 'fresh' ? 1 : 0.75;
  pen.fill();

  pen.globalAlpha = age === 'late' ? 0.55 : 1;
  pen.strokeStyle = pen.fillStyle = ink;
  pen.lineWidth = shape === 'hollow' || shape === 'dashed' || age === 'lost' ? 1.75 : 1.5;
  pen.setLineDash(shape === 'dashed' || age === 'lost' ? [3, 2.5] : []);
  tracePath(pen, shape, MARK / 2 - 0.75);
  if (isSolid) pen.fill();
  pen.stroke();
  pen.setLineDash([]);
  if (shape === 'double') {
    tracePath(pen, shape, MARK / 2 - 3.25);
    pen.lineWidth = 1;
    pen.stroke();
  }
  if (shape === 'crossed' || age === 'lost') strike(pen, ink);

  pen.globalAlpha = age === 'late' ? 0.9 : 1;
  pen.fillStyle = isSolid
    ? colour === 'alarm'
      ? palette['on-alarm']
      : palette['mark-ink']
    : shape === 'crossed'
      ? palette['ink-1']
      : ink;
  pen.fillText(letter, 0, 0.75);

  if (age === 'late') {
    pen.globalAlpha = 1;
    pen.strokeStyle = palette.warn;
    pen.lineWidth = 1.25;
    pen.setLineDash([1.5, 2.5]);
    pen.beginPath();
    pen.arc(0, 0, CELL / 2 - 1, 0, 2 * Math.PI);
    pen.stroke();
  }
}

function tracePath(pen: OffscreenCanvasRenderingContext2D, shape: MarkShape, half: number) {
  pen.beginPath();
  if (shape === 'circle') pen.arc(0, 0, half, 0, 2 * Math.PI);
  else if (shape === 'diamond') {
    const far = half * 1.3;
    pen.moveTo(0, -far);
    pen.lineTo(far, 0);
    pen.lineTo(0, far);
    pen.lineTo(-far, 0);
    pen.closePath();
  } else pen.roundRect(-half, -half, half * 2, half * 2, 2.5);
}

function strike(pen: OffscreenCanvasRenderingContext2D, ink: string) {
  pen.strokeStyle = ink;
  pen.lineWidth = 1.25;
  pen.globalAlpha *= 0.8;
  pen.beginPath();
  pen.moveTo(-MARK / 2 + 1, MARK / 2 - 1);
  pen.lineTo(MARK / 2 - 1, -MARK / 2 + 1);
  pen.stroke();
}
