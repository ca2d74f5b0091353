import { AMOUNT_WORDS, AmountColumn } from '../model/amountLane';
import { ColumnView } from '../model/columnView';
import type { Columns } from '../model/columns';

const WORD = 1n << 32n;
/** A word's total stays below 2⁵³ for so many amounts. */
const MOST = 2 ** 20;

/**
 * The exact sum of rows' collateral and rewards. Words of 32 bits are added as doubles, which are exact for a million rows and more,
 * so that a sum over all of a large network makes no big integer by row.
 */
export class AssetSum {
  private readonly words = new Float64Array(AMOUNT_WORDS);
  private readonly collateral: AmountColumn | null;
  private readonly rewards: AmountColumn | null;
  private added = 0;
  private carried = 0n;

  constructor(private readonly columns: Columns) {
    const parts = columns instanceof ColumnView ? columns.parts : null;
    this.collateral = parts && parts.collaterals.wide.size === 0 ? parts.collaterals : null;
    this.rewards = parts && parts.rewards.wide.size === 0 ? parts.rewards : null;
  }

  add(row: number): void {
    const { words, collateral, rewards } = this;
    if (!collateral || !rewards) {
      this.carried += this.columns.exactAssets(row);
      return;
    }
    const [held, earned, at] = [collateral.page(row), rewards.page(row), AmountColumn.place(row)];
    for (let word = 0; word < AMOUNT_WORDS; word++) words[word]! += held[at + word]! + earned[at + word]!;
    if (++this.added === MOST) this.carry();
  }

  /** Token base units. */
  get value(): bigint {
    this.carry();
    return this.carried;
  }

  private carry(): void {
    this.carried += this.words.reduceRight((sum, word) => sum * WORD + BigInt(word), 0n);
    this.words.fill(0);
    this.added = 0;
  }
}
