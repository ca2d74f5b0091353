import type { LayoutInput } from './input';
import { bucketed, sortByKey } from './stableSort';

/** Red first, the dead last, and behind them what is none; by `Zone`. What is unknown is not calm: it stands before what is safe. */
const RANKS = Uint32Array.of(3, 1, 0, 2, 4, 5, 6);

/**
 * `rows` from the most to the least endangered: by exact zone, then by ratio (red without one first), equal ones as they stood.
 * A new array.
 */
export function byRisk(rows: Uint32Array, { zones, shades }: Pick<LayoutInput, 'zones' | 'shades'>): Uint32Array {
  const sorted = rows.slice();
  sortByKey(sorted, shades);
  return bucketed(sorted, { keys: zones, codeOf: RANKS, count: RANKS.length });
}
