import { compareExact, signOf } from './classify';
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

/**
 * Zones of all rows under one market, exactly: the network's own, one with the viewer's thresholds, or a stressed one. A market with
 * other classes than the columns were frozen under reads wrong. Doubles decide where both sides are far apart, integers where not;
 * nothing is allocated by row but for those few. Same order of operations as on the server (spec 1.4). `into`: an answer that is
 * not needed any more, whose arrays are written anew where they are as long.
 */
export function assess(columns: Columns, market: Market, into: Assessment | null = null): Assessment {
  const gauge = gaugeOf(market);
  const { size, present, disputed, queueState, gpus, nodes, assets, classAt } = columns;
  const { kinds, perGpus } = classGauges(gauge);
  const { criticalBps, warningBps } = market;
  const [critical, warning] = [Number(criticalBps), Number(warningBps)];
  const gasUnit = Number(gauge.gasPerNode ?? 0n);
  const gasKnown = gauge.gasPerNode !== null;
  const { leftDouble: left, rightDouble: right } = gauge.scale;
  const zones = into?.zones.length === size ? into.zones : new Uint8Array(size);
  const shades = into?.shades.length === size ? into.shades : new Float64Array(size);
  const tally = new Uint32Array(256);
  for (let row = 0; row < size; row++) {
    const at = classAt[row]!;
    let zone: number;
    let shade = Number.NaN;
    if (present[row] !== 1) zone = ABSENT;
    else if (disputed[row] === 1)
      zone = Zone.unknown; // goes before all else, liquidated included
    else if (queueState[row] === QueueState.liquidated) zone = Zone.liquidated;
    else if (gpus[row] === 0) zone = Zone.exempt;
    else zone = at < kinds.length ? kinds[at]! : Zone.unknown;
    if (zone === BY_RATIO) {
      const held = assets[row]!;
      if (gpus[row]! >= WORD_LIMIT || (held > NEAR_ASSETS_LIMIT && columns.exactAssets(row) >= ASSETS_LIMIT))
        zone = Zone.unknown;
      else {
        // The order of operations is `compareDoubles`'s.
        const need = gpus[row]! * perGpus[at]!;
        const gas = nodes[row]! * gasUnit;
        const [has, costs] = [held * left, gas * left];
        const sign = signOf(has, critical * need * right + costs) || exactly(columns, row, gauge, criticalBps);
        if (sign < 0) zone = Zone.red;
        else if (!gasKnown) zone = Zone.unknown;
        else {
          const above = signOf(has, warning * need * right + costs) || exactly(columns, row, gauge, warningBps);
          zone = above > 0 ? Zone.green : Zone.yellow;
        }
        // Both sides are scaled so that their quotient counts basis points.
        if (gasKnown) shade = ((held - gas) * left) / (need * right * 1e4);
      }
    }
    zones[row] = zone;
    shades[row] = shade;
    tally[zone]!++;
  }
  return { zones, shades, counts: [tally[0]!, tally[1]!, tally[2]!, tally[3]!, tally[4]!, tally[5]!] };
}

/** By class: the zone of all its rows, or BY_RATIO, and the requirement of one GPU as a double. */
function classGauges(gauge: Gauge): { kinds: Uint8Array; perGpus: Float64Array } {
  const kinds = gauge.perGpu.map((perGpu) => {
    if (typeof perGpu !== 'bigint') return Zone.unknown;
    if (perGpu === 0n) return Zone.exempt;
    return gauge.thresholdsOutOfRange || gauge.unpriced ? Zone.unknown : BY_RATIO;
  });
  const perGpus = gauge.perGpu.map((perGpu) => (typeof perGpu === 'bigint' ? Number(perGpu) : Number.NaN));
  return { kinds: Uint8Array.from(kinds), perGpus: Float64Array.from(perGpus) };
}

/** Sign of ratio − θ. */
function exactly(columns: Columns, row: number, gauge: Gauge, thetaBps: bigint): number {
  const exact = {
    assets: columns.exactAssets(row),
    gas: BigInt(columns.nodes[row]!) * (gauge.gasPerNode ?? 0n),
    requirement: BigInt(columns.gpus[row]!) * (gauge.perGpu[columns.classAt[row]!] as bigint),
  };
  return compareExact(exact, thetaBps, gauge.scale);
}
