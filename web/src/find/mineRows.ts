import type { Columns } from '../model/columns';
import { NOWHERE } from '../model/columns';

/** The row of an on-chain id, by halving; −1 where no row has it. */
export function rowOfId(columns: Columns, id: string): number {
  const wanted = BigInt(id);
  let [low, high] = [0, columns.byId.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const row = columns.byId[middle]!;
    const found = BigInt(columns.id(row));
    if (found === wanted) return row;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** 1 where the cluster is named by its id or its operator by address; asked once for each operator and each id, not for each row. */
export function mineRows(columns: Columns, mine: readonly string[], into: Uint8Array): void {
  const { size, operatorAt, operators } = columns;
  const addresses = new Set(mine.filter((entry) => entry.startsWith('0x')));
  const own = Uint8Array.from(operators, (operator) => (addresses.has(operator.toLowerCase()) ? 1 : 0));
  for (let row = 0; row < size; row++) {
    const at = operatorAt[row]!;
    into[row] = at === NOWHERE ? 0 : own[at]!;
  }
  for (const entry of mine) {
    const row = entry.startsWith('0x') ? -1 : rowOfId(columns, entry);
    if (row >= 0 && row < size) into[row] = 1;
  }
}
