import type { Feed, Market } from '../model/market';
import { blockAge } from './freshness';
import type { Verdict, WireNetwork } from './wire';

const KEPT = 100;

/** Where the time from the chain to the screen goes, ms; null where it is not known. */
export interface Latency {
  /** From the chain's announcement to the server. */
  readonly source: number | null;
  /** In the server: commit and publish. */
  readonly server: number | null;
  /** From the server to paint: of the last paint, and of the last hundred. */
  readonly toScreen: number | null;
  readonly toScreenP50: number | null;
  readonly toScreenP95: number | null;
}

/** Age of an oracle's answer. */
export interface OracleAge {
  readonly feed: 'token' | 'native';
  /** Seconds by the server's clock; null where there is no answer. */
  readonly age: number | null;
  readonly verdict: Verdict;
}

/** The last hundred times from server to screen, ms. */
export class PaintTimes {
  private times: number[] = [];

  add(ms: number): void {
    this.times.push(ms);
    if (this.times.length > KEPT) this.times.shift();
  }

  /** The time that so large a share of them did not pass (nearest rank); null before the first. */
  percentile(share: number): number | null {
    if (this.times.length === 0) return null;
    const sorted = this.times.slice().sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  }
}

export function latencyOf(told: WireNetwork['latency'] | null, toScreen: number | null, paints: PaintTimes): Latency {
  const [commit, publish] = [told?.commitMs ?? null, told?.publishMs ?? null];
  return {
    source: told?.sourceMs ?? null,
    server: commit === null && publish === null ? null : (commit ?? 0) + (publish ?? 0),
    toScreen,
    toScreenP50: paints.percentile(0.5),
    toScreenP95: paints.percentile(0.95),
  };
}

/** Of each feed that a network's figures rest on. `serverNow`: Unix ms. */
export function oracleAges(market: Market, serverNow: number): OracleAge[] {
  const { priced, gasModelled, tokenPrice, nativePrice } = market;
  const used: [OracleAge['feed'], Feed, boolean][] = [
    ['token', tokenPrice, priced || gasModelled],
    ['native', nativePrice, gasModelled],
  ];
  return used
    .filter(([, , matters]) => matters)
    .map(([feed, { value, updatedAt, verdict }]) => ({
      feed,
      age: value === null ? null : blockAge(serverNow, Number(updatedAt)),
      verdict,
    }));
}
