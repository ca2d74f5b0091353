import { ceilDivide } from '../model/amounts';
import { pow10 } from '../model/classify';
import type { Columns } from '../model/columns';
import type { Market } from '../model/market';
import type { Terms } from '../model/terms';
import type { Fall } from './cascade';
import { AssetSum } from './assetSum';
import { Settlement } from './settlement';
import { CALM, stressedMarket } from './stress';

/** What has fallen when the price, or the requirement, stands at one level; each step holds all before it. */
export interface Step extends Fall {
  /** Whole per cent of what is now: −1 to −99 of the price, or +1 to +900 of the requirement. */
  readonly change: number;
  /** Feed units at this level; null where the requirement is stepped. */
  readonly price: bigint | null;
  /** Of these, what had not fallen a step before. */
  readonly newly: Fall;
}

export interface Ladder {
  /** What is stepped: the requirement where price has no effect (spec 1.8). */
  readonly by: 'price' | 'requirement';
  /** Below critical already; in no step. */
  readonly already: Fall;
  readonly steps: readonly Step[];
  /** By row: index of the first step at which it falls; NEVER for what does not, or already had. */
  readonly stepOf: Uint8Array;
}

export const NEVER = 255;

/** Closer together where the price is now. The same at every block, so that nothing jumps. */
const PRICE_STEPS = [-1, -2, -3, -4, -5, -7, -10, -12, -15, -20, -25, -30, -35, -40, -50, -60, -70, -80, -90, -99];
const REQUIREMENT_STEPS = [1, 2, 3, 4, 5, 7, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 200, 300, 500, 900];

/** Why there is no ladder, in one sentence; null where there is one. */
export function ladderRefusal(market: Market): string | null {
  return market.priced && market.tokenPrice.verdict !== 'valid'
    ? 'There is no valid price to step down from: no ratio is known.'
    : null;
}

/**
 * Clusters and collateral that fall below critical, by the settlement ratio, as the price goes down step by step and nothing else
 * changes. Exact: a step is `stressedMarket` at that change. No cascade: what is sold does not move the price here.
 */
export function ladder(columns: Columns, market: Market): Ladder {
  const by = market.priced ? 'price' : 'requirement';
  const changes = by === 'price' ? PRICE_STEPS : REQUIREMENT_STEPS;
  const markets = changes.map((change) => stressedMarket(market, { ...CALM, [by]: change }));
  const settlements = markets.map((at) => new Settlement(columns, at));
  const now = new Settlement(columns, market);
  const stepOf = new Uint8Array(columns.size).fill(NEVER);
  const counts = new Uint32Array(changes.length + 1);
  const sums = Array.from(counts, () => new AssetSum(columns));
  for (let row = 0; row < columns.size; row++) {
    const step = now.falls(row) ? changes.length : firstOf(settlements, row);
    if (step === NEVER) continue;
    counts[step]!++;
    sums[step]!.add(row);
    if (step < changes.length) stepOf[row] = step;
  }
  const fallOf = (step: number): Fall => ({ clusters: counts[step]!, seized: sums[step]!.value });
  let clusters = 0;
  let seized = 0n;
  const steps = changes.map((change, i): Step => {
    const newly = fallOf(i);
    clusters += newly.clusters;
    seized += newly.seized;
    const price = by === 'price' ? markets[i]!.tokenPrice.value : null;
    return { change, price, clusters, seized, newly };
  });
  return { by, already: fallOf(changes.length), steps, stepOf };
}

/** The first step at which a row falls, or NEVER. What falls at one falls at all that follow, so half of them are ruled out at a time. */
function firstOf(settlements: readonly Settlement[], row: number): number {
  let low = 0;
  let high = settlements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (settlements[middle]!.falls(row)) high = middle;
    else low = middle + 1;
  }
  return low === settlements.length ? NEVER : low;
}

/** 1 for each row that has fallen at a step, else 0. */
export function fallenAt({ stepOf }: Ladder, step: number): Uint8Array {
  return stepOf.map((at) => (at <= step ? 1 : 0));
}

/**
 * The least price, in feed units, at which a cluster is not below critical: ceil(critical × requirement ÷ assets), scaled as spec
 * 1.4. At one unit less it can be flagged. Null where price decides nothing: a token requirement, nothing required or known, or
 * no assets, which no price helps.
 */
export function holdingPrice(terms: Terms, market: Market): bigint | null {
  const gpuClass = market.classes[market.classIndex.get(terms.info.classId) ?? -1];
  const assets = terms.collateral + terms.rewards;
  if (!market.priced || !gpuClass?.base || !gpuClass.demandBps || terms.gpus === 0) return null;
  if (assets === 0n || assets >= 1n << 128n) return null;
  const asked = market.criticalBps * BigInt(terms.gpus) * gpuClass.base * gpuClass.demandBps;
  const exponent = 16 - market.tokenPrice.decimals - market.tokenDecimals;
  return exponent >= 0 ? ceilDivide(asked, assets * pow10(exponent)) : ceilDivide(asked * pow10(-exponent), assets);
}
