import { FILTER_BOUND, scaleOf } from '../model/classify';
import type { Columns } from '../model/columns';
import { NOWHERE } from '../model/columns';
import type { Market } from '../model/market';
import { QueueState } from '../model/zone';

const ASSETS_LIMIT = 2 ** 128;
const GPUS_LIMIT = 2 ** 32;
const BASE_LIMIT = 1n << 64n;
const WORD_LIMIT = 1n << 32n;

/**
 * What the contract itself weighs, under one market: assets against critical × requirement, without gas. Says of a row whether it
 * could be flagged, exactly: doubles where the sides are far apart, integers where they are not (spec 1.4). What is absent,
 * disputed, liquidated, exempt or unknown never falls.
 */
export class Settlement {
  /** Of one GPU of each class: critical × base × demand, scaled; NaN where nothing is required or known. */
  private readonly needs: Float64Array;
  private readonly exactNeeds: (bigint | null)[];
  private readonly left: bigint;
  private readonly leftDouble: number;

  constructor(
    private readonly columns: Columns,
    market: Market,
  ) {
    const { tokenPrice, priced, criticalBps, warningBps } = market;
    const price = tokenPrice.verdict === 'valid' ? tokenPrice.value : null;
    const scale = scaleOf(priced ? (price ?? 0n) : null, tokenPrice.decimals, market.tokenDecimals);
    const known = (!priced || price !== null) && criticalBps < WORD_LIMIT && warningBps < WORD_LIMIT;
    this.left = scale.left;
    this.leftDouble = scale.leftDouble;
    this.exactNeeds = market.classes.map(({ base, demandBps }) => {
      if (!known || !base || !demandBps || base >= BASE_LIMIT || demandBps >= WORD_LIMIT) return null;
      return criticalBps * base * demandBps * scale.right;
    });
    this.needs = Float64Array.from(this.exactNeeds, (need) => (need === null ? Number.NaN : Number(need)));
  }

  /** Whether a row's settlement ratio is known and below critical. */
  falls(row: number): boolean {
    const right = this.asked(row);
    if (!(right > 0)) return false;
    const assets = this.columns.assets[row]!;
    const left = assets * this.leftDouble;
    const bound = FILTER_BOUND * (left + right);
    if (left - right > bound) return false;
    // The nearest double of what fits in 128 bits may be 2¹²⁸.
    return (right - left > bound && assets < ASSETS_LIMIT) || this.fallsExactly(row);
  }

  /** Assets as a share of what critical asks for: below 1 a row falls. NaN for what cannot. For ordering, never for deciding. */
  share(row: number): number {
    const right = this.asked(row);
    return right > 0 ? (this.columns.assets[row]! * this.leftDouble) / right : Number.NaN;
  }

  /** Critical × requirement of a row, scaled, nearest double but for a few roundings; NaN or 0 for what cannot fall. */
  private asked(row: number): number {
    const { columns } = this;
    const gpus = columns.gpus[row]!;
    const at = columns.classAt[row]!;
    if (columns.present[row] === 0 || columns.disputed[row] !== 0 || gpus >= GPUS_LIMIT || at === NOWHERE)
      return Number.NaN;
    return columns.queueState[row] === QueueState.liquidated ? Number.NaN : gpus * this.needs[at]!;
  }

  private fallsExactly(row: number): boolean {
    const need = this.exactNeeds[this.columns.classAt[row]!] ?? null;
    const terms = this.columns.terms(row);
    if (need === null || terms === null) return false;
    const assets = terms.collateral + terms.rewards;
    return assets < 1n << 128n && assets * this.left < BigInt(terms.gpus) * need;
  }
}
