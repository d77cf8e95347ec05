import { FADE_MILLIS, TINT_SHIFT } from '../marker-table.js';
import { TURN_SHARE } from '../glide.js';
import { GLYPH_REACH, GLYPH_SPREAD } from '../glyph.js';
import { LABEL_SHAPE, MARKER_SHAPE, SEGMENT_SHAPE, START_SHAPE, type Shape } from './quads.js';

const float = (value: number): string => value.toFixed(4);

// Positions are integers until the camera's centre is taken off: exact at any zoom, and wrapping as the world does.
const place = (shape: Shape): string => `#version 300 es
precision highp float;
precision highp int;
precision highp isampler2D;
uniform isampler2D u_data;
uniform ivec2 u_center;
uniform vec2 u_fraction;
uniform float u_scale;
uniform vec2 u_anchor;
uniform vec2 u_viewport;
uniform float u_shift;
uniform int u_now;

vec2 onScreen(ivec2 place) {
  float far = float(place.y) - float(u_center.y);
  float dy = abs(far) > 1.0e9 ? far : float(place.y - u_center.y);
  vec2 away = vec2(float(place.x - u_center.x), dy) - u_fraction;
  return away * u_scale + u_anchor + vec2(u_shift, 0.0);
}

float progress(int start, float duration) {
  return duration <= 0.0 ? 1.0 : clamp(float(u_now - start) / duration, 0.0, 1.0);
}

vec2 glide(ivec4 leg, float share) {
  return onScreen(leg.xy) + vec2(leg.zw - leg.xy) * (u_scale * share);
}

vec4 clip(vec2 pixel) {
  return vec4(pixel.x / u_viewport.x * 2.0 - 1.0, 1.0 - pixel.y / u_viewport.y * 2.0, 0.0, 1.0);
}

vec2 corner() {
  return vec2(float(gl_VertexID & 1), float((gl_VertexID >> 1) & 1)) * 2.0 - 1.0;
}

int number() {
  return gl_VertexID >> 2;
}

ivec4 words(int part) {
  ivec2 cell = ivec2(number() % ${shape.perRow}, number() / ${shape.perRow});
  return texelFetch(u_data, ivec2(cell.x * ${shape.texels} + part, cell.y), 0);
}
`;

const NOWHERE = 'gl_Position = vec4(2.0, 2.0, 2.0, 1.0);';

export const markerVertex = `${place(MARKER_SHAPE)}
uniform vec3 u_tints[6];
uniform vec3 u_low;
uniform float u_size;
uniform float u_halo;
uniform float u_pulse;
uniform int u_pass;
uniform int u_selected;
uniform int u_hovered;
out vec2 v_at;
flat out vec4 v_tint;
flat out vec3 v_marks;
flat out float v_perUnit;

void main() {
  ${NOWHERE}
  ivec4 rest = words(2);
  int flags = rest.w;
  bool isLow = (flags & 2) != 0;
  bool isSelected = u_pass == 2;
  if (flags == 0) return;
  if (!isSelected && (number() == u_selected || isLow != (u_pass == 1))) return;
  ivec4 leg = words(0);
  ivec4 turn = words(1);
  float opacity = mix(intBitsToFloat(rest.y), intBitsToFloat(rest.z), progress(turn.y, ${float(FADE_MILLIS)}));
  if (opacity <= 0.0) return;
  float share = progress(turn.x, intBitsToFloat(turn.z));
  vec2 middle = glide(leg, share);
  float turning = min(1.0, share / ${float(TURN_SHARE)});
  float bearing = mix(intBitsToFloat(turn.w), intBitsToFloat(rest.x), turning * turning * (3.0 - 2.0 * turning));
  float perUnit = u_size * 0.5 * (0.55 + 0.45 * min(1.0, opacity * 1.6));
  if (isSelected) perUnit *= 1.3;
  else if (number() == u_hovered) perUnit *= 1.18;
  else if (isLow) perUnit *= 1.08;
  // As few pixels as the marks need: the plain glyph is slim.
  float ring = isSelected ? 1.55 : isLow ? (u_pulse < 0.0 ? 1.45 : 1.75) : 0.0;
  vec2 reach = vec2(0.6, 1.34) + (2.0 / perUnit) + u_halo * 0.32;
  reach = max(reach, vec2(ring + 1.0 / perUnit));
  vec2 at = corner() * reach;
  vec2 pixel = at * perUnit;
  float c = cos(bearing);
  float s = sin(bearing);
  pixel = middle + vec2(c * pixel.x - s * pixel.y, s * pixel.x + c * pixel.y);
  if (any(lessThan(middle + 90.0, vec2(0.0))) || any(greaterThan(middle - 90.0, u_viewport))) return;
  v_at = at;
  v_tint = vec4(isLow ? u_low : u_tints[(flags >> ${TINT_SHIFT}) % 6], opacity);
  v_marks = vec3(isLow ? 1.0 : 0.0, isSelected ? 1.0 : 0.0, u_pulse);
  v_perUnit = perUnit;
  gl_Position = clip(pixel);
}`;

