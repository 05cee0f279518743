import { WORLD } from './mercator.ts';
import { CELL, SHEET_AGES, SHEET_LOOKS } from './mark-sheet.ts';

/** CSS pixels of the square in which a unit is drawn with all that may be round its mark. */
export const SPRITE = 48;
/** The same of a unit that is a mere dot. */
export const DOT = 8;

const HEAD = `#version 300 es
precision highp float; precision highp int;
layout(location=1) in ivec2 a_from; layout(location=2) in ivec2 a_to; layout(location=3) in vec2 a_time;
layout(location=4) in vec2 a_heading; layout(location=5) in uvec4 a_dress; layout(location=6) in ivec2 a_shift;
uniform mat4 u_matrix; uniform ivec2 u_camera; uniform vec2 u_viewport; uniform float u_now, u_ratio;
float part() { return clamp((u_now - a_time.x) / max(a_time.y - a_time.x, .001), 0., 1.); }
// The difference to the camera is whole-numbered, so nothing trembles at any zoom, and it wraps at the date line.
vec4 place() {
  vec4 p = u_matrix * vec4(mix(vec2(a_from - u_camera), vec2(a_to - u_camera), part()) * ${1 / WORLD}, 0., 1.);
  p.xy += vec2(a_shift.x, -a_shift.y) * 2. * u_ratio / u_viewport * p.w;
  return p;
}
`;

export const MARK_VERTEX = `${HEAD}
uniform float u_bearing, u_dots;
flat out uvec4 v_dress; flat out float v_size; flat out vec2 v_heading;
void main() {
  gl_Position = place();
  float turn = fract(a_heading.y - a_heading.x + .5) - .5;
  float angle = radians((a_heading.x + turn * part()) * 360. - u_bearing);
  v_heading = vec2(cos(angle), sin(angle));
  v_dress = a_dress;
  bool isDot = u_dots > .5 && (a_dress.z & 14u) == 0u;
  v_size = isDot ? ${DOT}. : ${SPRITE}.;
  gl_PointSize = v_size * u_ratio;
}`;

export const MARK_FRAGMENT = `#version 300 es
precision highp float; precision highp int;
flat in uvec4 v_dress; flat in float v_size; flat in vec2 v_heading;
uniform sampler2D u_sheet; uniform vec3 u_colours[${SHEET_LOOKS.length}]; uniform vec3 u_ring, u_accent, u_alarm; uniform float u_ratio;
out vec4 o;
void over(vec4 c) { o = c + o * (1. - c.a); }
float edge(float d) { return 1. - smoothstep(-.5 / u_ratio, .5 / u_ratio, d); }
void main() {
  vec2 p = (gl_PointCoord - .5) * v_size;
  float r = length(p);
  o = vec4(0.);
  vec3 colour = u_colours[v_dress.x];
  if (v_size < 10.) { float a = edge(r - 3.2); o = vec4(colour, 1.) * a; if (o.a < .01) discard; return; }
  if ((v_dress.z & 8u) != 0u) { over(vec4(u_alarm, 1.) * .14 * edge(r - 22.)); over(vec4(u_alarm, 1.) * edge(abs(r - 22.) - .9)); }
  if ((v_dress.z & 1u) != 0u && v_dress.y < 2u) {
    // A nib on the rim that points where the unit goes.
    vec2 q = vec2(v_heading.x * p.x + v_heading.y * p.y, -v_heading.y * p.x + v_heading.x * p.y);
    float d = max(abs(q.x) * .8 + (-q.y - 19.) * .6, q.y + 12.5);
    float fade = v_dress.y == 0u ? 1. : .6;
    over(vec4(colour, 1.) * edge(d) * fade);
  }
  if ((v_dress.z & 4u) != 0u) {
    vec2 c = abs(p); float m = max(c.x, c.y);
    over(vec4(u_accent, 1.) * edge(abs(m - 15.5) - .9) * step(9., min(c.x, c.y)));
  }
  if ((v_dress.z & 2u) != 0u) over(vec4(u_ring, 1.) * edge(abs(r - 18.) - 1.1));
  if (max(abs(p.x), abs(p.y)) < ${CELL / 2}.) {
    vec2 cell = (p / ${CELL}. + .5 + vec2(v_dress.xy)) / vec2(${SHEET_LOOKS.length}., ${SHEET_AGES.length}.);
    over(texture(u_sheet, cell));
  }
  if (o.a < .01) discard;
}`;

/** `a_corner`: 0 to 1; `a_label`: cell on the sheet, then its place beside the mark, all CSS pixels; `a_width` of the label. */
export const LABEL_VERTEX = `${HEAD}
layout(location=0) in vec2 a_corner; layout(location=7) in vec4 a_label; layout(location=8) in float a_width;
uniform vec2 u_cell;
out vec2 v_at;
void main() {
  vec4 p = place();
  vec2 size = vec2(a_width, u_cell.y);
  vec2 at = a_label.zw + a_corner * size;
  p.xy += vec2(at.x, -at.y) * 2. * u_ratio / u_viewport * p.w;
  // On whole device pixels while it stands still, so that small characters stay sharp.
  vec2 pixel = (p.xy / p.w * .5 + .5) * u_viewport;
  if (u_now >= a_time.y) p.xy = ((floor(pixel + .5) / u_viewport) * 2. - 1.) * p.w;
  v_at = a_label.xy + a_corner * size;
  gl_Position = p;
}`;

export const LABEL_FRAGMENT = `#version 300 es
precision highp float;
in vec2 v_at; uniform sampler2D u_sheet; uniform vec2 u_sheetSize; out vec4 o;
void main() { o = texture(u_sheet, v_at / u_sheetSize); if (o.a < .01) discard; }`;
