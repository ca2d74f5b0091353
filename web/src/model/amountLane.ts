import type { UintColumn } from '../stream/columnsBody';
import { Lane } from './lane';
import { Rare } from './rare';

const WORD = 2 ** 32;
const LIMBS = 2;
/** Words of 32 bits that a row has; what is wider is kept apart. */
export const AMOUNT_WORDS = 4;
const WIDE = 1n << 128n;

/** Exact amounts of any size, by row. */
export class AmountColumn {
  /** The low 128 bits of each row as words of 32, lowest first. */
  readonly words: Uint32Array;

  constructor(
    private readonly limbs: BigUint64Array,
    /** Rows of 2¹²⁸ and more, whole. */
    readonly wide: ReadonlyMap<number, bigint>,
  ) {
    this.words = new Uint32Array(limbs.buffer, limbs.byteOffset, limbs.length * 2);
  }

  at(row: number): bigint {
    const wide = this.wide.size > 0 ? this.wide.get(row) : undefined;
    if (wide !== undefined) return wide;
    const low = this.limbs[LIMBS * row] ?? 0n;
    const high = this.limbs[LIMBS * row + 1] ?? 0n;
    return high === 0n ? low : (high << 64n) | low;
  }

  /** Off by at most 2⁻⁵² of itself; no big integer is made. */
  double(row: number): number {
    if (this.wide.size > 0 && this.wide.has(row)) return Number(this.wide.get(row));
    const { words } = this;
    const at = AMOUNT_WORDS * row;
    const low = words[at]! + WORD * words[at + 1]!;
    return low + (words[at + 2]! + WORD * words[at + 3]!) * (WORD * WORD);
  }
}

/** Amounts that are written. */
export class AmountLane {
  private readonly limbs = new Lane((length) => new BigUint64Array(length));
  private readonly wide = new Rare();

  grow(rows: number): void {
    this.limbs.grow(LIMBS * rows);
  }

  set(row: number, value: bigint): void {
    const limbs = this.limbs.write();
    limbs[LIMBS * row] = value; // a limb takes the low 64 bits
    limbs[LIMBS * row + 1] = value >> 64n;
    this.wide.set(row, value < WIDE ? null : value);
  }

  /** Takes a column of the wire, whose place i is row `rows[i]`; null is all zeros. */
  load(column: UintColumn | null, rows: Uint32Array): void {
    const limbs = this.limbs.write();
    const words = new Uint32Array(limbs.buffer, limbs.byteOffset, limbs.length * 2);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      for (let k = 0; k < AMOUNT_WORDS; k++) words[AMOUNT_WORDS * row + k] = column ? column.word(i, k) : 0;
      this.wide.set(row, !column || column.fits(i, AMOUNT_WORDS) ? null : column.at(i));
    }
  }

  /** For reading, now. */
  get now(): AmountColumn {
    return new AmountColumn(this.limbs.now, this.wide.now);
  }

  /** For keeping. */
  take(rows: number): AmountColumn {
    return new AmountColumn(this.limbs.take(LIMBS * rows), this.wide.take());
  }
}
