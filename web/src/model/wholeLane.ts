import type { UintColumn } from '../stream/columnsBody';
import { Lane } from './lane';
import { Rare } from './rare';

/** Whole numbers that are nearly always small (ids, unix seconds), by row: a double that holds them, or one near it and the number apart. */
export class WholeColumn {
  constructor(
    readonly doubles: Float64Array,
    /** Rows of 2⁵³ and more, exact. */
    readonly wide: ReadonlyMap<number, bigint>,
  ) {}

  at(row: number): bigint {
    return (this.wide.size > 0 ? this.wide.get(row) : undefined) ?? BigInt(this.doubles[row] ?? 0);
  }

  /** Sign of row a − row b. */
  compare(a: number, b: number): number {
    const difference = this.doubles[a]! - this.doubles[b]!;
    if (difference !== 0 || this.wide.size === 0) return difference;
    const [x, y] = [this.at(a), this.at(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
}

/** Whole numbers that are written. */
export class WholeLane {
  private readonly doubles = new Lane((length) => new Float64Array(length));
  private readonly wide = new Rare();

  grow(rows: number): void {
    this.doubles.grow(rows);
  }

  set(row: number, value: bigint): void {
    const double = Number(value);
    this.doubles.write()[row] = double;
    this.wide.set(row, double <= Number.MAX_SAFE_INTEGER ? null : value);
  }

  /** Takes a column of the wire, whose place i is row `rows[i]`; null is all zeros. */
  load(column: UintColumn | null, rows: Uint32Array): void {
    const doubles = this.doubles.write();
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const double = column ? column.double(i) : 0;
      const small = double <= Number.MAX_SAFE_INTEGER;
      const exact = small || !column ? null : column.at(i);
      doubles[row] = exact === null ? double : Number(exact);
      this.wide.set(row, exact);
    }
  }

  /** Takes the first `rows` of another. */
  copy(from: WholeColumn, rows: number): void {
    this.doubles.write().set(from.doubles.subarray(0, rows));
    for (const [row, value] of from.wide) this.wide.set(row, value);
  }

  /** For reading, now. */
  get now(): WholeColumn {
    return new WholeColumn(this.doubles.now, this.wide.now);
  }

  /** For keeping. */
  take(rows: number): WholeColumn {
    return new WholeColumn(this.doubles.take(rows), this.wide.take());
  }
}
