import { FILTER_BOUND, compareDoubles, compareExact } from './classify';
import type { Assessment, Columns } from './columns';
import type { Gauge } from './gauge';
import { ASSETS_LIMIT, WORD_LIMIT, gaugeOf } from './gauge';
import type { Market } from './market';
import { QueueState, Zone } from './zone';

/** Zone of a row whose cluster does not exist. */
export const ABSENT = 255;

/** Assets as doubles are off by less than 2⁻⁴⁸ of themselves: beneath this they are surely within their limit. */
const NEAR_ASSETS_LIMIT = 2 ** 128 * (1 - 2 ** -48);

/** In place of a zone, of a class whose rows have a ratio. */
const BY_RATIO = 254;

/** Two doubles, and their signs as bits: branches on what nobody can foresee would cost more than all the arithmetic. */
const doubles = new Float64Array(2);
const halves = new Int32Array(doubles.buffer);
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const [HIGH, HIGH_OF_SECOND] = LITTLE_ENDIAN ? [1, 3] : [0, 2];
/** By the bits "under warning" and, twice as much, "under critical". */
const COLOURS = Uint8Array.of(Zone.green, Zone.yellow, Zone.red, Zone.red);

/**
 * Zones of all rows under one market, exactly: the network's own, one with the viewer's thresholds, or a stressed one. A market with
 * other classes than the columns were frozen under reads wrong. Doubles decide where both sides are far apart, integers where not;
 * nothing is allocated by row but for those few. Same order of operations as on the server (spec 1.4). `into`: an answer that is
 * not needed any more, whose arrays are written anew where they are as long.
 */
export function assess(columns: Columns, market: Market, into: Assessment | null = null): Assessment {
  const { size, present, disputed, queueState, gpus, nodes, assets, classAt } = columns;
  const row = new RowRule(columns, gaugeOf(market));
  const { perGpus, gasUnit, critical, warning } = row;
  const { leftDouble: left, rightDouble: right } = row.gauge.scale;
  const zones = into?.zones.length === size ? into.zones : new Uint8Array(size);
  const shades = into?.shades.length === size ? into.shades : new Float64Array(size);
  const tally = new Uint32Array(256);
  let [sure, yellows, reds] = [0, 0, 0];
  for (let i = 0; i < size; i++) {
    const own = gpus[i]!;
    const held = assets[i]!;
    // NaN, and so never sure, where the class has no requirement or the gas is not known.
    const need = own * perGpus[classAt[i]!]!;
    const gas = nodes[i]! * gasUnit;
    // The order of operations is `compareDoubles`'s.
    const costs = gas * left;
    const has = held * left;
    const atCritical = critical * need * right + costs;
    const atWarning = warning * need * right + costs;
    doubles[0] = has - atCritical;
    doubles[1] = has - atWarning;
    if (
      Math.abs(has - atCritical) > FILTER_BOUND * (has + atCritical) &&
      Math.abs(has - atWarning) > FILTER_BOUND * (has + atWarning) &&
      present[i] === 1 &&
      (disputed[i]! | queueState[i]!) === 0 &&
      own > 0 &&
      own < WORD_LIMIT &&
      held < NEAR_ASSETS_LIMIT
    ) {
      const red = halves[HIGH]! >>> 31;
      const under = halves[HIGH_OF_SECOND]! >>> 31;
      zones[i] = COLOURS[(red << 1) | under]!;
      // Both sides are scaled so that their quotient counts basis points.
      shades[i] = ((held - gas) * left) / (need * right * 1e4);
      sure++;
      reds += red;
      yellows += under & ~red;
    } else {
      const zone = row.zoneOf(i);
      zones[i] = zone;
      shades[i] = zone <= Zone.red ? ((held - gas) * left) / (need * right * 1e4) : Number.NaN;
      tally[zone]!++;
    }
  }
  tally[Zone.green]! += sure - yellows - reds;
  tally[Zone.yellow]! += yellows;
  tally[Zone.red]! += reds;
  return { zones, shades, counts: [tally[0]!, tally[1]!, tally[2]!, tally[3]!, tally[4]!, tally[5]!] };
}

/** The whole rule for one row: `assess` asks it where a glance doesn't do. */
class RowRule {
  /** Requirement of one GPU by class, as a double; NaN where rows of the class have no ratio. */
  readonly perGpus: Float64Array;
  /** A node's gas in token base units, NaN where it is not known. */
  readonly gasUnit: number;
  readonly critical: number;
  readonly warning: number;
  private readonly kinds: Uint8Array;

  constructor(
    private readonly columns: Columns,
    readonly gauge: Gauge,
  ) {
    const { perGpu, gasPerNode, market, thresholdsOutOfRange, unpriced } = gauge;
    this.kinds = new Uint8Array(perGpu.length);
    this.perGpus = new Float64Array(perGpu.length);
    for (let at = 0; at < perGpu.length; at++) {
      const one = perGpu[at]!;
      if (typeof one !== 'bigint') this.kinds[at] = Zone.unknown;
      else if (one === 0n) this.kinds[at] = Zone.exempt;
      else this.kinds[at] = thresholdsOutOfRange || unpriced ? Zone.unknown : BY_RATIO;
      this.perGpus[at] = this.kinds[at] === BY_RATIO ? Number(one) : Number.NaN;
    }
    this.gasUnit = gasPerNode === null ? Number.NaN : Number(gasPerNode);
    [this.critical, this.warning] = [Number(market.criticalBps), Number(market.warningBps)];
  }

  /** `Zone`, or ABSENT. */
  zoneOf(row: number): number {
    const { present, disputed, queueState, gpus, classAt } = this.columns;
    if (present[row] !== 1) return ABSENT;
    if (disputed[row] === 1) return Zone.unknown; // goes before all else, liquidated included
    if (queueState[row] === QueueState.liquidated) return Zone.liquidated;
    if (gpus[row] === 0) return Zone.exempt;
    const kind = this.kinds[classAt[row]!] ?? Zone.unknown;
    return kind === BY_RATIO ? this.colourOf(row) : kind;
  }

  private colourOf(row: number): number {
    const { columns, gauge } = this;
    const { criticalBps, warningBps } = gauge.market;
    const held = columns.assets[row]!;
    if (columns.gpus[row]! >= WORD_LIMIT) return Zone.unknown;
    if (held >= NEAR_ASSETS_LIMIT && columns.exactAssets(row) >= ASSETS_LIMIT) return Zone.unknown;
    if (this.compare(row, this.critical, criticalBps) < 0) return Zone.red;
    if (gauge.gasPerNode === null) return Zone.unknown;
    return this.compare(row, this.warning, warningBps) > 0 ? Zone.green : Zone.yellow;
  }

  /** Sign of ratio − θ. A gas that is not known is none. */
  private compare(row: number, theta: number, thetaBps: bigint): number {
    const { columns, gauge } = this;
    const { gpus, nodes, assets, classAt } = columns;
    const at = classAt[row]!;
    const gas = gauge.gasPerNode === null ? 0 : nodes[row]! * this.gasUnit;
    const sign = compareDoubles(assets[row]!, gas, gpus[row]! * this.perGpus[at]!, theta, gauge.scale);
    if (sign !== 0) return sign;
    const exact = {
      assets: columns.exactAssets(row),
      gas: BigInt(nodes[row]!) * (gauge.gasPerNode ?? 0n),
      requirement: BigInt(gpus[row]!) * (gauge.perGpu[at] as bigint),
    };
    return compareExact(exact, thetaBps, gauge.scale);
  }
}
