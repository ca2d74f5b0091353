import { gasPerNode } from './amounts';
import type { Scale } from './classify';
import { scaleOf } from './classify';
import type { Market } from './market';

export type UnknownReason =
  'tokenPrice' | 'gas' | 'assetsOutOfRange' | 'requirementOutOfRange' | 'requirementMissing' | 'disputed';

/** From here on assets have no ratio (spec 1.4). */
export const ASSETS_LIMIT = 1n << 128n;
/** From here on GPUs, basis points and thresholds have none. */
export const WORD_LIMIT = 2 ** 32;
const BASE_LIMIT = 1n << 64n;

/** What a market asks of every row, worked out once. */
export interface Gauge {
  readonly market: Market;
  readonly scale: Scale;
  /** Token base units; null while a gas input is invalid. */
  readonly gasPerNode: bigint | null;
  /** The requirement of one GPU by class, exact, or why there is none. */
  readonly perGpu: readonly (bigint | UnknownReason)[];
  /** A threshold is too large for any ratio to be told. */
  readonly thresholdsOutOfRange: boolean;
  /** The token price is needed and not valid. */
  readonly unpriced: boolean;
}

export function gaugeOf(market: Market): Gauge {
  const { tokenPrice, warningBps, criticalBps } = market;
  const price = tokenPrice.verdict === 'valid' ? tokenPrice.value : 0n;
  return {
    market,
    scale: scaleOf(market.priced ? price : null, tokenPrice.decimals, market.tokenDecimals),
    gasPerNode: gasPerNode(market),
    perGpu: market.classes.map(({ base, demandBps }) => {
      if (base === 0n || demandBps === 0n) return 0n;
      if (base === null || demandBps === null) return 'requirementMissing';
      return base >= BASE_LIMIT || demandBps >= WORD_LIMIT ? 'requirementOutOfRange' : base * demandBps;
    }),
    thresholdsOutOfRange: warningBps >= WORD_LIMIT || criticalBps >= WORD_LIMIT,
    unpriced: market.priced && tokenPrice.verdict !== 'valid',
  };
}

/** A row's exact requirement, or why there is none. 0 (exempt) is answered before anything else is looked at. */
export function requirementOf(gauge: Gauge, gpus: number, classAt: number): bigint | UnknownReason {
  if (gpus === 0) return 0n;
  const perGpu = gauge.perGpu[classAt] ?? 'requirementMissing';
  if (typeof perGpu !== 'bigint' || perGpu === 0n) return perGpu;
  if (gpus >= WORD_LIMIT || gauge.thresholdsOutOfRange) return 'requirementOutOfRange';
  return BigInt(gpus) * perGpu;
}
