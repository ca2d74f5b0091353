import type { Latency, OracleAge } from '../stream/latency';
import type { Freshness } from '../stream/freshness';
import { age, integer } from './format';

/** What each state of the data means. */
export const STATE_WORDS: Record<Freshness, string> = {
  live: 'The newest block is as young as this chain’s blocks usually are.',
  late: 'The newest block is older than two block times: the confirmed block is shown until the next comes.',
  stale: 'The newest block is older than five block times: the confirmed block is shown.',
  disconnected: 'Nothing was heard from the server for 12 s: the last confirmed block that is known here is shown.',
  replay: 'A recorded feed is played: block times are those of the record.',
};

export interface FreshnessRow {
  readonly name: string;
  readonly value: string;
  readonly why: string;
  readonly bad: boolean;
}

export const milliseconds = (value: number | null): string =>
  value === null ? 'not known' : `${integer(Math.round(value))} ms`;

/** From the chain to the screen, part by part; `roundTrip`: ms, of which half is the doubt of what is measured with it. */
export function latencyRows(latency: Latency, roundTrip: number | null): readonly FreshnessRow[] {
  const spread = roundTrip === null ? '' : ` ±${Math.ceil(roundTrip / 2)}`;
  const { toScreenP50: p50, toScreenP95: p95 } = latency;
  const row = (name: string, value: string, why: string): FreshnessRow => ({ name, value, why, bad: false });
  return [
    row(
      'chain to server',
      milliseconds(latency.source),
      'from the endpoint’s announcement of a block to its being read',
    ),
    row('in the server', milliseconds(latency.server), 'commit to the journal, then publish'),
    row(
      'server to screen',
      milliseconds(latency.toScreen) + (latency.toScreen === null ? '' : spread),
      'half a round trip and the time to the painted tile',
    ),
    row(
      'of the last 100 paints',
      p50 === null || p95 === null ? 'not known' : `p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}`,
      'server to screen',
    ),
  ];
}

const VERDICTS: Record<OracleAge['verdict'], string> = {
  valid: '',
  missing: 'missing',
  notPositive: 'not positive',
  tooLarge: 'out of range',
  stale: 'stale',
  fromTheFuture: 'dated after the block',
};

/** Each oracle's age; `maxAge`: seconds that an answer is valid for. */
export function oracleRows(ages: readonly OracleAge[], symbol: string, maxAge: number): readonly FreshnessRow[] {
  return ages.map(({ feed, age: seconds, verdict }) => ({
    name: feed === 'token' ? `${symbol} price` : 'native token’s price',
    value:
      [seconds === null ? null : `${age(seconds)} old`, VERDICTS[verdict] || null].filter(Boolean).join(', ') ||
      'not known',
    why: `valid for ${integer(maxAge)} s`,
    bad: verdict !== 'valid',
  }));
}

/** Why nothing is heard, and that it is being tried: while disconnected. `silence`: seconds. */
export function silenceWords(silence: number, online: boolean, reachable: boolean): string {
  const why = online ? (reachable ? '' : '; the server does not answer') : '; this device is offline';
  return `Nothing heard for ${integer(Math.floor(Math.max(12, silence)))} s${why}. Reconnecting by itself`;
}
