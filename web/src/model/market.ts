import type { Verdict, WireBlock, WireFeed, WireGlobals } from '../stream/wire';

export interface BlockRef {
  readonly number: number;
  readonly hash: string;
  /** Unix seconds. */
  readonly time: number;
}

export interface Feed {
  readonly value: bigint | null;
  readonly decimals: number;
  /** Unix seconds. */
  readonly updatedAt: bigint;
  readonly round: bigint;
  readonly verdict: Verdict;
}

export interface GpuClass {
  readonly id: string;
  readonly name: string;
  readonly base: bigint | null;
  readonly demandBps: bigint | null;
}

/** All that clusters share at the end of a block; immutable. */
export interface Market {
  readonly block: BlockRef;
  readonly gasModelled: boolean;
  readonly settlementGas: bigint;
  readonly baseFee: bigint | null;
  readonly tokenPrice: Feed;
  readonly nativePrice: Feed;
  /** The requirement counts USD × 10⁻¹² (priced) or token base units × 10⁻⁴. */
  readonly priced: boolean;
  readonly currency: string;
  readonly symbol: string;
  readonly tokenDecimals: number;
  readonly nativeDecimals: number;
  readonly maxAge: number;
  readonly recoveryWindow: number;
  readonly gracePeriod: bigint;
  readonly freshSince: bigint;
  readonly warningBps: bigint;
  readonly criticalBps: bigint;
  readonly classes: readonly GpuClass[];
  readonly classIndex: ReadonlyMap<string, number>;
}

/** A USD requirement counts 10⁻¹² USD: 8 decimals of the feed's kind and 4 of the demand's basis points. */
const USD_EXPONENT = -12;

/** A chain's time as it is printed: ISO-8601, or after the year 9999 the unix second in digits. */
export function seconds(printed: string | null | undefined): bigint {
  if (!printed) return 0n;
  return BigInt(/^\d+$/.test(printed) ? printed : Math.floor(Date.parse(printed) / 1000));
}

export function readBlock(block: WireBlock): BlockRef {
  return { number: block.number, hash: block.hash, time: Number(seconds(block.timestamp)) };
}

/** Digits of a decimal string, scaled by 10^`decimals` (more digits than that are dropped). */
export function parseFixed(text: string, decimals: number): bigint {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const value = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return negative ? -value : value;
}

function readFeed(feed: WireFeed | null | undefined): Feed {
  const value = feed?.value ?? null;
  return {
    value: value === null ? null : BigInt(value),
    decimals: feed?.decimals ?? 0,
    updatedAt: seconds(feed?.updatedAt),
    round: BigInt(feed?.round ?? 0),
    verdict: feed?.verdict ?? 'missing',
  };
}

/** The wire's globals as numbers. */
export function readMarket(block: BlockRef, globals: WireGlobals): Market {
  const classes = globals.classes.map((c) => ({
    id: c.id,
    name: c.gpuClass,
    base: c.base == null ? null : BigInt(c.base),
    demandBps: c.demandBps == null ? null : BigInt(c.demandBps),
  }));
  return {
    block,
    gasModelled: globals.gas === 'modelled',
    settlementGas: BigInt(globals.settlementGas ?? 0),
    baseFee: globals.baseFee == null ? null : BigInt(globals.baseFee),
    tokenPrice: readFeed(globals.tokenPrice),
    nativePrice: readFeed(globals.nativePrice),
    // A token may be called USD too: then the exponent tells.
    priced: globals.requirementUnit.currency === 'USD' && globals.requirementUnit.exponent === USD_EXPONENT,
    currency: globals.requirementUnit.currency,
    symbol: globals.token.symbol,
    tokenDecimals: globals.token.decimals,
    nativeDecimals: globals.nativeDecimals ?? 18,
    maxAge: globals.maxAge,
    recoveryWindow: globals.recoveryWindow,
    gracePeriod: BigInt(globals.gracePeriod ?? 0),
    freshSince: seconds(globals.freshSince),
    warningBps: parseFixed(globals.thresholds.warning, 4),
    criticalBps: parseFixed(globals.thresholds.critical, 4),
    classes,
    classIndex: new Map(classes.map((c, i) => [c.id, i])),
  };
}
