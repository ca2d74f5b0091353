import type { LayoutInput } from './input';
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

/**
 * Positive weights of `items` (rows) into `out`: their sizes, and a least one for the small and the unknown. A row that is gone
 * keeps `before`, its weight so far. Returns the sum.
 */
export function weigh(
  items: Uint32Array,
  sizes: Float64Array,
  present: Uint8Array,
  before: Float64Array | null,
  out: Float64Array,
): number {
  let sum = 0;
  let positive = 0;
  for (let i = 0; i < items.length; i++) {
    const size = sizes[items[i]!]!;
    if (!(size > 0 && size < Number.POSITIVE_INFINITY && present[items[i]!] === 1)) continue;
    sum += size;
    positive++;
  }
  const without = items.length - positive;
  const least =
    positive === 0 ? 1 : Math.min((LEAST_OF_MEAN * sum) / positive, (LEAST_TOGETHER * sum) / Math.max(1, without));
  let total = 0;
  for (let i = 0; i < items.length; i++) {
    const row = items[i]!;
    const size = sizes[row]!;
    let weight = size > least && size < Number.POSITIVE_INFINITY ? size : least;
    if (present[row] !== 1 && before !== null && before[i]! > 0) weight = before[i]!;
    out[i] = weight;
    total += weight;
  }
  return total;
}
