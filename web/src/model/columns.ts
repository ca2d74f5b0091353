import type { Terms } from './terms';

/** Of a row whose class, region or operator is not known. */
export const NOWHERE = 0xffff_ffff;

/**
 * One row per cluster, as typed columns. A row keeps its index for the page's whole life; `present` says whether the cluster exists
 * at this block. Doubles size, sort and filter; what decides a zone or is printed comes from `terms`, exactly.
 */
export interface Columns {
  /** Rows ever seen: the length of every column. The same object is kept over blocks that change no row. */
  readonly size: number;
  /** 1 where the cluster exists, else 0. */
  readonly present: Uint8Array;
  readonly nodes: Uint32Array;
  readonly gpus: Float64Array;
  /** Collateral and rewards together, token base units, off by at most 2⁻⁵⁰ of itself. */
  readonly assets: Float64Array;
  /** Token base units, off by at most 2⁻⁵⁰ of itself. */
  readonly collateral: Float64Array;
  /** `QueueState`. */
  readonly queueState: Uint8Array;
  /** Unix seconds; 0 where there is none. */
  readonly deadline: Float64Array;
  /** 1 where the contract's own views disagree. */
  readonly disputed: Uint8Array;
  /** Index in `Market.classes`; NOWHERE where the class is not among them. */
  readonly classAt: Uint32Array;
  /** Index in `regions`. */
  readonly regionAt: Uint32Array;
  readonly regions: readonly string[];
  /** Index in `operators`. */
  readonly operatorAt: Uint32Array;
  /** Addresses, 0x and 40 hex digits. */
  readonly operators: readonly string[];
  /** Rows by ascending on-chain id, absent ones included. */
  readonly byId: Uint32Array;
  /** On-chain id, decimal digits. */
  id(row: number): string;
  name(row: number): string;
  /** Collateral and rewards together, token base units. */
  exactAssets(row: number): bigint;
  /** Rewards alone, token base units; the same as a double, off by at most 2⁻⁵⁰ of itself. */
  exactRewards(row: number): bigint;
  rewards(row: number): number;
  /** All of a row's inputs, exact; null where the cluster does not exist. Made when asked, not kept for all. */
  terms(row: number): Terms | null;
}

/** Clusters per zone, in the order of `Zone`. */
export type Counts = readonly [number, number, number, number, number, number];

/** Zones of all rows under one market: the network's own, the viewer's, or a stressed one. */
export interface Assessment {
  /** `Zone`, or 255 where the cluster does not exist. Exact. */
  readonly zones: Uint8Array;
  /** The displayed ratio as a double, NaN where there is none: shading, sorting and filtering by eye, never a zone. */
  readonly shades: Float64Array;
  readonly counts: Counts;
}
