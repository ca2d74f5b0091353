import type { RowWords } from './sentences';

/** More tiles than this have no rows of their own (spec: up to 2 000). */
export const MOST_ROWS = 2_000;

interface RowElement {
  readonly element: HTMLElement;
  readonly cells: readonly HTMLElement[];
  words: RowWords | null;
}

/**
 * The map for assistive technology: a visually hidden grid with one row per tile. It is one tab stop; the active row is named
 * by aria-activedescendant. Only what changed is written.
 */
export class RowGrid {
  readonly element: HTMLElement;
  private readonly rows = new Map<number, RowElement>();

  constructor(label: string) {
    this.element = document.createElement('div');
    this.element.className = 'map-rows';
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'grid');
    this.element.setAttribute('aria-label', label);
  }

  /** Rows in reading order; elements of rows that stay are kept. */
  arrange(order: readonly number[]): void {
    const kept = order.slice(0, MOST_ROWS);
    const wanted = new Set(kept);
    for (const [row, { element }] of this.rows) {
      if (wanted.has(row)) continue;
      element.remove();
      this.rows.delete(row);
    }
    this.element.setAttribute('aria-rowcount', String(order.length));
    kept.forEach((row, i) => {
      const { element } = this.rows.get(row) ?? this.create(row);
      element.setAttribute('aria-rowindex', String(i + 1));
      if (this.element.children[i] !== element) this.element.insertBefore(element, this.element.children[i] ?? null);
    });
  }

  write(read: (row: number) => RowWords | null): void {
    for (const [row, target] of this.rows) {
      const words = read(row);
      if (!words || (target.words?.sentence === words.sentence && target.words.ratio === words.ratio)) continue;
      target.words = words;
      const { element, cells } = target;
      element.setAttribute('aria-label', words.sentence);
      element.dataset['clusterId'] = words.id;
      element.dataset['zone'] = words.zone;
      element.dataset['ratio'] = words.ratio;
      cells[0]!.textContent = words.name;
      cells[1]!.textContent = words.ratio || 'none';
      cells[2]!.textContent = words.zone;
    }
  }

  activate(row: number | null): void {
    const active = row === null ? undefined : this.rows.get(row);
    if (active) this.element.setAttribute('aria-activedescendant', active.element.id);
    else this.element.removeAttribute('aria-activedescendant');
  }

  private create(row: number): RowElement {
    const element = document.createElement('div');
    element.id = `tile-row-${row}`;
    element.setAttribute('role', 'row');
    const cells = [0, 1, 2].map(() => {
      const cell = document.createElement('span');
      cell.setAttribute('role', 'gridcell');
      element.append(cell);
      return cell;
    });
    const made: RowElement = { element, cells, words: null };
    this.rows.set(row, made);
    return made;
  }
}
