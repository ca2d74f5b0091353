export type Freshness = 'live' | 'late' | 'stale' | 'disconnected' | 'replay';

/** No message for this long: disconnected (spec 3.2). */
export const SILENCE_MS = 12_000;

export interface FreshnessInputs {
  /** Server's clock, Unix ms. */
  readonly serverNow: number;
  /** Head block's timestamp, Unix seconds; null before the first block. */
  readonly blockTime: number | null;
  /** The network's usual seconds between blocks. */
  readonly blockInterval: number;
  /** ms since the last message of the stream. */
  readonly silence: number;
  /** A recorded feed is played: its blocks' ages say nothing. */
  readonly replay: boolean;
}

/** Head block's age in seconds, never negative. */
export function blockAge(serverNow: number, blockTime: number): number {
  return Math.max(0, serverNow / 1000 - blockTime);
}

/** Spec 3.2, from the last message and block times; never from "the socket is open". */
export function freshnessOf({ serverNow, blockTime, blockInterval, silence, replay }: FreshnessInputs): Freshness {
  if (silence >= SILENCE_MS || blockTime === null) return 'disconnected';
  if (replay) return 'replay';
  const age = blockAge(serverNow, blockTime);
  if (age > 5 * blockInterval + 5) return 'stale';
  return age > 2 * blockInterval + 2 ? 'late' : 'live';
}
