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
  const { scale, gasPerNode } = gauge;
  const [critical, warning, gasUnit] = [
    Number(market.criticalBps),
    Number(market.warningBps),
    Number(gasPerNode ?? 0n),
  ];
  const [left, right] = [scale.leftDouble, scale.rightDouble];
  const zones = into?.zones.length === size ? into.zones : new Uint8Array(size);
  const shades = (into?.shades.length === size ? into.shades : new Float64Array(size)).fill(Number.NaN);
  const tally = new Uint32Array(256);
  for (let row = 0; row < size; row++) {
    const at = classAt[row]!;
    let zone: number;
    if (present[row] !== 1) zone = ABSENT;
    else if (disputed[row] === 1)
      zone = Zone.unknown; // goes before all else, liquidated included
    else if (queueState[row] === QueueState.liquidated) zone = Zone.liquidated;
    else if (gpus[row] === 0) zone = Zone.exempt;
    else zone = at < kinds.length ? kinds[at]! : Zone.unknown;
    if (zone === BY_RATIO) {
      const held = assets[row]!;
      const need = gpus[row]! * perGpus[at]!;
      const gas = nodes[row]! * gasUnit;
      if (isOutOfRange(columns, row)) zone = Zone.unknown;
      else {
        const sign =
          compareDoubles(held, gas, need, critical, scale) || exactly(columns, row, gauge, market.criticalBps);
        if (gasPerNode === null) zone = sign < 0 ? Zone.red : Zone.unknown;
        else {
          // Both sides are scaled so that their quotient counts basis points.
          shades[row] = ((held - gas) * left) / (need * right * 1e4);
          if (sign < 0) zone = Zone.red;
          else {
            const above =
              compareDoubles(held, gas, need, warning, scale) || exactly(columns, row, gauge, market.warningBps);
            zone = above > 0 ? Zone.green : Zone.yellow;
          }
        }
      }
    }
    zones[row] = zone;
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

function isOutOfRange(columns: Columns, row: number): boolean {
  if (columns.gpus[row]! >= WORD_LIMIT) return true;
  return columns.assets[row]! > ASSETS_LIMIT_DOUBLE * (1 - ASSETS_DOUBT) && columns.exactAssets(row) >= ASSETS_LIMIT;
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
