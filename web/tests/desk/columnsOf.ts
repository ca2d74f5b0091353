import { gasPerNode } from '../../src/model/amounts';
import { compareExact, scaleOf } from '../../src/model/classify';
import type { Assessment, Columns } from '../../src/model/columns';
import { NOWHERE } from '../../src/model/columns';
import type { Market } from '../../src/model/market';
import type { Terms } from '../../src/model/terms';
import { QueueState, Zone } from '../../src/model/zone';

/** Columns of a few rows, plainly. */
export function columnsOf(rows: readonly (Terms | null)[], market: Market): Columns {
  const regions = [...new Set(rows.map((row) => row?.info.region ?? ''))];
  const operators = [...new Set(rows.map((row) => row?.info.operator ?? ''))];
  const size = rows.length;
  const each = (read: (terms: Terms) => number): number[] => rows.map((row) => (row ? read(row) : 0));
  return {
    size,
    present: Uint8Array.from(rows, (row) => (row ? 1 : 0)),
    nodes: Uint32Array.from(each((row) => row.nodes)),
    gpus: Float64Array.from(each((row) => row.gpus)),
    assets: Float64Array.from(each((row) => Number(row.collateral + row.rewards))),
    collateral: Float64Array.from(each((row) => Number(row.collateral))),
    queueState: Uint8Array.from(each((row) => row.queueState)),
    deadline: Float64Array.from(each((row) => Number(row.deadline))),
    disputed: Uint8Array.from(each((row) => (row.disputed ? 1 : 0))),
    classAt: Uint32Array.from(each((row) => market.classIndex.get(row.info.classId) ?? NOWHERE)),
    regionAt: Uint32Array.from(each((row) => regions.indexOf(row.info.region))),
    regions,
    operatorAt: Uint32Array.from(each((row) => operators.indexOf(row.info.operator))),
    operators,
    byId: Uint32Array.from(rows.keys()),
    id: (row) => rows[row]?.info.id ?? '',
    name: (row) => rows[row]?.info.name ?? '',
    exactRewards: (row) => rows[row]?.rewards ?? 0n,
    rewards: (row) => Number(rows[row]?.rewards ?? 0n),
    exactAssets: (row) => (rows[row]?.collateral ?? 0n) + (rows[row]?.rewards ?? 0n),
    terms: (row) => rows[row] ?? null,
  };
}

/** A row's zone by integers alone, written anew from spec 1.3, 1.4 and 1.7. */
function zoneByIntegers(terms: Terms, market: Market): Zone {
  if (terms.disputed) return Zone.unknown;
  if (terms.queueState === QueueState.liquidated) return Zone.liquidated;
  const gpuClass = market.classes[market.classIndex.get(terms.info.classId) ?? -1];
  if (terms.gpus === 0 || gpuClass?.base === 0n || gpuClass?.demandBps === 0n) return Zone.exempt;
  if (!gpuClass?.base || !gpuClass.demandBps) return Zone.unknown;
  const { tokenPrice, priced, warningBps, criticalBps } = market;
  const assets = terms.collateral + terms.rewards;
  const words = [BigInt(terms.gpus), gpuClass.demandBps, warningBps, criticalBps];
  if (gpuClass.base >= 1n << 64n || words.some((word) => word >= 1n << 32n)) return Zone.unknown;
  if (assets >= 1n << 128n || (priced && tokenPrice.verdict !== 'valid')) return Zone.unknown;
  const scale = scaleOf(priced ? tokenPrice.value : null, tokenPrice.decimals, market.tokenDecimals);
  const requirement = BigInt(terms.gpus) * gpuClass.base * gpuClass.demandBps;
  const perNode = gasPerNode(market);
  const doubles = { assetsDouble: 0, gasDouble: 0, requirementDouble: 0 };
  const sides = { assets, gas: BigInt(terms.nodes) * (perNode ?? 0n), requirement, ...doubles };
  if (compareExact(sides, criticalBps, scale) < 0) return Zone.red;
  if (perNode === null) return Zone.unknown;
  return compareExact(sides, warningBps, scale) > 0 ? Zone.green : Zone.yellow;
}

/** The judgement that every faster path is held against. */
export function assessByIntegers(columns: Columns, market: Market): Assessment {
  const zones = new Uint8Array(columns.size).fill(255);
  const counts: [number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < columns.size; row++) {
    const terms = columns.terms(row);
    if (!terms) continue;
    const zone = (zones[row] = zoneByIntegers(terms, market));
    counts[zone]!++;
  }
  return { zones, shades: new Float64Array(columns.size).fill(Number.NaN), counts };
}

/** 1 where the contract could flag the row: the same without gas. */
export function flaggableByIntegers(columns: Columns, market: Market): Uint8Array {
  return assessByIntegers(columns, { ...market, gasModelled: false }).zones.map((zone) => (zone === Zone.red ? 1 : 0));
}
