import type { Feed, Market } from '../model/market';
import type { Terms } from '../model/terms';
import { VERDICTS } from './wire';
import { LANE_SEEDS, murmur32 } from './murmur';
import { RowBytes } from './rowBytes';

const LANES = LANE_SEEDS.length;
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

function tileRow(terms: Terms): void {
  row.reset().u8(3).u256(BigInt(terms.info.id)).u256(terms.collateral).u256(terms.rewards);
  row.u32(terms.nodes).u64(BigInt(terms.gpus)).u256(BigInt(terms.info.classId)).u8(terms.queueState);
  row.u256(terms.flaggedAt).u256(terms.deadline);
  const known = terms.lastKnown;
  row.u8(known ? 1 : 0).u256(known?.ratio ?? 0n);
  row.u8(known?.zone ?? 0).u64(BigInt(known?.block ?? 0));
  if (terms.disputed) row.u8(1);
}

/** The stateHash of docs/protocol.md: tile rows are kept as sums, so that a change costs only what changed. */
export class StateHash {
  private readonly tiles = new Uint32Array(LANES);

  add(terms: Terms): void {
    tileRow(terms);
    this.fold(this.tiles, 1);
  }

  remove(terms: Terms): void {
    tileRow(terms);
    this.fold(this.tiles, -1);
  }

  clear(): void {
    this.tiles.fill(0);
  }

  /** 32 hex digits for these tiles under this market. */
  print(market: Market): string {
    const lanes = this.tiles.slice();
    globalsRow(market);
    this.fold(lanes, 1);
    for (const c of market.classes) {
      row.reset().u8(2).u256(BigInt(c.id)).optional256(c.base).optional256(c.demandBps).text(c.name);
      this.fold(lanes, 1);
    }
    return Array.from(lanes, (lane) => lane.toString(16).padStart(8, '0')).join('');
  }

  private fold(lanes: Uint32Array, sign: 1 | -1): void {
    for (let i = 0; i < LANES; i++) lanes[i]! += sign * murmur32(row.bytes, row.length, LANE_SEEDS[i]!);
  }
}
