import type { LayoutInput } from './input';
import { isFull } from './input';
import type { SizeBy } from './layout';
import { settle } from './sizeOrder';
import type { StripWeights, Strips } from './strips';
import { stripWeightsOf, weighStrips } from './strips';

/** A cluster of size 0, or of unknown size, is drawn with this share of the mean size … */
const LEAST_OF_MEAN = 0.01;
/** … and all of them together with at most this share of the rest. */
const LEAST_TOGETHER = 0.25;

/** What sizes tiles, by row: token base units, or GPUs. Not clean: 0 and NaN occur. */
export function sizesOf(input: LayoutInput, size: SizeBy): Float64Array {
  switch (size) {
    case 'collateral':
      return input.columns.collateral;
    case 'gpus':
      return input.columns.gpus;
    case 'requirement':
      return input.requirements();
    case 'shortfall':
      return input.shortfalls();
    case 'equal':
      return new Float64Array(input.columns.size).fill(1);
  }
}

/** Positive weights of items, their sums by leaf, and the sum of all. */
export interface Shares {
  readonly weights: Float64Array;
  readonly sums: Float64Array;
  total: number;
  /** Of the strips that the items stand in, once these are known. */
  strips: StripWeights;
}

export function sharesOf(items: number, leaves: number, strips: number): Shares {
  return { weights: new Float64Array(items), sums: new Float64Array(leaves), total: 0, strips: stripWeightsOf(strips) };
}

export function fits({ weights, sums, strips }: Shares, items: number, leaves: number, wanted: number): boolean {
  return weights.length === items && sums.length === leaves && strips.sum.length === wanted;
}

/**
 * Weighs `items` (rows that exist), which `orderBySize` put in place in each leaf, into `out`, and brings them into exact order: their
 * sizes, and a least one for the small and the unknown. Leaf g holds items `leafStart[g]` to `leafStart[g + 1]`.
 */
export function weighFalling(items: Uint32Array, leafStart: Uint32Array, sizes: Float64Array, out: Shares): void {
  const { weights, sums } = out;
  let without = 0;
  let smallest = Number.POSITIVE_INFINITY;
  out.total = 0;
  for (let g = 0; g < sums.length; g++) {
    const end = leafStart[g + 1]!;
    sums[g] = settle(items, leafStart[g]!, end, sizes, weights);
    out.total += sums[g]!;
    smallest = Math.min(smallest, weights[end - 1]!);
    for (let i = end - 1; i >= leafStart[g]! && weights[i] === 0; i--) without++;
  }
  const least = leastOf(out.total, items.length, without);
  if (!(smallest < least)) return;
  out.total = 0;
  for (let g = 0; g < sums.length; g++) {
    let sum = 0;
    for (let i = leafStart[g]!; i < leafStart[g + 1]!; i++) sum += weights[i] = Math.max(weights[i]!, least);
    sums[g] = sum;
    out.total += sum;
  }
}

/** Items in strips: those of leaf g are `stripsOf[g]` to `stripsOf[g + 1]`. */
export interface Standing {
  readonly items: Uint32Array;
  readonly strips: Strips;
  readonly stripsOf: Uint32Array;
}

/**
 * Weighs items (rows) where they stand into `out`: their sizes, and a least one for the small and the unknown. A row that is gone
 * keeps `before`, its weight so far.
 */
export function weigh(
  standing: Standing,
  sizes: Float64Array,
  present: Uint8Array,
  before: Float64Array,
  out: Shares,
): void {
  const { items, strips, stripsOf } = standing;
  const { weights, sums } = out;
  const { sum, least, most } = out.strips;
  const full = isFull(present);
  let without = 0;
  let smallest = Number.POSITIVE_INFINITY;
  out.total = 0;
  for (let g = 0; g < sums.length; g++) {
    let ofLeaf = 0;
    for (let k = stripsOf[g]!; k < stripsOf[g + 1]!; k++) {
      let ofStrip = 0;
      let low = Number.POSITIVE_INFINITY;
      let high = 0;
      const end = strips.start[k + 1]!;
      for (let i = strips.start[k]!; i < end; i++) {
        const row = items[i]!;
        const size = sizes[row]!;
        const counts = size > 0 && size < Number.POSITIVE_INFINITY && (full || present[row] === 1);
        const weight = counts ? size : 0;
        if (!counts) without++;
        weights[i] = weight;
        ofStrip += weight;
        // Not by branches: which is the case, nobody can foresee once sizes have drifted.
        low = Math.min(low, weight);
        high = Math.max(high, weight);
      }
      sum[k] = ofStrip;
      least[k] = low;
      most[k] = high;
      ofLeaf += ofStrip;
      smallest = Math.min(smallest, low);
    }
    sums[g] = ofLeaf;
    out.total += ofLeaf;
  }
  const atLeast = leastOf(out.total, items.length, without);
  if (smallest < atLeast) raise(standing, present, before, atLeast, out);
}

/** What one of `items`, `without` of which have no size, weighs at least where all the others weigh `total`. */
function leastOf(total: number, items: number, without: number): number {
  if (without === items) return 1;
  return Math.min((LEAST_OF_MEAN * total) / (items - without), (LEAST_TOGETHER * total) / Math.max(1, without));
}

/** Gives what is smaller the least weight, and what is gone the one that it had. */
function raise(standing: Standing, present: Uint8Array, before: Float64Array, least: number, out: Shares): void {
  const { items, strips, stripsOf } = standing;
  const { weights, sums } = out;
  for (let i = 0; i < items.length; i++) {
    if (weights[i]! >= least) continue;
    const ghost = before[i]! > 0 && present[items[i]!] !== 1;
    weights[i] = ghost ? before[i]! : least;
  }
  weighStrips(strips, 0, strips.upright.length, weights, out.strips);
  out.total = 0;
  for (let g = 0; g < sums.length; g++) {
    let sum = 0;
    for (let k = stripsOf[g]!; k < stripsOf[g + 1]!; k++) sum += out.strips.sum[k]!;
    sums[g] = sum;
    out.total += sum;
  }
}
