import type { Rect, Rects } from './layout';

/**
 * A squarified treemap remembered as structure only: which items share a strip, and whether it stands upright (at the left, its
 * items one beneath another) or lies (at the top, its items side by side). Strip k holds items `start[k]` to `start[k + 1]`; each
 * takes its share of what the strips before it left over. Sizes may change; the structure never does.
 */
export interface Strips {
  readonly start: Uint32Array;
  readonly upright: Uint8Array;
}

/** What stands in strips: `items[i]` is the index in the columns that are written of item i, `weights[i]` its share. */
export interface Weighed {
  readonly items: Uint32Array;
  readonly weights: Float64Array;
  readonly strips: StripWeights;
}

/** By strip: what its items weigh together, and the lightest and the heaviest of them. */
export interface StripWeights {
  readonly sum: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
}

export function stripWeightsOf(strips: number): StripWeights {
  return { sum: new Float64Array(strips), least: new Float64Array(strips), most: new Float64Array(strips) };
}

/** Weighs strips `from` to `to`. */
export function weighStrips(
  { start }: Strips,
  from: number,
  to: number,
  weights: Float64Array,
  { sum, least, most }: StripWeights,
): void {
  for (let k = from; k < to; k++) {
    let together = 0;
    let low = Number.POSITIVE_INFINITY;
    let high = 0;
    const end = start[k + 1]!;
    for (let i = start[k]!; i < end; i++) {
      const weight = weights[i]!;
      together += weight;
      // Not by branches: which is the case, nobody can foresee once sizes have drifted.
      low = Math.min(low, weight);
      high = Math.max(high, weight);
    }
    sum[k] = together;
    least[k] = low;
    most[k] = high;
  }
}

/** Of the cells that were placed: the worst aspect, and the longest sides, px. */
export class Seen {
  aspect = 1;
  width = 0;
  height = 0;
}

/**
 * Gives strips `from` to `to`, which weigh `total` together, their places in a box. `stripOut`, when given, gets the strips' own
 * boxes. `gap` px are left free at the right and the bottom of each item, less of small ones. `seen` is told of the cells.
 */
export function placeStrips(
  strips: Strips,
  from: number,
  to: number,
  weighed: Weighed,
  total: number,
  box: Rect,
  gap: number,
  out: Rects,
  stripOut: Rects | null = null,
  seen: Seen = new Seen(),
): void {
  const { start, upright } = strips;
  const { sum, least, most } = weighed.strips;
  let { x, y, width, height } = box;
  let rest = total;
  for (let k = from; k < to; k++) {
    const share = k === to - 1 ? 1 : sum[k]! / rest;
    const stands = upright[k] === 1;
    const thickness = (stands ? width : height) * share;
    const perWeight = (stands ? height : width) / sum[k]!;
    const longest = most[k]! * perWeight;
    const thick = longest / thickness;
    const thin = thickness / (least[k]! * perWeight);
    seen.aspect = Math.max(seen.aspect, thick, thin);
    seen.width = Math.max(seen.width, stands ? thickness : longest);
    seen.height = Math.max(seen.height, stands ? longest : thickness);
    const across = inset(thickness, gap);
    if (stands) placeAlong(weighed, start[k]!, start[k + 1]!, perWeight, gap, y, x, across, out, 1, 0);
    else placeAlong(weighed, start[k]!, start[k + 1]!, perWeight, gap, x, y, across, out, 0, 1);
    if (stripOut) {
      stripOut[4 * k] = x;
      stripOut[4 * k + 1] = y;
      stripOut[4 * k + 2] = stands ? thickness : width;
      stripOut[4 * k + 3] = stands ? height : thickness;
    }
    if (stands) {
      x += thickness;
      width -= thickness;
    } else {
      y += thickness;
      height -= thickness;
    }
    rest -= sum[k]!;
  }
}

/**
 * One strip's items one after another from `begin` on; all of them begin at `aside` across it and are `across` thick. `along` and
 * `over`: 0 where that is x, 1 where it is y.
 */
function placeAlong(
  { items, weights }: Weighed,
  first: number,
  end: number,
  perWeight: number,
  gap: number,
  begin: number,
  aside: number,
  across: number,
  out: Rects,
  along: 0 | 1,
  over: 0 | 1,
): void {
  const alongSide = along + 2;
  const overSide = over + 2;
  let at = begin;
  for (let i = first; i < end; i++) {
    const place = items[i]! << 2;
    const own = weights[i]! * perWeight;
    out[place | along] = at;
    out[place | over] = aside;
    out[place | alongSide] = own - Math.min(gap, own * LEAST_GAP);
    out[place | overSide] = across;
    at += own;
  }
}

/** The share of a cell that a gap may take at most. */
const LEAST_GAP = 0.25;

function inset(side: number, gap: number): number {
  return side - Math.min(gap, side * LEAST_GAP);
}

/** The side of the cell whose item was drawn with `side`. */
export function cellSide(side: number, gap: number): number {
  return Math.max(side + Math.min(gap, (side * LEAST_GAP) / (1 - LEAST_GAP)), side);
}
