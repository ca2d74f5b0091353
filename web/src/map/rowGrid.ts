import type { RowWords } from './sentences';

/** More tiles than this have no rows of their own: then those round the active one have (spec: up to 2 000). */
export const MOST_ROWS = 2_000;
/** Rows on either side of the active one while there are more than that. */
const ROUND = 40;

interface RowElement {
  readonly element: HTMLElement;
  readonly cells: readonly HTMLElement[];
  words: RowWords | null;
  /** 1-based place that aria-rowindex says; 0 before the first. */
  place: number;
}

/**
 * The map for assistive technology: a visually hidden grid with one row per tile. It is one tab stop; the active row is named
 * by aria-activedescendant. Above MOST_ROWS tiles it holds the rows round the active one, with their true places in
 * aria-rowindex: each is reached by the map's keys and by search. Only what changed is written.
 */
export class RowGrid {
  readonly element: HTMLElement;
  private readonly rows = new Map<number, RowElement>();
  private order: ArrayLike<number> = [];
  /** Each row's place in the order; made when first asked for. */
  private places: Map<number, number> | null = null;
  private active: number | null = null;
  private read: (row: number) => RowWords | null = () => null;
  private unwritten = this.rows.entries();

  constructor(label: string) {
    this.element = document.createElement('div');
    this.element.className = 'map-rows';
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'grid');
    this.element.setAttribute('aria-label', label);
  }

  /** Rows in reading order; elements of rows that stay are kept. */
  arrange(order: ArrayLike<number>): void {
    if (order !== this.order || order.length !== this.places?.size) this.places = null;
    this.order = order;
    this.element.setAttribute('aria-rowcount', String(order.length));
    this.hold();
    this.name();
  }

  /** Writes the rows that are held, and later those that come to be. */
  write(read: (row: number) => RowWords | null): void {
    this.begin(read);
    this.go(Number.POSITIVE_INFINITY);
  }

  /** The same in parts: `go` writes. */
  begin(read: (row: number) => RowWords | null): void {
    this.read = read;
    this.unwritten = this.rows.entries();
  }

  /** Writes on for about `ms`, at least one row; true when all are written. */
  go(ms: number): boolean {
    const end = performance.now() + ms;
    for (let next = this.unwritten.next(); !next.done; next = this.unwritten.next()) {
      const [row, target] = next.value;
      fill(target, this.read(row));
      if (performance.now() >= end) return false;
    }
    return true;
  }

  activate(row: number | null): void {
    this.active = row;
    if (row !== null && !this.rows.has(row)) this.hold();
    this.name();
  }

  /** The row so many places on in reading order, or the last one on that side; null where there is none. */
  step(from: number, by: number): number | null {
    const at = this.placeOf(from);
    if (at === undefined) return null;
    return this.order[Math.min(this.order.length - 1, Math.max(0, at + by))] ?? null;
  }

  private name(): void {
    const element = this.active === null ? undefined : this.rows.get(this.active)?.element;
    if (element) this.element.setAttribute('aria-activedescendant', element.id);
    else this.element.removeAttribute('aria-activedescendant');
  }

  private placeOf(row: number): number | undefined {
    if (!this.places) {
      this.places = new Map();
      for (let i = 0; i < this.order.length; i++) this.places.set(this.order[i]!, i);
    }
    return this.places.get(row);
  }

  /** First place that has an element, and the one after the last. */
  private held(): readonly [number, number] {
    const { length } = this.order;
    if (length <= MOST_ROWS) return [0, length];
    const centre = (this.active === null ? undefined : this.placeOf(this.active)) ?? 0;
    const first = Math.min(Math.max(0, centre - ROUND), length - 2 * ROUND - 1);
    return [first, first + 2 * ROUND + 1];
  }

  private hold(): void {
    const [first, end] = this.held();
    const wanted = new Set<number>();
    for (let i = first; i < end; i++) wanted.add(this.order[i]!);
    for (const [row, { element }] of this.rows) {
      if (wanted.has(row)) continue;
      element.remove();
      this.rows.delete(row);
    }
    let before = this.element.firstElementChild;
    for (let i = first; i < end; i++) {
      const row = this.order[i]!;
      const target = this.rows.get(row) ?? this.create(row);
      const { element } = target;
      if (target.place !== i + 1) element.setAttribute('aria-rowindex', String((target.place = i + 1)));
      if (element === before) before = before.nextElementSibling;
      else this.element.insertBefore(element, before);
    }
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
    const made: RowElement = { element, cells, words: null, place: 0 };
    this.rows.set(row, made);
    fill(made, this.read(row));
    return made;
  }
}

function fill(target: RowElement, words: RowWords | null): void {
  if (!words || (target.words?.sentence === words.sentence && target.words.ratio === words.ratio)) return;
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
