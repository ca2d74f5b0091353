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
}

/** Of the cells that were placed: the worst aspect, and the longest sides, px. */
export class Seen {
  aspect = 1;
  width = 0;
  height = 0;
}

/** Collects the strips of many groups, one after another. */
export class StripBuilder {
  count = 0;
  private starts = new Uint32Array(64);
  private upright = new Uint8Array(64);
  private end = 0;
  /** Px² of the strip that was taken last. */
  private area = 0;

  add(start: number, end: number, upright: boolean): void {
    if (this.count === this.upright.length) {
      const [starts, uprights] = [new Uint32Array(2 * this.count), new Uint8Array(2 * this.count)];
      starts.set(this.starts);
      uprights.set(this.upright);
      [this.starts, this.upright] = [starts, uprights];
    }
    this.starts[this.count] = start;
    this.upright[this.count++] = upright ? 1 : 0;
    this.end = end;
  }

  build(): Strips {
    const start = new Uint32Array(this.count + 1);
    start.set(this.starts.subarray(0, this.count));
    start[this.count] = this.end;
    return { start, upright: this.upright.slice(0, this.count) };
  }

  /**
   * Squarifies items `from` to `to` (Bruls, Huizing, van Wijk 2000) in a box: each strip takes items while its worst aspect gets
   * no worse. Best when weights descend; `descending` says that they do, and finds the same strips in less time. They must be
   * positive. `total`: their sum.
   */
  squarify(
    weights: Float64Array,
    from: number,
    to: number,
    total: number,
    boxWidth: number,
    boxHeight: number,
    descending = false,
  ): void {
    let width = Math.max(boxWidth, 1);
    let height = Math.max(boxHeight, 1);
    const scale = (width * height) / total;
    for (let i = from; i < to;) {
      const upright = width >= height;
      const side = upright ? height : width;
      const end = this.take(weights, i, to, scale, side, descending);
      this.add(i, end, upright);
      if (upright) width = Math.max(width - this.area / side, 1e-6);
      else height = Math.max(height - this.area / side, 1e-6);
      i = end;
    }
  }

  /** The strip that begins at `from` along a side: where it ends; `area` is what it takes. */
  private take(
    weights: Float64Array,
    from: number,
    to: number,
    scale: number,
    side: number,
    descending: boolean,
  ): number {
    const perSquare = 1 / (side * side);
    let sum = 0;
    let least = Number.POSITIVE_INFINITY;
    let most = 0;
    let worst = Number.POSITIVE_INFINITY;
    let end = from;
    if (descending) {
      // While the first of ever smaller items is too thick for the strip, each one more makes it thinner, so that no aspect gets
      // worse: where that still holds at the end of so many, none of those before need be looked at.
      most = weights[from]! * scale;
      end = Math.min(to, from + Math.floor((SURE * side) / Math.sqrt(most)));
      for (let i = from; i < end; i++) sum += weights[i]! * scale;
      if (end > from) least = weights[end - 1]! * scale;
      const squared = sum * sum * perSquare;
      if (end > from && most / squared >= squared / least) worst = most / squared;
      else [sum, least, end] = [0, Number.POSITIVE_INFINITY, from];
    }
    for (; end < to; end++) {
      const area = weights[end]! * scale;
      const nextSum = sum + area;
      if (area < least) least = area;
      if (area > most) most = area;
      const squared = nextSum * nextSum * perSquare;
      const thick = most / squared;
      const thin = squared / least;
      const aspect = thick > thin ? thick : thin;
      if (aspect > worst) break;
      sum = nextSum;
      worst = aspect;
    }
    this.area = sum;
    return end;
  }
}

/** Of the items that a strip of equal ones would have, the share that it surely takes where they get smaller. */
const SURE = 0.9;

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
  const { weights } = weighed;
  let { x, y, width, height } = box;
  let rest = total;
  for (let k = from; k < to; k++) {
    const first = start[k]!;
    const end = start[k + 1]!;
    let sum = 0;
    let least = Number.POSITIVE_INFINITY;
    let most = 0;
    for (let i = first; i < end; i++) {
      const weight = weights[i]!;
      sum += weight;
      // Not by branches: which is the case, nobody can foresee once sizes have drifted.
      least = Math.min(least, weight);
      most = Math.max(most, weight);
    }
    const share = k === to - 1 ? 1 : sum / rest;
    const stands = upright[k] === 1;
    const thickness = (stands ? width : height) * share;
    const perWeight = (stands ? height : width) / sum;
    const thick = (most * perWeight) / thickness;
    const thin = thickness / (least * perWeight);
    seen.aspect = Math.max(seen.aspect, thick, thin);
    seen.width = Math.max(seen.width, stands ? thickness : most * perWeight);
    seen.height = Math.max(seen.height, stands ? most * perWeight : thickness);
    const across = inset(thickness, gap);
    if (stands) placeAlong(weighed, first, end, perWeight, gap, y, x, across, out, 1, 0);
    else placeAlong(weighed, first, end, perWeight, gap, x, y, across, out, 0, 1);
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
    rest -= sum;
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
