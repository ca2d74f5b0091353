import type { Columns } from '../model/columns';
import type { Market } from '../model/market';
import type { Cascade } from './cascade';
import { ALREADY } from './cascade';
import { Settlement } from './settlement';

/** Rows that fall, the one nearest to critical now first, ties by row; at most `most`. One pass, nothing sorted but those. */
export function firstToFall(columns: Columns, live: Market, { roundOf }: Cascade, most: number): number[] {
  const now = new Settlement(columns, live);
  const rows: number[] = [];
  const shares: number[] = [];
  for (let row = 0; row < roundOf.length; row++) {
    if (roundOf[row] === 0 || roundOf[row] === ALREADY) continue;
    const share = now.share(row);
    if (rows.length === most && !(share < shares[most - 1]!)) continue;
    let at = Math.min(rows.length, most - 1);
    for (; at > 0 && shares[at - 1]! > share; at--) {
      shares[at] = shares[at - 1]!;
      rows[at] = rows[at - 1]!;
    }
    shares[at] = share;
    rows[at] = row;
  }
  return rows;
}
