import type { ColumnView } from '../model/columnView';
import type { Feed, Market } from '../model/market';
import { VERDICTS } from './wire';
import { LANE_SEEDS, murmur32 } from './murmur';
import { RowBytes } from './rowBytes';
import { LANES, tileDigest } from './tileDigest';

const row = new RowBytes();

function feed(feed: Feed): void {
  const held = feed.value !== null;
  row.u8(held ? 1 : 0).u256(feed.value ?? 0n);
  row.u8(held ? feed.decimals : 0).u64(held ? feed.updatedAt : 0n);
  row.u256(held ? feed.round : 0n).u8(VERDICTS.indexOf(feed.verdict));
}

function globalsRow(market: Market): void {
  const { block } = market;
  row.reset().u8(1).u64(BigInt(block.number)).hash(block.hash).u64(BigInt(block.time)).optional256(market.baseFee);
  feed(market.tokenPrice);
  feed(market.nativePrice);
  row.u256(market.warningBps).u256(market.criticalBps).u256(market.gracePeriod).u256(market.freshSince);
}

/** Rows between two looks at the clock. */
const CHUNK = 256;

/**
 * The stateHash of docs/protocol.md. Each row's digest is kept and their sums, so that a change costs only what changed. Rows are
 * taken in by and by: until `complete`, no hash is known.
 */
export class StateHash {
  private readonly sums = new Uint32Array(LANES);
  private digests = new Uint32Array(0);
  private readonly fresh = new Uint32Array(LANES);
  /** Rows below it are in the sums. */
  private done = 0;

  /** Forgets all rows: another state comes. */
  clear(): void {
    this.sums.fill(0);
    this.done = 0;
  }

  /** Takes in rows that changed. Those that were not taken in yet will be as they then are. */
  refresh(columns: ColumnView, rows: readonly number[]): void {
    for (const row of rows) if (row < this.done) this.replace(columns, row);
  }

  /** Takes in more rows until `ms` are over; at least some. Returns whether all are. */
  advance(columns: ColumnView, ms: number): boolean {
    if (this.digests.length < LANES * columns.size) {
      const grown = new Uint32Array(LANES * (columns.size + (columns.size >> 4)));
      grown.set(this.digests);
      this.digests = grown;
    }
    const end = performance.now() + ms;
    while (this.done < columns.size) {
      const stop = Math.min(columns.size, this.done + CHUNK);
      for (let row = this.done; row < stop; row++) {
        tileDigest(columns, row, this.digests, LANES * row);
        for (let lane = 0; lane < LANES; lane++) this.sums[lane]! += this.digests[LANES * row + lane]!;
      }
      this.done = stop;
      if (performance.now() >= end) break;
    }
    return this.done >= columns.size;
  }

  /** 32 hex digits for the rows taken in, under this market. */
  print(market: Market): string {
    const lanes = this.sums.slice();
    globalsRow(market);
    fold(lanes);
    for (const c of market.classes) {
      row.reset().u8(2).u256(BigInt(c.id)).optional256(c.base).optional256(c.demandBps).text(c.name);
      fold(lanes);
    }
    return Array.from(lanes, (lane) => lane.toString(16).padStart(8, '0')).join('');
  }

  private replace(columns: ColumnView, row: number): void {
    tileDigest(columns, row, this.fresh, 0);
    for (let lane = 0; lane < LANES; lane++) {
      const at = LANES * row + lane;
      this.sums[lane]! += this.fresh[lane]! - this.digests[at]!;
      this.digests[at] = this.fresh[lane]!;
    }
  }
}

function fold(lanes: Uint32Array): void {
  for (let i = 0; i < LANES; i++) lanes[i]! += murmur32(row.bytes, row.length, LANE_SEEDS[i]!);
}