export const markerFragment = `#version 300 es
precision highp float;
in vec2 v_at;
flat in vec4 v_tint;
flat in vec3 v_marks;
flat in float v_perUnit;
uniform sampler2D u_picture;
uniform vec3 u_horn;
uniform float u_face;
uniform vec3 u_rim;
uniform vec4 u_shade;
uniform vec3 u_ring;
uniform float u_halo;
uniform float u_ratio;
out vec4 o_colour;

float band(float distance, float halfWidth, float perPixel) {
  return clamp((halfWidth - abs(distance)) * perPixel + 0.5, 0.0, 1.0);
}

void over(inout vec4 below, vec3 colour, float share) {
  below = vec4(colour * share, share) + below * (1.0 - share);
}

void main() {
  float perPixel = v_perUnit * u_ratio;
  vec4 edges = (texture(u_picture, v_at / ${float(2 * GLYPH_REACH)} + 0.5) * 2.0 - 1.0) * ${float(GLYPH_SPREAD)};
  float rim = 1.4 / v_perUnit;
  vec4 colour = vec4(0.0);
  float far = length(v_at);
  if (u_halo > 0.0) {
    float halo = clamp(1.0 + edges.r / 0.36, 0.0, 1.0);
    over(colour, u_shade.rgb, halo * halo * u_shade.a * u_halo);
  }
  if (v_marks.x > 0.0) {
    // A broken ring that stands, and one that spreads: low health is seen without its colour.
    float dashes = clamp((abs(fract(atan(v_at.y, v_at.x) * 1.2732395) - 0.5) - 0.14) * far * 0.785 * perPixel + 0.5, 0.0, 1.0);
    over(colour, v_tint.rgb, band(far - 1.28, max(0.055, 0.7 / v_perUnit), perPixel) * dashes * 0.95);
    if (v_marks.z >= 0.0) {
      float spread = 1.0 - v_marks.z;
      over(colour, v_tint.rgb, band(far - 1.0 - 0.7 * v_marks.z, 0.04 + 0.05 * spread, perPixel) * spread * 0.8);
      over(colour, v_tint.rgb, clamp((1.2 - far) * 3.0, 0.0, 1.0) * 0.16 * spread);
    }
  }
  if (v_marks.y > 0.0) {
    over(colour, u_rim, band(far - 1.42, 3.2 / v_perUnit, perPixel) * 0.9);
    over(colour, u_ring, band(far - 1.42, 1.4 / v_perUnit, perPixel));
  }
  over(colour, u_rim, clamp((edges.r + rim) * perPixel + 0.5, 0.0, 1.0));
  over(colour, v_tint.rgb, clamp(edges.r * perPixel + 0.5, 0.0, 1.0));
  // Small ones keep more of their colour.
  float white = u_face * clamp(perPixel / 14.0, 0.35, 1.0);
  over(colour, mix(v_tint.rgb, vec3(1.0), white), clamp(edges.b * perPixel + 0.5, 0.0, 1.0));
  over(colour, v_tint.rgb * 0.35, clamp(edges.a * perPixel + 0.5, 0.0, 1.0));
  over(colour, u_horn, clamp(edges.g * perPixel + 0.5, 0.0, 1.0));
  o_colour = colour * v_tint.a;
}`;

