import { ColumnStore } from '../src/model/columnStore';
import type { Market } from '../src/model/market';
import { readBlock, readMarket } from '../src/model/market';
import { Picture } from '../src/model/picture';
import type { Terms } from '../src/model/terms';
import { readTerms } from '../src/model/terms';
import type { WireGlobals, WireTerms } from '../src/stream/wire';

export const E18 = 10n ** 18n;
const GONE = 1_000_000;

/** A network whose gas per node is 36 GRID, and whose requirement per GPU is 400 USD at 0.20 USD a token: 2 000 GRID. */
export function globals(change: Partial<WireGlobals> = {}): WireGlobals {
  return {
    gas: 'modelled',
    settlementGas: '120000',
    baseFee: '20000000000',
    nativePrice: {
      value: '300000000000',
      decimals: 8,
      updatedAt: '2026-01-31T12:00:00Z',
      round: '1',
      verdict: 'valid',
    },
    tokenPrice: { value: '20000000', decimals: 8, updatedAt: '2026-01-31T12:00:00Z', round: '1', verdict: 'valid' },
    requirementUnit: { currency: 'USD', exponent: -12 },
    token: { symbol: 'GRID', decimals: 18 },
    nativeDecimals: 18,
    maxAge: 60,
    recoveryWindow: 20,
    gracePeriod: '60',
    freshSince: null,
    classes: [{ id: '1', gpuClass: 'H100', base: '40000000000', demandBps: 10000 }],
    thresholds: { warning: '1.500000000000000000', critical: '1.200000000000000000' },
    ...change,
  };
}

export const BLOCK = { number: 7, hash: `0x${'ab'.repeat(32)}`, timestamp: '2026-01-31T12:00:10Z' };

export function market(change: Partial<WireGlobals> = {}): Market {
  return readMarket(readBlock(BLOCK), globals(change));
}

export function wireTerms(change: Partial<WireTerms> = {}): WireTerms {
  return {
    id: '1',
    name: 'eu-h100-01',
    region: 'eu-central',
    operator: '0x00000000000000000000000000000000000000aa',
    classId: '1',
    nodes: 1,
    gpus: 1,
    collateral: String(4000n * E18),
    rewards: '0',
    queueState: 'none',
    flaggedAt: null,
    deadline: null,
    lastKnown: null,
    ...change,
  };
}

/** A picture of clusters in the order given, whatever their ids say; null is a row whose cluster is gone. */
export function pictureOf(world: Market, clusters: readonly (WireTerms | null)[]): Picture {
  const store = new ColumnStore();
  clusters.forEach((cluster, row) => store.put({ ...(cluster ?? wireTerms()), id: cluster?.id ?? `${GONE + row}` }));
  clusters.forEach((cluster, row) => cluster ?? store.take(`${GONE + row}`));
  return new Picture(world, store.freeze(world));
}

export function terms(change: Partial<WireTerms> = {}): Terms {
  return readTerms(wireTerms(change));
}

/** Reproducible numbers (mulberry32); the seed is part of the test's name where it matters. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A bigint of up to `bits` bits, of any magnitude. */
export function randomBig(random: () => number, bits: number): bigint {
  const wanted = 1 + Math.floor(random() * bits);
  let value = 0n;
  for (let i = 0; i < wanted; i += 30) value = (value << 30n) | BigInt(Math.floor(random() * 2 ** 30));
  return BigInt.asUintN(wanted, value);
}
