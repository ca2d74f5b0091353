import type { Columns } from '../model/columns';

/** 32-bit lanes of an amount below 2¹²⁸, lowest first. */
const LANES = 4;
const WORD = 2 ** 32;
const kept = new WeakMap<Columns, ExactAssets>();

/**
 * Collateral and rewards of rows as 32-bit lanes, so that thousands are added exactly without a big integer each. A row's lanes are
 * made when it is first asked for, and kept as long as its columns are.
 */
export class ExactAssets {
  private readonly lanes: Uint32Array;
  private readonly known: Uint8Array;

  static of(columns: Columns): ExactAssets {
    let assets = kept.get(columns);
    if (!assets) kept.set(columns, (assets = new ExactAssets(columns)));
    return assets;
  }

  private constructor(private readonly columns: Columns) {
    this.lanes = new Uint32Array(columns.size * LANES);
    this.known = new Uint8Array(columns.size);
  }

  /** Adds a row's assets to a sum; the row is present and its assets fit in 128 bits. */
  addTo(sum: AmountSum, row: number): void {
    if (this.known[row] === 0) this.read(row);
    const { lanes } = this;
    const at = row * LANES;
    sum.add(lanes[at]!, lanes[at + 1]!, lanes[at + 2]!, lanes[at + 3]!);
  }

  private read(row: number): void {
    const terms = this.columns.terms(row);
    let rest = terms === null ? 0n : terms.collateral + terms.rewards;
    for (let lane = 0; rest > 0n; lane++, rest >>= 32n) {
      this.lanes[row * LANES + lane] = Number(rest & 0xffff_ffffn);
    }
    this.known[row] = 1;
  }
}

/** An exact sum of at most 2²¹ amounts: a lane's total then stays below 2⁵³. */
export class AmountSum {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;

  add(a: number, b: number, c: number, d: number): void {
    this.a += a;
    this.b += b;
    this.c += c;
    this.d += d;
  }

  /** Token base units. */
  get value(): bigint {
    const word = BigInt(WORD);
    return ((BigInt(this.d) * word + BigInt(this.c)) * word + BigInt(this.b)) * word + BigInt(this.a);
  }
}
