import type { Rect } from './layout';

/** Rectangles by index, CSS px. */
export interface Rects {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly width: Float32Array;
  readonly height: Float32Array;
}

export function rectsOf(size: number): Rects {
  const column = (): Float32Array => new Float32Array(size);
  return { x: column(), y: column(), width: column(), height: column() };
}

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

/** Collects the strips of many groups, one after another. */
export class StripBuilder {
  count = 0;
  private starts = new Uint32Array(64);
  private upright = new Uint8Array(64);
  private end = 0;

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
   * no worse. Best when weights descend; they must be positive. `total`: their sum.
   */
  squarify(weights: Float64Array, from: number, to: number, total: number, boxWidth: number, boxHeight: number): void {
    let width = Math.max(boxWidth, 1);
    let height = Math.max(boxHeight, 1);
    const scale = (width * height) / total;
    for (let i = from; i < to;) {
      const upright = width >= height;
      const side = upright ? height : width;
      const perSquare = 1 / (side * side);
      let sum = 0;
      let least = Number.POSITIVE_INFINITY;
      let most = 0;
      let worst = Number.POSITIVE_INFINITY;
      let end = i;
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
      this.add(i, end, upright);
      if (upright) width = Math.max(width - sum / side, 1e-6);
      else height = Math.max(height - sum / side, 1e-6);
      i = end;
    }
  }
}

/**
 * Gives strips `from` to `to`, which weigh `total` together, their places in a box. `stripOut`, when given, gets the strips' own
 * boxes. `gap` px are left free at the right and the bottom of each item, less of small ones. Returns the worst aspect of a cell.
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
  stripOut: Rects | null,
): number {
  const { start, upright } = strips;
  const { weights } = weighed;
  let { x, y, width, height } = box;
  let rest = total;
  let worst = 1;
  for (let k = from; k < to; k++) {
    const first = start[k]!;
    const end = start[k + 1]!;
    let sum = 0;
    let least = Number.POSITIVE_INFINITY;
    let most = 0;
    for (let i = first; i < end; i++) {
      const weight = weights[i]!;
      sum += weight;
      if (weight < least) least = weight;
      if (weight > most) most = weight;
    }
    const share = k === to - 1 ? 1 : sum / rest;
    const stands = upright[k] === 1;
    const thickness = (stands ? width : height) * share;
    const perWeight = (stands ? height : width) / sum;
    const thick = (most * perWeight) / thickness;
    const thin = thickness / (least * perWeight);
    if (thick > worst) worst = thick;
    if (thin > worst) worst = thin;
    const across = inset(thickness, gap);
    if (stands) placeAlong(weighed, first, end, perWeight, gap, y, x, across, out.y, out.height, out.x, out.width);
    else placeAlong(weighed, first, end, perWeight, gap, x, y, across, out.x, out.width, out.y, out.height);
    if (stripOut) {
      stripOut.x[k] = x;
      stripOut.y[k] = y;
      stripOut.width[k] = stands ? thickness : width;
      stripOut.height[k] = stands ? height : thickness;
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
  return worst;
}

/** One strip's items one after another from `at` on; all of them begin at `aside` across it and are `across` thick. */
function placeAlong(
  { items, weights }: Weighed,
  first: number,
  end: number,
  perWeight: number,
  gap: number,
  begin: number,
  aside: number,
  across: number,
  alongAt: Float32Array,
  alongSide: Float32Array,
  acrossAt: Float32Array,
  acrossSide: Float32Array,
): void {
  let at = begin;
  for (let i = first; i < end; i++) {
    const item = items[i]!;
    const own = weights[i]! * perWeight;
    const least = own * LEAST_GAP;
    alongAt[item] = at;
    alongSide[item] = own - (gap < least ? gap : least);
    acrossAt[item] = aside;
    acrossSide[item] = across;
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
