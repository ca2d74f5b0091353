import type { Zone } from '../model/zone';
import { QueueState, isQueued } from '../model/zone';
import { RAMP_STEPS } from './palette';
import type { Bands } from './palette';

/**
 * What a tile looks like, in one 32-bit word that the GPU reads as it is:
 * zone 0–2 · step on its ramp 3–8 · stressed zone 9–11 · stressed step 12–17 · dimmed 18 · lit 19 · queued 20 ·
 * selected 21 · focused 22 · hovered 23 · pulse 24–31 (0: none, else when it began, in ticks).
 */
export type TileWord = number;

/** In the zone's place: a slot that waits for a newcomer, and nothing at all. As a stressed zone, `NOTHING` is none. */
export const FREE = 6;
export const NOTHING = 7;

export const DIMMED = 1 << 18;
export const LIT = 1 << 19;
export const QUEUED = 1 << 20;
export const SELECTED = 1 << 21;
export const FOCUSED = 1 << 22;
export const HOVERED = 1 << 23;
export const PULSE_SHIFT = 24;
/** What a block or a filter decides; above it lie the marks of pointer, keyboard and time. */
export const DECIDED = QUEUED * 2 - 1;
/** Zone and step of the right half. */
const AFTER_BITS = 0x1ff << 9;
/** Words come in whole lines of so many, as the GPU keeps them. */
export const LINE = 1024;
export const ABSENT_WORD = NOTHING | (NOTHING << 9);

export const zoneOf = (word: TileWord): number => word & 7;
export const stepOf = (word: TileWord): number => (word >>> 3) & 63;
export const afterZoneOf = (word: TileWord): number => (word >>> 9) & 7;
export const afterStepOf = (word: TileWord): number => (word >>> 12) & 63;

/** Zones and shades of all rows: a picture's own, the viewer's or stressed ones. */
export interface Zones {
  /** `Zone`, or 255 where there is no cluster. */
  readonly zones: Uint8Array;
  /** Displayed ratio; NaN where there is none. */
  readonly shades: Float64Array;
}

export interface Decided {
  readonly size: number;
  readonly now: Zones;
  readonly after: Zones | null;
  /** Of both: where the ramps begin and end. */
  readonly bands: Bands;
  /** 0: dimmed. */
  readonly matches: Uint8Array | null;
  /** 1: lifted; where there is any, all others are dimmed. */
  readonly lit: Uint8Array | null;
  readonly queueState: Uint8Array;
}

/** A ramp's beginning and how many of its steps a ratio of 1 is, for each coloured zone: the same as `Palette.step`, without branches. */
function ramps({ critical, warning }: Bands): { from: Float64Array; scale: Float64Array } {
  const ends: readonly (readonly [number, number])[] = [
    [warning, warning * 1.6],
    [critical, warning],
    [critical * 0.75, critical],
  ];
  const from = new Float64Array(8);
  const scale = new Float64Array(8);
  ends.forEach(([low, high], zone) => {
    from[zone] = low;
    scale[zone] = high > low ? (RAMP_STEPS - 1) / (high - low) : 0;
  });
  return { from, scale };
}

function stepAt(zone: Zone | number, shade: number, from: Float64Array, scale: Float64Array): number {
  // To the nearest step; NaN is 0. Not by branches, which nobody can foresee.
  return Math.min(Math.max((shade - from[zone]!) * scale[zone]! + 0.5, 0), RAMP_STEPS - 1) | 0;
}

/** Writes every row's word anew, the marks of pointer, keyboard and pulse apart. Allocates nothing per row. */
export function decide(decided: Decided, into: Uint32Array): void {
  const { size, now, after, matches, lit, queueState } = decided;
  const { from, scale } = ramps(decided.bands);
  const { zones, shades } = now;
  const { zones: afterZones, shades: afterShades } = after ?? NONE_AFTER;
  const chosen = matches !== null || lit !== null;
  into.fill(ABSENT_WORD, size);
  if (!chosen) {
    decideAlone(decided, from, scale, into);
    if (after) decideAfter(size, after, decided.bands, into);
    return;
  }
  for (let row = 0; row < size; row++) {
    const zone = zones[row]!;
    let word = ABSENT_WORD;
    if (zone < FREE) {
      const next = after ? afterZones[row]! : NOTHING;
      word = zone | (stepAt(zone, shades[row]!, from, scale) << 3);
      word |= (next < FREE ? next | (stepAt(next, afterShades[row]!, from, scale) << 3) : NOTHING) << 9;
      word |= choiceOf(matches, lit, row);
      const state = queueState[row]!;
      if (state !== QueueState.none && isQueued(state as QueueState)) word |= QUEUED;
    }
    into[row] = (into[row]! & ~DECIDED) | word;
  }
}

/** `decide` where nothing is filtered or lit, without right halves: at each block, and so with as little as there is to it. */
function decideAlone(
  { size, now: { zones, shades }, queueState }: Decided,
  from: Float64Array,
  scale: Float64Array,
  into: Uint32Array,
): void {
  for (let row = 0; row < size; row++) {
    const zone = zones[row]!;
    const word = zone | (stepAt(zone & 7, shades[row]!, from, scale) << 3) | (NOTHING << 9);
    into[row] = (into[row]! & ~DECIDED) | (zone < FREE ? word : ABSENT_WORD);
    const state = queueState[row]!;
    if (state !== QueueState.none && zone < FREE && isQueued(state as QueueState)) into[row]! |= QUEUED;
  }
}

/** Writes only the right halves anew, where nothing else has changed since `decide`: a step of a stress that is dragged. */
export function decideAfter(size: number, after: Zones, bands: Bands, into: Uint32Array): void {
  const { from, scale } = ramps(bands);
  const { zones, shades } = after;
  for (let row = 0; row < size; row++) {
    const word = into[row]!;
    if (zoneOf(word) >= FREE) continue;
    const next = zones[row]!;
    const half = next < FREE ? next | (stepAt(next, shades[row]!, from, scale) << 3) : NOTHING;
    into[row] = (word & ~AFTER_BITS) | (half << 9);
  }
}

const NONE_AFTER: Zones = { zones: new Uint8Array(0), shades: new Float64Array(0) };

function choiceOf(matches: Uint8Array | null, lit: Uint8Array | null, row: number): number {
  const dimmed = (matches !== null && matches[row] === 0) || (lit !== null && lit[row] !== 1);
  return (dimmed ? DIMMED : 0) | (lit !== null && lit[row] === 1 ? LIT : 0);
}
