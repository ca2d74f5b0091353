import type { WireNetwork } from '../src/stream/wire';
import { BLOCK } from './fixtures';

/** A network's record, as `GET /networks` lists it. */
export function network(id: string, change: Partial<WireNetwork> = {}): WireNetwork {
  return {
    id,
    name: `Network ${id}`,
    chainId: 31337,
    token: { symbol: 'GRID', decimals: 18 },
    head: BLOCK,
    status: 'live',
    problem: null,
    blockTime: 2,
    confirmations: 1,
    counts: { green: 3, yellow: 2, red: 1, unknown: 0, exempt: 0, liquidated: 0 },
    queued: 0,
    ...change,
  };
}

/** What a policy simulation says of itself. */
export const SIMULATION = { label: 'policy simulation', note: 'the published rule over a generated feed' };

/** An hour of the record in two seconds, in its third round. */
export const REPLAY = {
  speed: 1800,
  loop: true,
  round: 3,
  from: '2026-01-01T00:00:00Z',
  to: '2026-02-01T00:00:00Z',
};
