/** Shapes of docs/protocol.md, schema 1. Members that a page doesn't read are left out. */

export type ZoneName = 'green' | 'yellow' | 'red' | 'unknown' | 'exempt' | 'liquidated';
export type QueueStateName = 'none' | 'grace' | 'due' | 'blocked' | 'recovered' | 'liquidated';
export type Verdict = 'valid' | 'missing' | 'notPositive' | 'tooLarge' | 'stale' | 'fromTheFuture';
export type ChainStatus = 'live' | 'late' | 'stale' | 'replay';

/** Names in the order of the wire's bytes. */
export const ZONES: readonly ZoneName[] = ['green', 'yellow', 'red', 'unknown', 'exempt', 'liquidated'];
export const QUEUE_STATES: readonly QueueStateName[] = ['none', 'grace', 'due', 'blocked', 'recovered', 'liquidated'];
export const VERDICTS: readonly Verdict[] = ['valid', 'missing', 'notPositive', 'tooLarge', 'stale', 'fromTheFuture'];

export interface WireBlock {
  number: number;
  hash: string;
  timestamp: string;
}

export interface WireFeed {
  value?: string | null;
  decimals?: number | null;
  updatedAt?: string | null;
  round?: string | null;
  verdict: Verdict;
}

export interface WireClass {
  id: string;
  gpuClass: string;
  base?: string | null;
  demandBps?: number | null;
}

export interface WireThresholds {
  warning: string;
  critical: string;
}

/** The heatmap's `inputs`. */
export interface WireInputs {
  gas: 'none' | 'modelled';
  settlementGas?: string | null;
  baseFee?: string | null;
  gasPerNode?: string | null;
  nativePrice?: WireFeed | null;
  tokenPrice?: WireFeed | null;
  requirementUnit: { currency: string; exponent: number };
  token: { symbol: string; decimals: number };
  nativeDecimals?: number | null;
  maxAge: number;
  recoveryWindow: number;
  gracePeriod?: string | null;
  freshSince?: string | null;
  classes: WireClass[];
}

/** What a frame's `globals` patches: the inputs with the thresholds beside them. */
export interface WireGlobals extends WireInputs {
  thresholds: WireThresholds;
}

export interface WireLastKnown {
  ratio: string;
  zone: ZoneName;
  block: number;
}

/** What a frame's `tiles` patch. */
export interface WireTerms {
  id: string;
  name: string;
  region: string;
  operator: string;
  classId: string;
  nodes: number;
  gpus: number;
  collateral: string;
  rewards: string;
  queueState: QueueStateName;
  flaggedAt?: string | null;
  deadline?: string | null;
  /** The contract's own views disagree. */
  disputed?: boolean;
  lastKnown?: WireLastKnown | null;
}

export type WireTilePatch = { id: string; gone?: boolean } & {
  [K in keyof Omit<WireTerms, 'id'>]?: WireTerms[K] | null;
};

export type WireCounts = Record<ZoneName, number>;

export interface WireHeatmap {
  network: string;
  schema: number;
  block: WireBlock;
  inputs: WireInputs;
  thresholds: WireThresholds;
  counts: WireCounts;
  queued: number;
  stateHash: string;
  clusters: WireTerms[];
  /** What this network makes up, as a label; absent or null where the chain itself says it. */
  simulation?: string | null;
}

export interface WireSnapshot extends WireHeatmap {
  seq: number;
}

/** Number, hash, unix second, and the number of the last confirmed block. */
export type WireFrameBlock = [number: number, hash: string, time: number, confirmed: number | null];

/** What has not changed is not there; `from` is absent where it is `seq` − 1. */
export interface WireFrame {
  from?: number;
  seq: number;
  block: WireFrameBlock;
  rewind?: { to: number } | null;
  globals?: Record<string, unknown> | null;
  tiles?: WireTilePatch[] | null;
  /** In the order of `ZONES`. */
  counts?: number[];
  queued?: number;
  stateHash: string;
}

export interface WireBackfill {
  from: number;
  to: number;
  at: number;
}

export interface WireHeartbeat {
  time: string;
  seq: number;
  block: WireBlock | number | null;
  confirmed: number | null;
  status: ChainStatus;
  silentSeconds: number;
  problem: string | null;
  backfill: WireBackfill | null;
  audit?: WireAudit | null;
}

/** A network whose rule is not enforced by the chain that it is read from. */
export interface WireSimulation {
  label: string;
  note: string;
}

/** A recording that is played in place of a chain. */
export interface WireReplay {
  /** Recorded seconds in a second; null for as fast as it can be read. */
  speed: number | null;
  loop: boolean;
  /** Times that it was begun; 0 before the first. */
  round: number;
  from: string | null;
  to: string | null;
}

/** The self-audit in short; counts are since the server started, `disputed` is of the head. */
export interface WireAudit {
  block: number | null;
  checked: number;
  disputed: number;
  mismatches: number;
  skipped: number;
}

export interface WireAuditTally {
  checked: number;
  calls: number;
  agreed: number;
  mismatches: number;
  unavailable: number;
}

/** A cluster began to disagree with the contract. */
export interface WireAuditMismatch {
  blockNumber: number;
  blockHash: string;
  cluster: string;
  view: string;
  ours: string;
  contract: string;
}

/** The self-audit in full, from `GET /networks/{id}/audit`. */
export interface WireAuditReport {
  views: string[];
  block: WireBlock | null;
  at: string | null;
  last: WireAuditTally;
  total: WireAuditTally;
  blocks: number;
  skipped: number;
  coverageBlocks: number | null;
  sweeping: boolean;
  disputedCount: number;
  disputed: string[];
  mismatches: WireAuditMismatch[];
  trouble: string | null;
}

export interface WireNetwork {
  id: string;
  name: string;
  chainId?: number | string | null;
  token: { symbol: string; decimals: number };
  head: WireBlock | null;
  status: string;
  problem: string | null;
  latency?: { sourceMs?: number | null; commitMs?: number | null; publishMs?: number | null } | null;
  backfill?: WireBackfill | null;
  blockTime: number;
  confirmations: number;
  revised?: number;
  counts?: WireCounts | null;
  queued?: number | null;
  simulation?: WireSimulation | null;
  replay?: WireReplay | null;
  audit?: WireAudit | null;
}

/** A manifest that could not be read, and all that is wrong with it. */
export interface WireRefusal {
  file: string;
  problems: string[];
}

export interface WireNetworks {
  networks: WireNetwork[];
  refused?: WireRefusal[] | null;
}

/** One machine of a cluster, from `/clusters/{id}/nodes`. */
export interface WireNode {
  id: string;
  gpus: number;
  collateral: string;
  rewards: string;
  gasCost: string | null;
  requirement: string | null;
  ratio: string | null;
  zone: ZoneName;
}

export type CauseName =
  'collateral' | 'demand' | 'gas' | 'nodes' | 'penalty' | 'price' | 'requirement' | 'rewards' | 'thresholds';

/** A cluster entered the liquidation queue, was cured, or was liquidated. */
export interface WireQueueEvent {
  seq: number;
  block: WireBlock;
  cluster: string;
  name: string | null;
  event: 'entered' | 'cured' | 'liquidated';
  ratio: string | null;
  deadline: string | null;
  /** What happened in the block in which it turned red; null where that is not recorded, or it is no entry. */
  causes: CauseName[] | null;
  causeBlock: number | null;
  liquidator: string | null;
  seized: string | null;
  bounty: string | null;
  orphaned: boolean;
}

export interface WireQueueHistory {
  events: WireQueueEvent[];
  next: string | null;
}
