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
  let gone = 0;
  for (let i = 0; i < items.length; i++) {
    const row = items[i]!;
    const size = sizes[row]!;
    const clean = size > 0 && size < Number.POSITIVE_INFINITY && present[row] === 1;
    out[i] = clean ? size : 0;
    if (clean) {
      sum += size;
      positive++;
    } else if (present[row] !== 1) gone++;
  }
  const without = Math.max(1, items.length - positive);
  const least = positive === 0 ? 1 : Math.min((LEAST_OF_MEAN * sum) / positive, (LEAST_TOGETHER * sum) / without);
  let total = 0;
  for (let i = 0; i < items.length; i++) {
    let weight = out[i]!;
    if (weight < least) {
      const ghost = gone > 0 && before !== null && before[i]! > 0 && present[items[i]!] !== 1;
      out[i] = weight = ghost ? before[i]! : least;
    }
    total += weight;
  }
  return total;
}
