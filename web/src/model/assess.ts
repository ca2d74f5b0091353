import { compareDoubles, compareExact } from './classify';
import type { Assessment, Columns } from './columns';
import type { Gauge } from './gauge';
import { ASSETS_LIMIT, WORD_LIMIT, gaugeOf } from './gauge';
import type { Market } from './market';
import { QueueState, Zone } from './zone';

/** Zone of a row whose cluster does not exist. */
export const ABSENT = 255;

const ASSETS_LIMIT_DOUBLE = 2 ** 128;
/** Assets as doubles are off by less than this part of themselves. */
const ASSETS_DOUBT = 2 ** -48;

/** A class's requirement of one GPU as a double, or what it makes of its rows. */
interface ClassGauge {
  readonly perGpu: number;
  /** `Zone.exempt` or `Zone.unknown` for all rows of the class; null where the ratio decides. */
  readonly zone: Zone | null;
}

const NO_CLASS: ClassGauge = { perGpu: Number.NaN, zone: Zone.unknown };

/**
 * Zones of all rows under one market, exactly: the network's own, one with the viewer's thresholds, or a stressed one. A market with
 * other classes than the columns were frozen under reads wrong. Doubles decide where both sides are far apart, integers where not;
 * nothing is allocated by row but for those few.
 */
export function assess(columns: Columns, market: Market): Assessment {
  const gauge = gaugeOf(market);
  const classes = gauge.perGpu.map((perGpu): ClassGauge => {
    if (typeof perGpu !== 'bigint') return NO_CLASS;
    if (perGpu === 0n) return { perGpu: 0, zone: Zone.exempt };
    return { perGpu: Number(perGpu), zone: gauge.thresholdsOutOfRange || gauge.unpriced ? Zone.unknown : null };
  });
  const zones = new Uint8Array(columns.size);
  const shades = new Float64Array(columns.size);
  const counts: [number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0];
  const { present, disputed, queueState, gpus, classAt } = columns;
  const ratios = new Ratios(columns, gauge, shades);
  for (let row = 0; row < columns.size; row++) {
    let zone: number;
    shades[row] = Number.NaN;
    if (present[row] !== 1) zone = ABSENT;
    else if (disputed[row] === 1)
      zone = Zone.unknown; // goes before all else, liquidated included
    else if (queueState[row] === QueueState.liquidated) zone = Zone.liquidated;
    else if (gpus[row] === 0) zone = Zone.exempt;
    else {
      const kind = classes[classAt[row]!] ?? NO_CLASS;
      zone = kind.zone ?? ratios.zone(row, kind.perGpu);
    }
    zones[row] = zone;
    if (zone !== ABSENT) counts[zone]!++;
  }
  return { zones, shades, counts };
}

/** Ratios of rows that have one, against both thresholds. Same order of operations as on the server (spec 1.4). */
class Ratios {
  private readonly warning: number;
  private readonly critical: number;
  private readonly left: number;
  private readonly right: number;
  private readonly gas: number;

  constructor(
    private readonly columns: Columns,
    private readonly gauge: Gauge,
    private readonly shades: Float64Array,
  ) {
    const { market, scale, gasPerNode } = gauge;
    this.warning = Number(market.warningBps);
    this.critical = Number(market.criticalBps);
    this.left = scale.leftDouble;
    this.right = scale.rightDouble;
    this.gas = gasPerNode === null ? 0 : Number(gasPerNode);
  }

  zone(row: number, perGpu: number): Zone {
    const { columns, gauge, left } = this;
    const gpus = columns.gpus[row]!;
    const assets = columns.assets[row]!;
    if (gpus >= WORD_LIMIT) return Zone.unknown;
    if (assets > ASSETS_LIMIT_DOUBLE * (1 - ASSETS_DOUBT) && columns.exactAssets(row) >= ASSETS_LIMIT)
      return Zone.unknown;
    const requirement = gpus * perGpu;
    const gas = columns.nodes[row]! * this.gas;
    if (gauge.gasPerNode === null) {
      return this.compare(row, assets, 0, requirement, false) < 0 ? Zone.red : Zone.unknown;
    }
    // Both sides are scaled so that their quotient counts basis points.
    this.shades[row] = ((assets - gas) * left) / (requirement * this.right * 1e4);
    if (this.compare(row, assets, gas, requirement, false) < 0) return Zone.red;
    return this.compare(row, assets, gas, requirement, true) > 0 ? Zone.green : Zone.yellow;
  }

  /** Sign of ratio − θ. */
  private compare(row: number, assets: number, gas: number, requirement: number, warning: boolean): number {
    const theta = warning ? this.warning : this.critical;
    return compareDoubles(assets, gas, requirement, theta, this.gauge.scale) || this.exactly(row, warning);
  }

  private exactly(row: number, warning: boolean): number {
    const { columns, gauge } = this;
    const { warningBps, criticalBps } = gauge.market;
    const perGpu = gauge.perGpu[columns.classAt[row]!];
    const exact = {
      assets: columns.exactAssets(row),
      gas: BigInt(columns.nodes[row]!) * (gauge.gasPerNode ?? 0n),
      requirement: BigInt(columns.gpus[row]!) * (perGpu as bigint),
    };
    return compareExact(exact, warning ? warningBps : criticalBps, gauge.scale);
  }
}
