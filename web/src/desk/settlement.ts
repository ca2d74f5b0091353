import { FILTER_BOUND, compareExact } from '../model/classify';
import type { Columns } from '../model/columns';
import type { Gauge } from '../model/gauge';
import { ASSETS_LIMIT, WORD_LIMIT, gaugeOf } from '../model/gauge';
import type { Market } from '../model/market';
import { QueueState } from '../model/zone';

/** From here on a double may stand for assets that do not fit in 128 bits. */
const ASSETS_DOUBTED = 2 ** 128 * (1 - 2 ** -48);

/**
 * What the contract itself weighs, under one market: assets against critical × requirement, without gas. Says of a row whether it
 * could be flagged, exactly: doubles where the sides are far apart, integers where they are not (spec 1.4). What is absent,
 * disputed, liquidated, exempt or unknown never falls. It is `assess` without gas and with one answer: several times as fast, for
 * a cascade's rounds and a ladder's levels.
 */
export class Settlement {
  private readonly gauge: Gauge;
  private readonly left: number;
  /** What critical asks of one GPU by class, scaled, nearest double; 0 where nothing is asked or known. */
  private readonly asked: Float64Array;
  private readonly assets: Float64Array;
  private readonly gpus: Float64Array;
  private readonly classAt: Uint32Array;

  constructor(
    private readonly columns: Columns,
    market: Market,
  ) {
    const gauge = gaugeOf(market);
    const { scale, unpriced, thresholdsOutOfRange } = gauge;
    const weighs = !unpriced && !thresholdsOutOfRange;
    this.gauge = gauge;
    this.left = scale.leftDouble;
    this.asked = Float64Array.from(gauge.perGpu, (one) =>
      weighs && typeof one === 'bigint' ? Number(market.criticalBps * one * scale.right) : 0,
    );
    this.assets = columns.assets;
    this.gpus = columns.gpus;
    this.classAt = columns.classAt;
  }

  /** Whether a row's settlement ratio is known and below critical. */
  falls(row: number): boolean {
    const assets = this.assets[row]!;
    const left = assets * this.left;
    const right = this.askedOf(row);
    const bound = FILTER_BOUND * (left + right);
    // Where nothing is asked nothing is below it; most rows are answered here.
    if (left - right > bound || right === 0 || !this.weighed(row)) return false;
    return (right - left > bound && assets < ASSETS_DOUBTED) || this.fallsExactly(row);
  }

  /** Assets as a share of what critical asks for: below 1 a row falls. NaN for what cannot. For ordering, never for deciding. */
  share(row: number): number {
    const right = this.askedOf(row);
    return right > 0 && this.weighed(row) ? (this.assets[row]! * this.left) / right : Number.NaN;
  }

  private askedOf(row: number): number {
    const at = this.classAt[row]!;
    return at < this.asked.length ? this.gpus[row]! * this.asked[at]! : 0;
  }

  private weighed(row: number): boolean {
    const { present, disputed, queueState, gpus } = this.columns;
    if (present[row] !== 1 || disputed[row] === 1) return false;
    return queueState[row] !== QueueState.liquidated && gpus[row]! < WORD_LIMIT;
  }

  private fallsExactly(row: number): boolean {
    const { columns, gauge } = this;
    const perGpu = gauge.perGpu[columns.classAt[row]!];
    const assets = columns.exactAssets(row);
    if (typeof perGpu !== 'bigint' || assets >= ASSETS_LIMIT) return false;
    const sides = { assets, gas: 0n, requirement: BigInt(columns.gpus[row]!) * perGpu };
    return compareExact(sides, gauge.market.criticalBps, gauge.scale) < 0;
  }
}
