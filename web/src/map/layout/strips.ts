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

/** Collects the strips of many groups, one after another. */
export class StripBuilder {
  private readonly starts: number[] = [];
  private readonly upright: number[] = [];
  private end = 0;

  get count(): number {
    return this.starts.length;
  }

  add(start: number, end: number, upright: boolean): void {
    this.starts.push(start);
    this.upright.push(upright ? 1 : 0);
    this.end = end;
  }

  build(): Strips {
    return { start: Uint32Array.from([...this.starts, this.end]), upright: Uint8Array.from(this.upright) };
  }

  /**
   * Squarifies items `from` to `to` (Bruls, Huizing, van Wijk 2000) in a box: each strip takes items while its worst aspect gets
   * no worse. Best when weights descend; they must be positive.
   */
  squarify(weights: Float64Array, from: number, to: number, boxWidth: number, boxHeight: number): void {
    let [width, height] = [Math.max(boxWidth, 1), Math.max(boxHeight, 1)];
    let total = 0;
    for (let i = from; i < to; i++) total += weights[i]!;
    const scale = (width * height) / total;
    for (let i = from; i < to;) {
      const upright = width >= height;
      const side = upright ? height : width;
      const square = side * side;
      let [sum, least, most, worst] = [0, Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY];
      let end = i;
      for (; end < to; end++) {
        const area = weights[end]! * scale;
        const nextSum = sum + area;
        const nextLeast = area < least ? area : least;
        const nextMost = area > most ? area : most;
        const squared = (nextSum * nextSum) / square;
        const thick = nextMost / squared;
        const thin = squared / nextLeast;
        const aspect = thick > thin ? thick : thin;
        if (aspect > worst) break;
        [sum, least, most, worst] = [nextSum, nextLeast, nextMost, aspect];
      }
      this.add(i, end, upright);
      if (upright) width = Math.max(width - sum / side, 1e-6);
      else height = Math.max(height - sum / side, 1e-6);
      i = end;
    }
  }
}

/**
 * Gives strips `from` to `to` their places in a box. `items[i]` is the index in `out` of item i; `stripOut`, when given, gets the
 * strips' own boxes. `gap` px are left free at the right and the bottom of each item, less of small ones. Returns the worst aspect
 * of a cell.
 */
export function placeStrips(
  strips: Strips,
  from: number,
  to: number,
  items: Uint32Array,
  weights: Float64Array,
  box: Rect,
  gap: number,
  out: Rects,
  stripOut: Rects | null,
): number {
  const { start, upright } = strips;
  const { x: outX, y: outY, width: outWidth, height: outHeight } = out;
  let { x, y, width, height } = box;
  let rest = 0;
  for (let i = start[from]!; i < start[to]!; i++) rest += weights[i]!;
  let worst = 1;
  for (let k = from; k < to; k++) {
    const [first, end] = [start[k]!, start[k + 1]!];
    let [sum, least, most] = [0, Number.POSITIVE_INFINITY, 0];
    for (let i = first; i < end; i++) {
      const weight = weights[i]!;
      sum += weight;
      if (weight < least) least = weight;
      if (weight > most) most = weight;
    }
    const share = k === to - 1 ? 1 : sum / rest;
    const stands = upright[k] === 1;
    const [length, thickness] = stands ? [height, width * share] : [width, height * share];
    const perWeight = length / sum;
    worst = Math.max(worst, (most * perWeight) / thickness, thickness / (least * perWeight));
    const across = inset(thickness, gap);
    let at = stands ? y : x;
    for (let i = first; i < end; i++) {
      const own = weights[i]! * perWeight;
      const item = items[i]!;
      const along = own - (gap < own * LEAST_GAP ? gap : own * LEAST_GAP);
      outX[item] = stands ? x : at;
      outY[item] = stands ? at : y;
      outWidth[item] = stands ? across : along;
      outHeight[item] = stands ? along : across;
      at += own;
    }
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

/** The share of a cell that a gap may take at most. */
const LEAST_GAP = 0.25;

function inset(side: number, gap: number): number {
  return side - Math.min(gap, side * LEAST_GAP);
}

/** The side of the cell whose item was drawn with `side`. */
export function cellSide(side: number, gap: number): number {
  return Math.max(side + Math.min(gap, (side * LEAST_GAP) / (1 - LEAST_GAP)), side);
}
