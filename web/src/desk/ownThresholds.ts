import type { Market } from '../model/market';

/** The viewer's own thresholds, decimal with at most 4 decimals: `1.6`. Critical is above 0 and below warning. */
export interface OwnThresholds {
  readonly warning: string;
  readonly critical: string;
}

/** A pair in basis points; critical is below warning. */
export interface ThresholdsBps {
  readonly warning: bigint;
  readonly critical: bigint;
}

/** What is wrong with a pair, in one sentence, and which of the two entries it is about. */
export interface ThresholdFault {
  readonly field: keyof ThresholdsBps;
  readonly message: string;
}

const MOST_BPS = 1_000_000n;
const DECIMAL = /^(\d+)(?:\.(\d+))?$/;

/** A threshold in basis points, or what was expected instead. */
export function readThreshold(text: string): bigint | string {
  const match = DECIMAL.exec(text.trim());
  if (!match) return 'expected a number such as 1.35';
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > 4) return 'at most 4 decimals count';
  const whole = match[1]!.replace(/^0+(?=\d)/, '');
  if (whole.length > 3) return 'at most 100';
  const bps = BigInt(whole + fraction.padEnd(4, '0'));
  if (bps === 0n) return 'must be above 0';
  return bps > MOST_BPS ? 'at most 100' : bps;
}

/** Both thresholds, or the first thing that is wrong: a pair is taken whole or not at all. */
export function readThresholds(own: OwnThresholds): ThresholdsBps | ThresholdFault {
  const warning = readThreshold(own.warning);
  if (typeof warning === 'string') return { field: 'warning', message: `Warning: ${warning}.` };
  const critical = readThreshold(own.critical);
  if (typeof critical === 'string') return { field: 'critical', message: `Critical: ${critical}.` };
  if (critical >= warning)
    return { field: 'critical', message: `Critical must be below warning, which is ${printThreshold(warning)}.` };
  return { warning, critical };
}

export function isFault(read: ThresholdsBps | ThresholdFault): read is ThresholdFault {
  return 'message' in read;
}

/** Basis points as the shortest decimal that says them exactly: 1.5, 1.205. */
export function printThreshold(bps: bigint): string {
  const fraction = (bps % 10_000n).toString().padStart(4, '0').replace(/0+$/, '');
  return fraction ? `${bps / 10_000n}.${fraction}` : `${bps / 10_000n}`;
}

/** The network's thresholds in force. */
export function thresholdsOf(market: Market): ThresholdsBps {
  return { warning: market.warningBps, critical: market.criticalBps };
}

/** What to keep for a pair: null where it is the network's own, so that a change on chain is followed. */
export function keptThresholds(bps: ThresholdsBps, market: Market): OwnThresholds | null {
  if (bps.warning === market.warningBps && bps.critical === market.criticalBps) return null;
  return { warning: printThreshold(bps.warning), critical: printThreshold(bps.critical) };
}

/** The viewer's thresholds in force: null without any, and for a pair that is no pair. */
export function ownBps(own: OwnThresholds | null): ThresholdsBps | null {
  const read = own === null ? null : readThresholds(own);
  return read === null || isFault(read) ? null : read;
}

/** The market as this viewer judges it; all but the two thresholds is the network's. */
export function ownMarket(market: Market, { warning, critical }: ThresholdsBps): Market {
  return { ...market, warningBps: warning, criticalBps: critical };
}

/** The least step of a drag and of an arrow key: 0.01. */
export const STEP_BPS = 100n;

/**
 * One threshold moved to `bps`, held where it makes sense: a step above 0, at most 100, and a step short of the other one, which
 * stays where it is.
 */
export function movedThreshold(now: ThresholdsBps, field: keyof ThresholdsBps, bps: bigint): ThresholdsBps {
  const [least, most] = field === 'critical' ? [STEP_BPS, now.warning - STEP_BPS] : [now.critical + STEP_BPS, MOST_BPS];
  // Where the other leaves no room for a step, nothing moves.
  if (least > most) return now;
  const held = bps < least ? least : bps > most ? most : bps;
  return { ...now, [field]: held };
}