export const trailVertex = `${place(SEGMENT_SHAPE)}
uniform vec3 u_tints[6];
uniform vec3 u_low;
uniform float u_life;
uniform float u_width;
uniform float u_strength;
uniform float u_ratio;
out vec2 v_at;
out float v_alpha;
flat out float v_length;
flat out float v_half;
flat out vec3 v_colour;

void main() {
  ${NOWHERE}
  ivec4 ends = words(0);
  ivec4 rest = words(1);
  float duration = intBitsToFloat(rest.y);
  float share = progress(rest.x, duration);
  float age = float(u_now - rest.x);
  vec2 from = onScreen(ends.xy);
  vec2 leg = vec2(ends.zw - ends.xy) * (u_scale * share);
  float along = length(leg);
  vec2 middle = from + leg * 0.5;
  vec2 bounds = abs(leg) * 0.5 + 8.0;
  if (age >= u_life || any(lessThan(middle + bounds, vec2(0.0))) || any(greaterThan(middle - bounds, u_viewport))) return;
  vec2 direction = along > 1.0e-4 ? leg / along : vec2(1.0, 0.0);
  vec2 at = corner();
  // Younger at its end by the time that it takes to grow.
  float old = clamp((age - (at.x > 0.0 ? min(age, duration) : 0.0)) / u_life, 0.0, 1.0);
  float fresh = 1.0 - old;
  v_half = u_width * 0.5 * (0.55 + 0.45 * (1.0 - age / u_life));
  float reach = v_half + 0.5 / u_ratio;
  float x = at.x > 0.0 ? along + reach : -reach;
  v_at = vec2(x, at.y * reach);
  v_alpha = fresh * (0.4 + 0.6 * fresh) * u_strength;
  v_length = along;
  v_colour = (rest.z & 2) != 0 ? u_low : u_tints[(rest.z >> ${TINT_SHIFT}) % 6];
  gl_Position = clip(from + direction * x + vec2(-direction.y, direction.x) * v_at.y);
}`;

export const trailFragment = `#version 300 es
precision highp float;
in vec2 v_at;
in float v_alpha;
flat in float v_length;
flat in float v_half;
flat in vec3 v_colour;
uniform float u_ratio;
out vec4 o_colour;

void main() {
  float beyond = max(max(-v_at.x, v_at.x - v_length), 0.0);
  float share = clamp((v_half - length(vec2(beyond, v_at.y))) * u_ratio + 0.5, 0.0, 1.0) * v_alpha;
  o_colour = vec4(v_colour * share, share);
}`;

export const startVertex = `${place(START_SHAPE)}
uniform vec3 u_tints[6];
uniform vec3 u_ring;
out vec2 v_at;
flat out float v_selected;
flat out vec3 v_colour;

void main() {
  ivec4 start = words(0);
  bool isSelected = (start.z & 1) != 0;
  v_at = corner() * (isSelected ? 14.0 : 9.0);
  v_selected = isSelected ? 1.0 : 0.0;
  v_colour = isSelected ? u_ring : u_tints[(start.z >> ${TINT_SHIFT}) % 6];
  gl_Position = clip(onScreen(start.xy) + v_at);
}`;

export const startFragment = `#version 300 es
precision highp float;
in vec2 v_at;
flat in float v_selected;
flat in vec3 v_colour;
uniform vec3 u_rim;
uniform float u_ratio;
out vec4 o_colour;

void main() {
  float far = length(v_at);
  float radius = mix(5.0, 8.5, v_selected);
  float halfWidth = mix(0.8, 1.25, v_selected);
  float wide = clamp((halfWidth + 1.3 - abs(far - radius)) * u_ratio + 0.5, 0.0, 1.0) * 0.85;
  float ring = clamp((halfWidth - abs(far - radius)) * u_ratio + 0.5, 0.0, 1.0);
  float dot = clamp((mix(1.4, 2.6, v_selected) - far) * u_ratio + 0.5, 0.0, 1.0);
  vec4 colour = vec4(u_rim * wide, wide);
  float share = max(ring, dot);
  o_colour = (vec4(v_colour * share, share) + colour * (1.0 - share)) * mix(0.8, 1.0, v_selected);
}`;

export const labelVertex = `${place(LABEL_SHAPE)}
uniform float u_ratio;
uniform vec2 u_atlas;
out vec2 v_texel;
flat out float v_alpha;

void main() {
  vec2 at = corner() * 0.5 + 0.5;
  ivec4 times = words(1);
  vec4 box = intBitsToFloat(words(2));
  vec4 cell = intBitsToFloat(words(3));
  float duration = intBitsToFloat(times.z);
  // Whole pixels keep letters sharp where the marker stands; in motion they glide with it.
  vec2 upper = glide(words(0), progress(times.x, duration)) + box.xy;
  if (u_now - times.x >= int(duration)) upper = floor(upper * u_ratio + 0.5) / u_ratio;
  v_texel = (cell.xy + at * cell.zw) / u_atlas;
  v_alpha = progress(times.y, 160.0);
  gl_Position = clip(upper + at * box.zw);
}`;

export const labelFragment = `#version 300 es
precision mediump float;
in vec2 v_texel;
flat in float v_alpha;
uniform sampler2D u_picture;
out vec4 o_colour;

void main() {
  o_colour = texture(u_picture, v_texel) * v_alpha;
}`;
