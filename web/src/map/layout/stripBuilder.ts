import { stripWeightsOf } from './strips';
import type { StripWeights, Strips } from './strips';

/** Of the items that a strip of equal ones would have, the share that it surely takes where they get smaller. */
const SURE = 0.9;
const FIRST_ROOM = 64;

/** Collects the strips of many groups, one after another. */
export class StripBuilder {
  count = 0;
  private starts = new Uint32Array(FIRST_ROOM);
  private upright = new Uint8Array(FIRST_ROOM);
  /** Sum, least and most of each strip's weights. */
  private weights = new Float64Array(3 * FIRST_ROOM);
  private end = 0;
  /** Of the strip that was taken last, px²: all of it, its least item, its largest. */
  private area = 0;
  private least = 0;
  private most = 0;

  add(start: number, end: number, upright: boolean): void {
    if (this.count === this.upright.length) this.grow();
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

  /** What the strips weigh; of squarified ones only. */
  weighed(): StripWeights {
    const weighed = stripWeightsOf(this.count);
    for (let k = 0; k < this.count; k++) {
      weighed.sum[k] = this.weights[3 * k]!;
      weighed.least[k] = this.weights[3 * k + 1]!;
      weighed.most[k] = this.weights[3 * k + 2]!;
    }
    return weighed;
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
      const at = 3 * (this.count - 1);
      this.weights[at] = this.area / scale;
      this.weights[at + 1] = this.least / scale;
      this.weights[at + 2] = this.most / scale;
      if (upright) width = Math.max(width - this.area / side, 1e-6);
      else height = Math.max(height - this.area / side, 1e-6);
      i = end;
    }
  }

  /** The strip that begins at `from` along a side: where it ends; `area`, `least` and `most` are what it takes. */
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
      const nextLeast = area < least ? area : least;
      const nextMost = area > most ? area : most;
      const squared = nextSum * nextSum * perSquare;
      const thick = nextMost / squared;
      const thin = squared / nextLeast;
      const aspect = thick > thin ? thick : thin;
      if (aspect > worst) break;
      sum = nextSum;
      least = nextLeast;
      most = nextMost;
      worst = aspect;
    }
    this.area = sum;
    this.least = least;
    this.most = most;
    return end;
  }

  private grow(): void {
    const [starts, upright] = [new Uint32Array(2 * this.count), new Uint8Array(2 * this.count)];
    const weights = new Float64Array(6 * this.count);
    starts.set(this.starts);
    upright.set(this.upright);
    weights.set(this.weights);
    [this.starts, this.upright, this.weights] = [starts, upright, weights];
  }
}
