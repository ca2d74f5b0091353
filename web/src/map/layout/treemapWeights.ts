import type { LayoutInput } from './input';
import { isFull } from './input';
import type { SizeBy } from './layout';

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
}

export function sharesOf(items: number, leaves: number): Shares {
  return { weights: new Float64Array(items), sums: new Float64Array(leaves), total: 0 };
}

/**
 * Weighs `items` (rows) into `out`: their sizes, and a least one for the small and the unknown. A row that is gone
 * keeps `before`, its weight so far. Leaf g holds items `leafStart[g]` to `leafStart[g + 1]`.
 */
export function weigh(
  items: Uint32Array,
  leafStart: Uint32Array,
  sizes: Float64Array,
  present: Uint8Array,
  before: Float64Array | null,
  out: Shares,
): void {
  const { weights, sums } = out;
  const full = isFull(present);
  let sum = 0;
  let positive = items.length;
  let smallest = Number.POSITIVE_INFINITY;
  for (let g = 0; g + 1 < leafStart.length; g++) {
    const end = leafStart[g + 1]!;
    let ofLeaf = 0;
    for (let i = leafStart[g]!; i < end; i++) {
      const row = items[i]!;
      const size = sizes[row]!;
      if (size > 0 && size < Number.POSITIVE_INFINITY && (full || present[row] === 1)) {
        weights[i] = size;
        ofLeaf += size;
        smallest = Math.min(smallest, size);
      } else {
        weights[i] = 0;
        positive--;
      }
    }
    sums[g] = ofLeaf;
    sum += ofLeaf;
  }
  const without = Math.max(1, items.length - positive);
  const least = positive === 0 ? 1 : Math.min((LEAST_OF_MEAN * sum) / positive, (LEAST_TOGETHER * sum) / without);
  out.total = sum;
  if (positive < items.length || smallest < least) raise({ items, leafStart, present, before }, least, out);
}

interface Raised {
  readonly items: Uint32Array;
  readonly leafStart: Uint32Array;
  readonly present: Uint8Array;
  readonly before: Float64Array | null;
}

/** Gives what is smaller the least weight, and what is gone the one that it had. */
function raise({ items, leafStart, present, before }: Raised, least: number, out: Shares): void {
  const { weights, sums } = out;
  out.total = 0;
  for (let g = 0; g + 1 < leafStart.length; g++) {
    let sum = 0;
    for (let i = leafStart[g]!; i < leafStart[g + 1]!; i++) {
      let weight = weights[i]!;
      if (weight < least) {
        const ghost = before !== null && before[i]! > 0 && present[items[i]!] !== 1;
        weights[i] = weight = ghost ? before[i]! : least;
      }
      sum += weight;
    }
    sums[g] = sum;
    out.total += sum;
  }
}
