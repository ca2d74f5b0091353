import type { ColumnKey } from './columnKeys';
import { COLUMN_KEYS } from './columnKeys';
import { FIRST_COLUMNS } from './tableColumns';

const KEPT = 'isotherm.table.columns';

/** Which columns the table shows; kept in this browser. The name is always there. */
export class ChosenColumns {
  keys = $state.raw<readonly ColumnKey[]>(read());

  has(key: ColumnKey): boolean {
    return this.keys.includes(key);
  }

  toggle(key: ColumnKey): void {
    if (key === 'name') return;
    this.keys = COLUMN_KEYS.filter((k) => (k === key ? !this.has(k) : this.has(k)));
    try {
      localStorage.setItem(KEPT, this.keys.join());
    } catch {
      // A browser that keeps nothing shows the choice until the page is left.
      return;
    }
  }
}

function read(): readonly ColumnKey[] {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEPT);
  } catch {
    return FIRST_COLUMNS;
  }
  const keys = kept?.split(',') ?? [];
  const known = COLUMN_KEYS.filter((key) => keys.includes(key));
  return known.includes('name') ? known : FIRST_COLUMNS;
}
