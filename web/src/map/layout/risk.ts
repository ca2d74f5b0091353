import type { LayoutInput } from './input';
import { bucketed, sortByKey } from './stableSort';

/** Red first, the dead last; by `Zone`. What is unknown is not calm: it stands before what is safe. */
const RANK = [3, 1, 0, 2, 4, 5] as const;
const RANKS = 7;

/**
 * `rows` from the most to the least endangered: by exact zone, then by ratio (red without one first), equal ones as they stood.
 * A new array.
 */
export function byRisk(rows: Uint32Array, { zones, shades }: Pick<LayoutInput, 'zones' | 'shades'>): Uint32Array {
  const sorted = rows.slice();
  sortByKey(sorted, shades);
  const ranks = new Uint32Array(zones.length);
  for (let row = 0; row < zones.length; row++) ranks[row] = RANK[zones[row]!] ?? RANKS - 1;
  return bucketed(sorted, ranks, RANKS);
}
