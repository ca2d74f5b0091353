import type { Columns } from '../../../web/src/model/columns';
import type { Market } from '../../../web/src/model/market';
import type { Terms } from '../../../web/src/model/terms';
import { QueueState } from '../../../web/src/model/zone';

/** Standard deviation of what a block does to each size, of the size itself. */
const NOISE = 0.003;
/** The price of a block is at most so far from the one before, of itself. */
const PRICE_STEP = 0.004;
const TOKENS_PER_GPU = 2_000;
const E18 = 1e18;
const BASE_PRICE = 20_000_000;
const REGIONS = ['ap-northeast', 'ap-south', 'eu-central', 'sa-east', 'us-east', 'us-west'];
const CLASSES = ['A100', 'B200', 'H100', 'H200', 'L40S'];

/** What a block says: to ours as columns and market, to the others as the numbers in them. */
export interface Block {
  readonly columns: Columns;
  readonly market: Market;
  /** Token base units, by row. */
  readonly collateral: Float64Array;
  /** Ratio by row at this price, gas left out. */
  ratio(row: number): number;
}

interface Row {
  readonly region: Uint32Array;
  readonly operator: Uint32Array;
  readonly gpuClass: Uint32Array;
  readonly gpus: Float64Array;
  readonly nodes: Uint32Array;
}

/** A made-up network and its blocks, the same for everyone who asks with the same size: every block moves every size and the price. */
export class World {
  readonly regions = REGIONS;
  readonly region: Uint32Array;
  readonly blocks: readonly Block[];

  /** `count`: blocks after the first. */
  constructor(
    readonly size: number,
    count: number,
  ) {
    const random = randomFrom(17);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const upTo = (most: number): number => Math.floor(random() * most);
    const gpus = Float64Array.from({ length: size }, () => 8 * (1 + upTo(4)));
    const rows: Row = {
      region: Uint32Array.from({ length: size }, () => upTo(REGIONS.length)),
      operator: Uint32Array.from({ length: size }, () => upTo(OPERATORS.length)),
      gpuClass: Uint32Array.from({ length: size }, () => upTo(CLASSES.length)),
      gpus,
      nodes: Uint32Array.from(gpus, (g) => g / 8),
    };
    this.region = rows.region;
    let collateral = gpus.map((g) => Math.round(g * TOKENS_PER_GPU * Math.exp(0.25 + 0.5 * normal()) * E18));
    let price = BASE_PRICE;
    const blocks: Block[] = [];
    for (let number = 0; number <= count; number++) {
      blocks.push(blockOf(number, rows, collateral, price));
      collateral = collateral.map((c) => Math.round(c * Math.exp(NOISE * normal())));
      price = Math.round(price * (1 + PRICE_STEP * (2 * random() - 1)));
    }
    this.blocks = blocks;
  }
}

const OPERATORS = Array.from({ length: 2_000 }, (_, i) => `0x${i.toString(16).padStart(40, '0')}`);

function blockOf(number: number, rows: Row, collateral: Float64Array, price: number): Block {
  const scale = price / BASE_PRICE / (TOKENS_PER_GPU * E18);
  return {
    columns: new MadeUpColumns(rows, collateral),
    market: marketAt(number, price),
    collateral,
    ratio: (row) => (collateral[row]! * scale) / rows.gpus[row]!,
  };
}

/** A GPU asks for 400 USD; a token is worth 0.20 USD at first. */
function marketAt(number: number, price: number): Market {
  const time = 1_770_000_000 + number * 2;
  const feed = { decimals: 8, updatedAt: BigInt(time), round: 1n, verdict: 'valid' as const };
  const classes = CLASSES.map((name, i) => ({ id: String(i), name, base: 40_000_000_000n, demandBps: 10_000n }));
  return {
    block: { number, hash: `0x${number.toString(16).padStart(64, '0')}`, time },
    gasModelled: true,
    settlementGas: 120_000n,
    baseFee: 20_000_000_000n,
    tokenPrice: { ...feed, value: BigInt(price) },
    nativePrice: { ...feed, value: 300_000_000_000n },
    priced: true,
    currency: 'USD',
    symbol: 'GRID',
    tokenDecimals: 18,
    nativeDecimals: 18,
    maxAge: 60,
    recoveryWindow: 20,
    gracePeriod: 60n,
    freshSince: 0n,
    warningBps: 15_000n,
    criticalBps: 12_000n,
    classes,
    classIndex: new Map(classes.map((c, i) => [c.id, i])),
  };
}

class MadeUpColumns implements Columns {
  readonly size: number;
  readonly present: Uint8Array;
  readonly nodes: Uint32Array;
  readonly gpus: Float64Array;
  readonly assets: Float64Array;
  readonly queueState: Uint8Array;
  readonly deadline: Float64Array;
  readonly disputed: Uint8Array;
  readonly classAt: Uint32Array;
  readonly regionAt: Uint32Array;
  readonly regions = REGIONS;
  readonly operatorAt: Uint32Array;
  readonly operators = OPERATORS;
  readonly byId: Uint32Array;

  constructor(
    rows: Row,
    readonly collateral: Float64Array,
  ) {
    const shared = sharedOf(collateral.length);
    this.size = collateral.length;
    this.present = shared.ones;
    this.nodes = rows.nodes;
    this.gpus = rows.gpus;
    this.assets = collateral;
    this.queueState = shared.zeros;
    this.deadline = shared.zeroDoubles;
    this.disputed = shared.zeros;
    this.classAt = rows.gpuClass;
    this.regionAt = rows.region;
    this.operatorAt = rows.operator;
    this.byId = shared.counted;
  }

  id(row: number): string {
    return String(row + 1);
  }

  name(row: number): string {
    return `cluster-${row + 1}`;
  }

  exactAssets(row: number): bigint {
    return BigInt(this.collateral[row]!);
  }

  exactRewards(): bigint {
    return 0n;
  }

  rewards(): number {
    return 0;
  }

  terms(row: number): Terms {
    const [region, operator] = [this.regions[this.regionAt[row]!]!, this.operators[this.operatorAt[row]!]!];
    return {
      info: { id: this.id(row), name: this.name(row), region, operator, classId: String(this.classAt[row]) },
      nodes: this.nodes[row]!,
      gpus: this.gpus[row]!,
      collateral: this.exactAssets(row),
      rewards: 0n,
      queueState: QueueState.none,
      flaggedAt: 0n,
      deadline: 0n,
      disputed: false,
      lastKnown: null,
    };
  }
}

interface Shared {
  readonly ones: Uint8Array;
  readonly zeros: Uint8Array;
  readonly zeroDoubles: Float64Array;
  readonly counted: Uint32Array;
}

let shared: Shared | null = null;

/** Columns that no block changes. */
function sharedOf(size: number): Shared {
  if (shared?.zeros.length !== size)
    shared = {
      ones: new Uint8Array(size).fill(1),
      zeros: new Uint8Array(size),
      zeroDoubles: new Float64Array(size),
      counted: Uint32Array.from({ length: size }, (_, i) => i),
    };
  return shared;
}

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
