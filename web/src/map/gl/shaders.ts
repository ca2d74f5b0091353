import { SINGLE, SINGLE_ROW } from '../paints';
import { LINE } from '../tileState';
import { GAP_SHARE, MOST_GAP } from '../places';
import { PULSE_MS, TICK_MS, TICKS } from '../pulses';
import { HALVES_FROM, PLAIN_LEFT, RADIUS, TEXTURED_FROM } from '../typography';

const float = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));

/** Zones, bits and lookups that both programs share; the bits are those of tileState.ts. */
const COMMON = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp usampler2D;
const uint GREEN = 0u, YELLOW = 1u, RED = 2u, UNKNOWN = 3u, EXEMPT = 4u, LIQUIDATED = 5u, FREE = 6u, NOTHING = 7u;
const uint DIMMED = 1u << 18, LIT = 1u << 19, QUEUED = 1u << 20, SELECTED = 1u << 21, FOCUSED = 1u << 22, HOVERED = 1u << 23;
const uint MARKED = SELECTED | FOCUSED | HOVERED;
uniform sampler2D uPaints;
vec4 fillOf(uint zone, uint step, bool dimmed) {
  return texelFetch(uPaints, ivec2(int(step), int(zone) + (dimmed ? 6 : 0)), 0);
}
vec4 single(int column) {
  return texelFetch(uPaints, ivec2(column, ${SINGLE_ROW}), 0);
}
`;

/** Where a tile lies, in whole device px; edges are rounded so that they are crisp and no tile is thinner than a pixel. */
const PLACE = `
uniform sampler2D uRects;
uniform sampler2D uRectsBefore;
uniform usampler2D uWords;
uniform vec2 uScreen; // device px
uniform vec3 uCamera; // scrolled device px, device px per px of the content
uniform float uMove;  // 1: all are where they belong
uniform float uGap;   // between neighbours, device px
uniform float uRatio; // device px per CSS px
bool placeOf(ivec2 at, out vec2 low, out vec2 high) {
  vec4 rect = texelFetch(uRects, at, 0);
  if (uMove < 1.0) {
    vec4 before = texelFetch(uRectsBefore, at, 0);
    if (before.z > 0.0 && rect.z > 0.0) rect = mix(before, rect, uMove);
  }
  low = floor(rect.xy * uCamera.z + 0.5) - uCamera.xy;
  high = max(floor((rect.xy + rect.zw) * uCamera.z + 0.5) - uCamera.xy, low + 1.0);
  float least = min(high.x - low.x, high.y - low.y);
  high -= floor(max(0.0, min(${float(MOST_GAP)} * uRatio, least * ${float(GAP_SHARE)}) - uGap) + 0.5);
  return rect.z > 0.0;
}
`;

export const TILE_VERTEX = `${COMMON}${PLACE}
flat out uint vWord;
flat out vec2 vSize;
out vec2 vAt;
float urgency(uint zone) {
  return zone == RED ? 6.0 : zone == YELLOW ? 5.0 : zone == UNKNOWN ? 4.0 : zone == GREEN ? 3.0 : zone == EXEMPT ? 2.0 : zone == LIQUIDATED ? 1.0 : 0.0;
}
void main() {
  int id = gl_VertexID >> 2;
  ivec2 at = ivec2(id & ${LINE - 1}, id >> ${Math.log2(LINE)});
  vWord = texelFetch(uWords, at, 0).r;
  uint zone = vWord & 7u;
  vec2 low, high;
  if (zone == NOTHING || !placeOf(at, low, high)) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  vSize = high - low;
  bool marked = (vWord & MARKED) != 0u;
  // A ring round a small tile stands off, so that it is seen.
  float pad = marked ? ceil(2.5 * uRatio + max(0.0, (8.0 * uRatio - min(vSize.x, vSize.y)) * 0.5)) : 0.0;
  vec2 corner = vec2(float(gl_VertexID & 1), float((gl_VertexID >> 1) & 1));
  vec2 point = mix(low - pad, high + pad, corner);
  vAt = point - low;
  uint after = (vWord >> 9) & 7u;
  float rank = max(urgency(zone), after == NOTHING ? 0.0 : urgency(after)) + (marked ? 8.0 : 0.0);
  gl_Position = vec4(point / uScreen * vec2(2.0, -2.0) + vec2(-1.0, 1.0), 0.9 - rank / 16.0, 1.0);
}
`;

export const TILE_FRAGMENT = `${COMMON}
uniform float uRatio;
uniform float uTick;
uniform bool uLate;
flat in uint vWord;
flat in vec2 vSize;
in vec2 vAt;
out vec4 colour;
float cover(float distance) { return clamp(0.5 - distance, 0.0, 1.0); }
/** Distance to lines that rise to the right, \`every\` px apart along x. */
float lines(vec2 p, float every, float sign) {
  float along = mod(p.x + sign * p.y + every * 0.5, every) - every * 0.5;
  return abs(along) * 0.70710678;
}
/** How much of a band of the outline covers a pixel; insets in CSS px from the edge. */
float band(float inside, float from, float to) {
  return clamp(inside - from * uRatio + 0.5, 0.0, 1.0) * clamp(to * uRatio - inside + 0.5, 0.0, 1.0);
}
void main() {
  uint zone = vWord & 7u;
  uint step = (vWord >> 3) & 63u;
  bool dimmed = (vWord & DIMMED) != 0u;
  bool marked = (vWord & MARKED) != 0u;
  float least = min(vSize.x, vSize.y);
  bool plain = least < ${float(TEXTURED_FROM)} * uRatio;
  float radius = min(${float(RADIUS)} * uRatio, least * 0.16);
  uint began = vWord >> 24;
  uint afterZone = (vWord >> 9) & 7u;
  // Most pixels are nothing but their tile's fill: what follows is for edges, signs and textures.
  float edge_ = min(min(vAt.x, vSize.x - vAt.x), min(vAt.y, vSize.y - vAt.y));
  float rim = max(radius + 0.5, ((vWord & QUEUED) != 0u ? 4.5 : 1.5) * uRatio);
  bool textured = !plain && (zone == RED || zone == UNKNOWN || uLate);
  if (edge_ >= rim && !textured && zone < LIQUIDATED && afterZone == NOTHING && (vWord & (MARKED | LIT)) == 0u && began == 0u) {
    colour = vec4(fillOf(zone, step, dimmed).rgb, 1.0);
    return;
  }
  vec2 half_ = vSize * 0.5;
  vec2 q = abs(vAt - half_) - half_ + radius;
  float distance = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - radius;
  float inside = -distance;
  float alpha = cover(distance);
  vec3 ringColour = (vWord & FOCUSED) != 0u ? single(${SINGLE.focus}).rgb : single(${SINGLE.selected}).rgb;
  if (distance > 0.0 && !marked && alpha <= 0.0) discard;
  if (distance >= 0.5 && marked) {
    float off = max(0.0, (8.0 * uRatio - least) * 0.5);
    float thick = (vWord & (FOCUSED | SELECTED)) != 0u ? 2.5 * uRatio : 1.5 * uRatio;
    float ring = clamp(distance - off + 0.5, 0.0, 1.0) * cover(distance - off - thick);
    if (ring <= 0.0) discard;
    colour = vec4(ringColour, 1.0) * ring;
    return;
  }
  float middle = floor(vSize.x * 0.5);
  bool split = afterZone != NOTHING && zone < FREE;
  if (split && vAt.x >= middle) {
    zone = afterZone;
    step = (vWord >> 12) & 63u;
  }
  if (zone == FREE) {
    colour = vec4(single(${SINGLE.free}).rgb, 1.0) * alpha;
    return;
  }
  vec4 fill = fillOf(zone, step, dimmed);
  vec3 shade = fill.rgb;
  vec3 ink = vec3(fill.a);
  if (zone == LIQUIDATED) {
    // A ghost: nothing but a dashed outline.
    vec3 ghost = single(${SINGLE.ghost}).rgb;
    float along = (abs(vAt.x - half_.x) - half_.x > abs(vAt.y - half_.y) - half_.y ? vAt.y : vAt.x) / uRatio;
    float dash = plain ? 0.55 : band(inside, 0.0, 1.0) * (mod(along, 6.0) < 3.0 ? 1.0 : 0.0);
    shade = ghost;
    alpha *= dash * (dimmed ? 0.4 : 1.0);
  } else if (!plain) {
    vec2 p = (vAt - vec2(${float(PLAIN_LEFT)} * uRatio, 0.0)) / uRatio;
    float soft = 0.5 / uRatio;
    if (p.x >= 0.0) {
      if (zone == RED) shade = mix(shade, ink, 0.2 * clamp((0.8 - lines(p, 7.0, 1.0)) / (2.0 * soft) + 0.5, 0.0, 1.0));
      if (zone == UNKNOWN) {
        float cross_ = min(lines(p, 7.0, 1.0), lines(p, 7.0, -1.0));
        shade = mix(shade, single(${SINGLE.unknownInk}).rgb, (dimmed ? 0.4 : 1.0) * clamp((0.4 - cross_) / (2.0 * soft) + 0.5, 0.0, 1.0));
      }
      if (uLate) {
        vec2 dot_ = mod(p, 5.0) - 2.5;
        shade = mix(shade, ink, 0.3 * clamp((0.9 - length(dot_)) / (2.0 * soft) + 0.5, 0.0, 1.0));
      }
    }
    if (split && vSize.x >= ${float(HALVES_FROM)} * uRatio && abs(vAt.x - middle) < max(0.6, 0.5 * uRatio)) shade = single(${SINGLE.page}).rgb;
    vec4 edge = single(${SINGLE.edge} + int(zone));
    if ((vWord & QUEUED) != 0u) {
      vec3 ring = single(${SINGLE.ring}).rgb;
      float strength = dimmed ? 0.4 : 1.0;
      shade = mix(shade, ring, strength * band(inside, 0.0, 1.5));
      shade = mix(shade, single(${SINGLE.ringGap}).rgb, band(inside, 1.5, 3.0));
      shade = mix(shade, ring, strength * band(inside, 3.0, 4.0));
    } else if (edge.a > 0.0 && !dimmed) shade = mix(shade, edge.rgb, band(inside, 0.0, 1.0));
  } else if ((vWord & QUEUED) != 0u && least >= 5.0 * uRatio) shade = mix(shade, single(${SINGLE.ring}).rgb, band(inside, 0.0, 1.0));
  if ((vWord & LIT) != 0u) {
    vec3 focus = single(${SINGLE.focus}).rgb;
    shade = mix(shade, focus, plain ? 0.35 : band(inside, 0.0, 2.0));
  }
  if (marked) shade = mix(shade, single(${SINGLE.ringGap}).rgb, plain ? 0.0 : band(inside, 0.0, 1.5));
  if (began != 0u) {
    float age = mod(uTick - float(began) + ${float(TICKS)}, ${float(TICKS)}) * ${float(TICK_MS / PULSE_MS)};
    if (age < 1.0) shade = mix(shade, ink, plain ? 0.5 * (1.0 - age) : (1.0 - age) * band(inside, 5.0 * age - 0.25, 5.0 * age + 2.25));
  }
  colour = vec4(shade * alpha, alpha);
}
`;

/** In the text texture's last component, the glyph's colour; see textQuads.ts. */
export const TEXT_VERTEX = `${COMMON}${PLACE}
uniform usampler2D uGlyphs;
flat out vec2 vRoom;
flat out vec4 vInk;
flat out ivec2 vFrom;
out vec2 vAt;
out vec2 vCell;
void main() {
  int id = gl_VertexID >> 2;
  uvec4 glyph = texelFetch(uGlyphs, ivec2(id & ${LINE - 1}, id >> ${Math.log2(LINE)}), 0);
  int anchor = int(glyph.r);
  ivec2 at = ivec2(anchor & ${LINE - 1}, anchor >> ${Math.log2(LINE)});
  vec2 low, high;
  if (!placeOf(at, low, high)) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  // Offsets are signed 16-bit device px.
  vec2 offset = vec2(float(int(glyph.g << 16) >> 16), float(int(glyph.g) >> 16));
  vec2 size = vec2(float(glyph.a & 255u), float((glyph.a >> 8) & 255u));
  uint kind = (glyph.a >> 16) & 15u;
  uint word = texelFetch(uWords, at, 0).r;
  bool dimmed = (word & DIMMED) != 0u;
  uint zone = word & 7u;
  uint step = (word >> 3) & 63u;
  if (kind == 1u) {
    zone = (word >> 9) & 7u;
    step = (word >> 12) & 63u;
  }
  if (kind >= 2u) vInk = single(${SINGLE.heading} - 2 + int(kind));
  else if (zone == LIQUIDATED) vInk = single(${SINGLE.ghostInk});
  else vInk = vec4(vec3(fillOf(zone, step, dimmed).a), 1.0);
  if (kind < 2u && dimmed) vInk.a = 0.5;
  // Words of a tile end at its edge; a heading's may not.
  vRoom = kind >= 2u ? vec2(1e6) : high - low;
  vec2 corner = vec2(float(gl_VertexID & 1), float((gl_VertexID >> 1) & 1));
  vCell = corner * size;
  vAt = offset + vCell;
  vFrom = ivec2(int(glyph.b & 0xffffu), int(glyph.b >> 16));
  vec2 point = low + vAt;
  gl_Position = vec4(point / uScreen * vec2(2.0, -2.0) + vec2(-1.0, 1.0), 0.0, 1.0);
}
`;

export const TEXT_FRAGMENT = `${COMMON}
uniform sampler2D uAtlas;
flat in vec2 vRoom;
flat in vec4 vInk;
flat in ivec2 vFrom;
in vec2 vAt;
in vec2 vCell;
out vec4 colour;
void main() {
  if (vAt.x > vRoom.x || vAt.y > vRoom.y) discard;
  float alpha = texelFetch(uAtlas, vFrom + ivec2(floor(vCell)), 0).a * vInk.a;
  colour = vec4(vInk.rgb * alpha, alpha);
}
`;
