import { compareDoubles, compareExact } from '../model/classify';
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
  private readonly critical: number;
  /** Requirement of one GPU by class, nearest double; 0 where none is asked or none is known. */
  private readonly perGpu: Float64Array;

  constructor(
    private readonly columns: Columns,
    market: Market,
  ) {
    const gauge = gaugeOf(market);
    const weighs = !gauge.unpriced && !gauge.thresholdsOutOfRange;
    this.gauge = gauge;
    this.critical = Number(market.criticalBps);
    this.perGpu = Float64Array.from(gauge.perGpu, (one) => (weighs && typeof one === 'bigint' ? Number(one) : 0));
  }

  /** Whether a row's settlement ratio is known and below critical. */
  falls(row: number): boolean {
    const requirement = this.requirement(row);
    if (!(requirement > 0)) return false;
    const assets = this.columns.assets[row]!;
    const sign = compareDoubles(assets, 0, requirement, this.critical, this.gauge.scale);
    // Not below it is not below it, whether or not it fits.
    if (sign > 0) return false;
    return (sign < 0 && assets < ASSETS_DOUBTED) || this.fallsExactly(row);
  }

  /** Assets as a share of what critical asks for: below 1 a row falls. NaN for what cannot. For ordering, never for deciding. */
  share(row: number): number {
    const asked = this.requirement(row) * this.critical * this.gauge.scale.rightDouble;
    return asked > 0 ? (this.columns.assets[row]! * this.gauge.scale.leftDouble) / asked : Number.NaN;
  }

  /** Undivided, nearest double but for a few roundings; NaN or 0 for what cannot fall. */
  private requirement(row: number): number {
    const { columns } = this;
    const gpus = columns.gpus[row]!;
    if (columns.present[row] !== 1 || columns.disputed[row] === 1 || gpus >= WORD_LIMIT) return 0;
    if (columns.queueState[row] === QueueState.liquidated) return 0;
    return gpus * this.perGpu[columns.classAt[row]!]!;
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
