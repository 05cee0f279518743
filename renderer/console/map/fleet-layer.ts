import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import { type Fleet, RECORD } from './fleet.ts';
import { LABEL_FRAGMENT, LABEL_VERTEX, MARK_FRAGMENT, MARK_VERTEX } from './fleet-shaders.ts';
import { LABEL_CELL, LABEL_SHEET, LabelSheet, type LabelTone } from './label-sheet.ts';
import { MOST_LABELS, type PlacedLabel } from './labels.ts';
import { colourOfLook, drawMarkSheet, SHEET_LOOKS } from './mark-sheet.ts';
import { metersPerPixel, WORLD, worldX, worldY } from './mercator.ts';
import { type Palette, rgbOf } from './palette.ts';
import type { UnitLook } from '../state/looks.ts';

export const FLEET_LAYER = 'fleet';
/** Above so many in view, at a zoom where they cover each other, units are dots. */
const MOST_MARKS = 5000;
const DOTS_BELOW_ZOOM = 9;
/** Slower than a walk is drawn as seldom as a walk. */
const SLOWEST_MPS = 1;
/** Without a graphics card every frame is paid for by the processor that also decodes the pictures. */
const SOFTWARE = /swiftshader|llvmpipe|software|basic render/i;
const SOFTWARE_GAP_S = 1 / 8;
const LABEL_RECORD = RECORD + 20;

export type FleetLabel = PlacedLabel & { text: string; tone: LabelTone; width: number };
type Program = { program: WebGLProgram; at: (name: string) => WebGLUniformLocation | null };
type Card = {
  gl: WebGL2RenderingContext;
  marks: Program;
  labels: Program;
  markArray: WebGLVertexArrayObject;
  markBuffer: WebGLBuffer;
  orderBuffer: WebGLBuffer;
  labelArray: WebGLVertexArrayObject;
  labelBuffer: WebGLBuffer;
  markSheet: WebGLTexture;
  labelSheet: WebGLTexture;
  capacity: number;
};

/**
 * Draws the fleet on the map, marks and labels in two calls whatever their number. Frames are drawn only as often as the
 * fastest unit would move half a pixel; a still fleet costs nothing. Survives a lost context: `onAdd` starts anew.
 */
export class FleetLayer implements CustomLayerInterface {
  readonly id = FLEET_LAYER;
  readonly type = 'custom';
  readonly renderingMode = '2d';
  labelSheet: LabelSheet;
  readonly #fleet: Fleet;
  readonly #letterOf: (look: UnitLook) => string;
  #palette: Palette;
  #map: MapLibreMap | null = null;
  #card: Card | null = null;
  #labels: FleetLabel[] = [];
  #isSheetStale = true;
  #areLabelsStale = true;
  #drawn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** By `performance.now()`. */
  #movesUntilMs = 0;
  #fastestMps = 0;
  #shortestGapS = 1 / 60;

  constructor(fleet: Fleet, palette: Palette, letterOf: (look: UnitLook) => string) {
    this.#fleet = fleet;
    this.#palette = palette;
    this.#letterOf = letterOf;
    this.labelSheet = new LabelSheet(palette, ratio());
  }

