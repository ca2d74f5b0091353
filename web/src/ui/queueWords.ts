import type { Market } from '../model/market';
import type { Terms } from '../model/terms';
import { QueueState } from '../model/zone';
import { countdown } from './format';

export interface QueueWords {
  readonly text: string;
  /** Countdown on chain time, or null where none runs. */
  readonly timer: string | null;
  /** Share of the grace period that is left, 0 to 1. */
  readonly left: number;
}

const PRICE_WORDS: Record<string, string> = {
  missing: 'price is missing',
  notPositive: 'price is not positive',
  tooLarge: 'price is out of range',
  stale: 'price is stale',
  fromTheFuture: 'price is dated after the block',
};

function blockedWords(market: Market, chainNow: number): string {
  const verdict = PRICE_WORDS[market.tokenPrice.verdict];
  if (market.priced && verdict) return `${verdict}: execution blocked`;
  const left = Number(market.freshSince) + market.recoveryWindow - chainNow;
  return left > 0
    ? `price just returned: execution blocked for ${Math.ceil(left)} s`
    : 'execution blocked until next block';
}

/** Where a flagged cluster stands, in words (spec 5.4). `chainNow` in Unix seconds. A countdown never goes negative. */
export function queueWords(terms: Terms, market: Market, chainNow: number): QueueWords {
  const seconds = Number(terms.deadline) - chainNow;
  const whole = Number(terms.deadline - terms.flaggedAt);
  const left = whole > 0 ? Math.min(1, Math.max(0, seconds / whole)) : 0;
  switch (terms.queueState) {
    case QueueState.grace:
      return seconds > 0
        ? { text: 'grace', timer: countdown(seconds), left }
        : { text: 'due at next block', timer: null, left: 0 };
    case QueueState.due:
      return { text: 'due at next block', timer: null, left: 0 };
    case QueueState.blocked:
      return { text: blockedWords(market, chainNow), timer: null, left: 0 };
    case QueueState.recovered:
      return seconds > 0
        ? { text: 'recovered, cure open', timer: countdown(seconds), left }
        : { text: 'no grace left if it falls', timer: null, left: 0 };
    case QueueState.liquidated:
      return { text: 'liquidated', timer: null, left: 0 };
    case QueueState.none:
      return { text: 'not in the queue', timer: null, left: 0 };
  }
}
