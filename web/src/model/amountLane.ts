import type { UintColumn } from '../stream/columnsBody';
import { Rare } from './rare';

const WORD = 2 ** 32;
/** Words of 32 bits that a row has; what is wider is kept apart. */
export const AMOUNT_WORDS = 4;
const WIDE = 1n << 128n;
/** Rows of a page: a block that changes a few hundred rows of many copies their pages, not the column. */
const PAGE_BITS = 8;
const PAGE_ROWS = 1 << PAGE_BITS;

type Page = Uint32Array;

function newPage(): Page {
  return new Uint32Array(AMOUNT_WORDS * PAGE_ROWS);
}

/** Of rows that a column does not reach to. */
const NOTHING = newPage();

/** Exact amounts of any size, by row. */
export class AmountColumn {
  /** `pages`: the low 128 bits of each row as words of 32, lowest first. */
  constructor(
    private readonly pages: readonly Page[],
    /** Rows of 2¹²⁸ and more, whole. */
    readonly wide: ReadonlyMap<number, bigint>,
  ) {}

  at(row: number): bigint {
    const wide = this.wide.size > 0 ? this.wide.get(row) : undefined;
    if (wide !== undefined) return wide;
    const page = this.page(row);
    const at = AmountColumn.place(row);
    const low = bigOf(page[at]!, page[at + 1]!);
    const high = page[at + 2]! | page[at + 3]!;
    return high === 0 ? low : (bigOf(page[at + 2]!, page[at + 3]!) << 64n) | low;
  }

  /** Off by at most 2⁻⁵² of itself; no big integer is made. */
  double(row: number): number {
    if (this.wide.size > 0 && this.wide.has(row)) return Number(this.wide.get(row));
    const page = this.page(row);
    const at = AmountColumn.place(row);
    const low = page[at]! + WORD * page[at + 1]!;
    return low + (page[at + 2]! + WORD * page[at + 3]!) * (WORD * WORD);
  }

  /** Where a row's words are: from `place` on in its `page`. */
  page(row: number): Readonly<Page> {
    return this.pages[row >> PAGE_BITS] ?? NOTHING;
  }

  static place(row: number): number {
    return AMOUNT_WORDS * (row & (PAGE_ROWS - 1));
  }
}

/** Of two words of 32 bits. */
function bigOf(low: number, high: number): bigint {
  return high === 0 ? BigInt(low) : (BigInt(high) << 32n) | BigInt(low);
}

/** Amounts that are written. Whoever takes the column may keep it: a page is copied when it is first written after that. */
export class AmountLane {
  private pages: Page[] = [];
  /** By page: nobody has taken it since it was made. */
  private own: boolean[] = [];
  /** What was taken last, and nothing written since. */
  private taken: readonly Page[] | null = null;
  private readonly wide = new Rare();

  grow(rows: number): void {
    while (this.pages.length << PAGE_BITS < rows) {
      this.pages.push(newPage());
      this.own.push(true);
      this.taken = null;
    }
  }

  set(row: number, value: bigint): void {
    const page = this.write(row >> PAGE_BITS);
    const at = AmountColumn.place(row);
    for (let k = 0; k < AMOUNT_WORDS; k++) page[at + k] = Number(BigInt.asUintN(32, value >> BigInt(32 * k)));
    this.wide.set(row, value < WIDE ? null : value);
  }

  /** Takes a column of the wire, whose place i is row `rows[i]`; null is all zeros. */
  load(column: UintColumn | null, rows: Uint32Array): void {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const page = this.write(row >> PAGE_BITS);
      const at = AmountColumn.place(row);
      for (let k = 0; k < AMOUNT_WORDS; k++) page[at + k] = column ? column.word(i, k) : 0;
      this.wide.set(row, !column || column.fits(i, AMOUNT_WORDS) ? null : column.at(i));
    }
  }

  /** For reading, now. */
  get now(): AmountColumn {
    return new AmountColumn(this.pages, this.wide.now);
  }

  /** For keeping. */
  take(): AmountColumn {
    if (!this.taken) {
      this.taken = this.pages.slice();
      this.own.fill(false);
    }
    return new AmountColumn(this.taken, this.wide.take());
  }

  private write(at: number): Page {
    this.taken = null;
    if (!this.own[at]) {
      this.pages[at] = this.pages[at]!.slice();
      this.own[at] = true;
    }
    return this.pages[at]!;
  }
}