  /** Colours or characters have changed. */
  redress(palette: Palette): void {
    this.#palette = palette;
    this.labelSheet = new LabelSheet(palette, ratio());
    this.#isSheetStale = true;
    this.#areLabelsStale = true;
    this.labelSheet.draw(this.#labels);
    this.#map?.triggerRepaint();
  }

  setLabels(labels: FleetLabel[]): void {
    if (isSame(labels, this.#labels)) return;
    this.#labels = labels;
    this.labelSheet.draw(labels);
    this.#areLabelsStale = true;
    this.#map?.triggerRepaint();
  }

  /** Seconds until a frame is worth drawing: when the fastest unit in view has moved half a pixel. */
  frameGap(map: MapLibreMap): number {
    const halfPixel = 0.5 * metersPerPixel(map.getCenter().lat, map.getZoom());
    return Math.min(1, Math.max(this.#shortestGapS, halfPixel / Math.max(SLOWEST_MPS, this.#fastestMps)));
  }

  /** Units in view glide for so long, the fastest at that speed. */
  keepDrawing(forS: number, fastestMps: number): void {
    const now = performance.now();
    this.#fastestMps = this.isMoving() ? Math.max(fastestMps, this.#fastestMps * 0.9) : fastestMps;
    this.#movesUntilMs = Math.max(this.#movesUntilMs, now + forS * 1000);
    this.#map?.triggerRepaint();
  }

  isMoving(): boolean {
    return performance.now() < this.#movesUntilMs;
  }

  onAdd(map: MapLibreMap, gl: WebGL2RenderingContext): void {
    this.#map = map;
    this.#card = openCard(gl);
    this.#shortestGapS = SOFTWARE.test(rendererOf(gl)) ? SOFTWARE_GAP_S : 1 / 60;
    this.#fleet.isDirty = this.#fleet.isReordered = true;
    this.#isSheetStale = this.#areLabelsStale = this.labelSheet.isDirty = true;
  }

  onRemove(): void {
    clearTimeout(this.#timer);
    this.#card = null;
  }

  render(_gl: unknown, { defaultProjectionData }: CustomRenderMethodInput): void {
    const map = this.#map;
    const card = this.#card;
    if (!map || !card) return;
    const { gl } = card;
    this.#upload(card);
    const canvas = map.getCanvas();
    const centre = map.getCenter();
    const cameraX = worldX(centre.lng);
    const cameraY = worldY(centre.lat);
    const matrix = atCamera(defaultProjectionData.mainMatrix, cameraX, cameraY);
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.STENCIL_TEST);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.activeTexture(gl.TEXTURE0);
    const begin = ({ program, at }: Program) => {
      gl.useProgram(program);
      gl.uniformMatrix4fv(at('u_matrix'), false, matrix);
      gl.uniform2i(at('u_camera'), cameraX, cameraY);
      gl.uniform2f(at('u_viewport'), canvas.width, canvas.height);
      gl.uniform1f(at('u_now'), this.#fleet.now());
      gl.uniform1f(at('u_ratio'), canvas.width / Math.max(1, canvas.clientWidth));
      gl.uniform1i(at('u_sheet'), 0);
    };
    if (this.#drawn > 0) {
      begin(card.marks);
      gl.uniform1f(card.marks.at('u_bearing'), map.getBearing());
      gl.uniform1f(
        card.marks.at('u_dots'),
        this.#drawn > MOST_MARKS && map.getZoom() < DOTS_BELOW_ZOOM ? 1 : 0,
      );
      gl.uniform3fv(
        card.marks.at('u_colours'),
        SHEET_LOOKS.flatMap((look) => rgbOf(colourOfLook(this.#palette, look))),
      );
      gl.uniform3f(card.marks.at('u_ring'), ...rgbOf(this.#palette['ink-1']));
      gl.uniform3f(card.marks.at('u_accent'), ...rgbOf(this.#palette.accent));
      gl.uniform3f(card.marks.at('u_alarm'), ...rgbOf(this.#palette.alarm));
      gl.bindTexture(gl.TEXTURE_2D, card.markSheet);
      gl.bindVertexArray(card.markArray);
      gl.drawElements(gl.POINTS, this.#drawn, gl.UNSIGNED_INT, 0);
    }
    if (this.#labels.length > 0) {
      begin(card.labels);
      gl.uniform2f(card.labels.at('u_cell'), LABEL_CELL.width, LABEL_CELL.height);
      gl.uniform2f(card.labels.at('u_sheetSize'), LABEL_SHEET.width, LABEL_SHEET.height);
      gl.bindTexture(gl.TEXTURE_2D, card.labelSheet);
      gl.bindVertexArray(card.labelArray);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.#labels.length);
    }
    gl.bindVertexArray(null);
    this.#scheduleNext(map);
  }

  #scheduleNext(map: MapLibreMap): void {
    clearTimeout(this.#timer);
    const left = (this.#movesUntilMs - performance.now()) / 1000;
    if (left <= 0) return;
    // The last frame comes when the glide has ended, so that nothing stops short of its place.
    const gap = Math.min(this.frameGap(map), left + 0.01);
    this.#timer = setTimeout(() => map.triggerRepaint(), gap * 1000);
  }

  #upload(card: Card): void {
    const { gl } = card;
    const fleet = this.#fleet;
    if (fleet.isDirty) {
      gl.bindBuffer(gl.ARRAY_BUFFER, card.markBuffer);
      if (card.capacity === fleet.bytes.length)
        gl.bufferSubData(gl.ARRAY_BUFFER, 0, fleet.bytes, 0, fleet.records * RECORD);
      else gl.bufferData(gl.ARRAY_BUFFER, fleet.bytes, gl.DYNAMIC_DRAW);
      card.capacity = fleet.bytes.length;
      fleet.isDirty = false;
      this.#areLabelsStale = true;
    }
    if (fleet.isReordered) {
      const order = fleet.order();
      gl.bindVertexArray(card.markArray);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, order, gl.DYNAMIC_DRAW);
      gl.bindVertexArray(null);
      this.#drawn = order.length;
      fleet.isReordered = false;
    }
    if (this.#isSheetStale) {
      uploadCanvas(gl, card.markSheet, drawMarkSheet(this.#palette, this.#letterOf, ratio()));
      this.#isSheetStale = false;
      this.labelSheet.isDirty = true;
    }
    if (this.labelSheet.isDirty) {
      uploadCanvas(gl, card.labelSheet, this.labelSheet.canvas);
      this.labelSheet.isDirty = false;
    }
    if (this.#areLabelsStale) {
      this.#labels = this.#labels.slice(0, MOST_LABELS);
      gl.bindBuffer(gl.ARRAY_BUFFER, card.labelBuffer);
      gl.bufferSubData(gl.ARRAY_BUFFER, 0, packLabels(fleet, this.labelSheet, this.#labels));
      this.#areLabelsStale = false;
    }
  }
}

const isSame = (a: readonly FleetLabel[], b: readonly FleetLabel[]): boolean =>
  a.length === b.length &&
  a.every((label, i) =>
    Object.entries(label).every(([key, value]) => b[i]![key as keyof FleetLabel] === value),
  );

function rendererOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '';
}

const ratio = () => Math.min(2, Math.max(1, devicePixelRatio));

/** Moves the matrix of doubles to the camera before it becomes single precision. */
function atCamera(main: ArrayLike<number>, cameraX: number, cameraY: number): Float32Array {
  const x = cameraX / WORLD + 0.5;
  const y = cameraY / WORLD + 0.5;
  const moved = Float32Array.from(main);
  for (let row = 0; row < 4; row++) moved[12 + row] = main[row]! * x + main[4 + row]! * y + main[12 + row]!;
  return moved;
}

function packLabels(fleet: Fleet, sheet: LabelSheet, labels: readonly FleetLabel[]): Uint8Array {
  const bytes = new Uint8Array(labels.length * LABEL_RECORD);
  const floats = new Float32Array(bytes.buffer);
  for (const [i, label] of labels.entries()) {
    const index = fleet.indexOf(label.unitId);
    const cell = sheet.cellOf(label);
    if (index === undefined || !cell) continue; // stays of no width, and so unseen
    bytes.set(fleet.bytes.subarray(index * RECORD, (index + 1) * RECORD), i * LABEL_RECORD);
    floats.set([cell.x, cell.y, label.dx, label.dy, label.width], (i * LABEL_RECORD + RECORD) / 4);
  }
  return bytes;
}

function uploadCanvas(gl: WebGL2RenderingContext, texture: WebGLTexture, canvas: OffscreenCanvas) {
  gl.activeTexture(gl.TEXTURE0);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, canvas);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
    gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
    gl.texParameteri(gl.TEXTURE_2D, filter, gl.LINEAR);
}

function openProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): Program {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    // prettier-ignore
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost())
      throw new Error(`shader: ${gl.getShaderInfoLog(shader)}`);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  const known = new Map<string, WebGLUniformLocation | null>();
  const at = (name: string) => {
    if (!known.has(name)) known.set(name, gl.getUniformLocation(program, name));
    return known.get(name) ?? null;
  };
  return { program, at };
}

/** The attributes of a record in `fleet.ts`, in the buffer that is bound. */
function pointAtRecord(gl: WebGL2RenderingContext, stride: number, divisor: number) {
  const whole: [location: number, size: number, type: number, offset: number][] = [
    [1, 2, gl.INT, 0],
    [2, 2, gl.INT, 8],
    [5, 4, gl.UNSIGNED_BYTE, 28],
    [6, 2, gl.SHORT, 32],
  ];
  for (const [location, size, type, offset] of whole)
    gl.vertexAttribIPointer(location, size, type, stride, offset);
  gl.vertexAttribPointer(3, 2, gl.FLOAT, false, stride, 16);
  gl.vertexAttribPointer(4, 2, gl.UNSIGNED_SHORT, true, stride, 24);
  for (const location of [1, 2, 3, 4, 5, 6]) {
    gl.enableVertexAttribArray(location);
    gl.vertexAttribDivisor(location, divisor);
  }
}

function openCard(gl: WebGL2RenderingContext): Card {
  const markArray = gl.createVertexArray();
  const markBuffer = gl.createBuffer();
  const orderBuffer = gl.createBuffer();
  gl.bindVertexArray(markArray);
  gl.bindBuffer(gl.ARRAY_BUFFER, markBuffer);
  pointAtRecord(gl, RECORD, 0);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, orderBuffer);

  const labelArray = gl.createVertexArray();
  const corners = gl.createBuffer();
  const labelBuffer = gl.createBuffer();
  gl.bindVertexArray(labelArray);
  gl.bindBuffer(gl.ARRAY_BUFFER, corners);
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ARRAY_BUFFER, labelBuffer);
  gl.bufferData(gl.ARRAY_BUFFER, MOST_LABELS * LABEL_RECORD, gl.DYNAMIC_DRAW);
  pointAtRecord(gl, LABEL_RECORD, 1);
  for (const [location, size, offset] of [
    [7, 4, RECORD],
    [8, 1, RECORD + 16],
  ] as const) {
    // prettier-ignore
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, size, gl.FLOAT, false, LABEL_RECORD, offset);
    gl.vertexAttribDivisor(location, 1);
  }
  gl.bindVertexArray(null);
  return {
    gl,
    marks: openProgram(gl, MARK_VERTEX, MARK_FRAGMENT),
    labels: openProgram(gl, LABEL_VERTEX, LABEL_FRAGMENT),
    markArray,
    markBuffer,
    orderBuffer,
    labelArray,
    labelBuffer,
    markSheet: gl.createTexture(),
    labelSheet: gl.createTexture(),
    capacity: 0,
  };
}
