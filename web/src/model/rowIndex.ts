import type { UintColumn } from '../stream/columnsBody';
import { Lane } from './lane';
import type { WholeColumn } from './wholeLane';
import { WholeLane } from './wholeLane';

const DIGITS = /^(0|[1-9]\d*)$/;

/** On-chain ids by row, rows by id. Rows are only ever added. */
export class RowIndex {
  private count = 0;
  private readonly rows: Map<number | string, number>;
  private readonly ids = new WholeLane();
  private readonly order = new Lane((length) => new Uint32Array(length));
  private room = 0;
  /** So many first rows came in ascending order: they are found by halves, and not by name. */
  private ascending = 0;
  /** Rows that `order` holds. */
  private ordered = 0;

  constructor(from: RowIndex | null = null) {
    this.rows = new Map(from?.rows);
    if (!from) return;
    this.grow(from.count);
    this.count = from.count;
    this.ids.copy(from.ids.now, from.count);
    this.ascending = from.ascending;
  }

  get size(): number {
    return this.count;
  }

  find(id: string): number | undefined {
    return this.rowOf(keyOf(id));
  }

  /** A row for an id that has none. Throws TypeError on an id that is no decimal integer. */
  add(id: string): number {
    if (!DIGITS.test(id)) throw new TypeError(`cluster id "${String(id)}"; expected a decimal integer`);
    const row = this.count++;
    if (row >= this.room) this.grow(this.count + (this.room >> 1) + 16);
    this.rows.set(keyOf(id), row);
    this.ids.set(row, BigInt(id));
    return row;
  }

  /** The rows of a column of ids, new ones for those that have none. */
  addAll(ids: UintColumn, size: number): Uint32Array {
    const rows = new Uint32Array(size);
    if (this.count === 0 && this.takeAscending(ids, rows)) return rows;
    const { doubles } = this.ids.now;
    for (let i = 0; i < size; i++) {
      const double = ids.double(i);
      const key = double <= Number.MAX_SAFE_INTEGER ? double : String(ids.at(i));
      const same = i < this.ascending && doubles[i] === double;
      rows[i] = same ? i : (this.rowOf(key) ?? this.add(String(key)));
    }
    return rows;
  }

  /** Ids of the first `size` rows, for keeping. */
  take(size: number): WholeColumn {
    return this.ids.take(size);
  }

  /** The first `size` rows by ascending id, for keeping. */
  byId(size: number): Uint32Array {
    if (this.ordered < this.count) this.sort();
    const order = this.order.take(this.count);
    return size < this.count ? order.filter((row) => row < size) : order;
  }

  copy(): RowIndex {
    return new RowIndex(this);
  }

  private rowOf(key: number | string): number | undefined {
    return (typeof key === 'number' ? this.halve(key) : undefined) ?? this.rows.get(key);
  }

  /** The row of a small id among those that came in ascending order. */
  private halve(id: number): number | undefined {
    const { doubles } = this.ids.now;
    let [low, high] = [0, this.ascending];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (doubles[middle]! < id) low = middle + 1;
      else high = middle;
    }
    return low < this.ascending && doubles[low] === id ? low : undefined;
  }

  /** The first rows of all, where their ids are small and ascend, as a body's are; false where they do not. */
  private takeAscending(ids: UintColumn, rows: Uint32Array): boolean {
    this.grow(rows.length);
    for (let i = 0, before = -1; i < rows.length; i++) {
      const id = ids.double(i);
      if (id <= before || id > Number.MAX_SAFE_INTEGER) return false;
      rows[i] = i;
      before = id;
    }
    this.ids.load(ids, rows);
    this.count = this.ascending = rows.length;
    return true;
  }

  private sort(): void {
    const ids = this.ids.now;
    const order = this.order.write();
    let ascending = true;
    for (let row = this.ordered; row < this.count; row++) {
      if (row > 0 && ascending) ascending = ids.compare(order[row - 1]!, row) < 0;
      order[row] = row;
    }
    // Networks mostly count up: then newcomers are in place already.
    if (!ascending) order.subarray(0, this.count).sort((a, b) => ids.compare(a, b));
    this.ordered = this.count;
  }

  private grow(rows: number): void {
    this.room = rows;
    this.ids.grow(rows);
    this.order.grow(rows);
  }
}

/** Small ids are kept as numbers, which cost no memory of their own. */
function keyOf(id: string): number | string {
  const number = id.length < 16 ? Number(id) : Number.NaN;
  return Number.isSafeInteger(number) && String(number) === id ? number : id;
}
