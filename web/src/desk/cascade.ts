import type { Columns } from '../model/columns';
import type { Market } from '../model/market';
import { AssetSum } from './assetSum';
import { Settlement } from './settlement';
import type { Stress } from './stress';
import { atPrice, stressedMarket } from './stress';

/** Clusters, and their collateral and rewards in token base units. */
export interface Fall {
  readonly clusters: number;
  readonly seized: bigint;
}

/** What falls at one price of a cascade, and where its sale takes the price. */
export interface Round extends Fall {
  /** From 1. */
  readonly round: number;
  /** Feed units at which these fall; null where price has no part in it. */
  readonly price: bigint | null;
  readonly priceAfter: bigint | null;
}

export interface Cascade extends Fall {
  /** Below critical before anything was supposed: not counted among what falls, and not sold. */
  readonly already: Fall;
  readonly rounds: readonly Round[];
  /** After the last round: what the map shows. */
  readonly market: Market;
  /** By row: the round in which it falls, at most MOST_TOLD; 0 for never, ALREADY for those that had. */
  readonly roundOf: Uint8Array;
}

export const ALREADY = 255;
/** Later rounds are told as this one in `roundOf`; they are all in `rounds`. */
export const MOST_TOLD = 254;

/** Passes over all rows; a cascade that goes on after them is walked in order of fall. */
const PASSES = 6;
/** Doubles of what is ordered differ from the exact order by far less. */
const ORDER_BOUND = 1e-12;

/** Price after `sold` in all was sold into `depth`: a fall by sold ÷ (depth + sold), rounded down, at least one feed unit. */
export function priceAfterSale(price: bigint, depth: bigint, sold: bigint): bigint {
  const after = (price * depth) / (depth + sold);
  return after > 0n || price === 0n ? after : 1n;
}

/**
 * What falls under a stress, and what its sale brings down. A simple model: every cluster that the stress takes below critical by
 * the settlement ratio is liquidated at once, without grace or cure, and its collateral and rewards are sold into one market whose
 * price halves when `depth` is sold. The price counts all that was sold so far, so it does not matter in how many rounds. A round
 * takes all that fall at the price the round before left; it ends when none newly falls. Without a depth there is at most one round.
 */
export function cascade(columns: Columns, market: Market, stress: Stress): Cascade {
  return new Run(columns, market, stress).result();
}

class Run {
  private readonly roundOf: Uint8Array;
  private readonly already: Fall;
  private readonly start: Market;
  private readonly rounds: Round[] = [];
  private market: Market;
  private sold = 0n;

  constructor(
    private readonly columns: Columns,
    live: Market,
    private readonly stress: Stress,
  ) {
    this.roundOf = new Uint8Array(columns.size);
    this.already = this.pass(new Settlement(columns, live), ALREADY);
    this.start = this.market = stressedMarket(live, stress);
  }

  result(): Cascade {
    let more = true;
    while (more && this.rounds.length < PASSES) {
      more = this.close(this.pass(new Settlement(this.columns, this.market), this.told));
    }
    if (more) this.walk();
    const clusters = this.rounds.reduce((sum, round) => sum + round.clusters, 0);
    const { already, rounds, market, roundOf } = this;
    return { already, rounds, market, roundOf, clusters, seized: this.sold };
  }

  private get told(): number {
    return Math.min(this.rounds.length + 1, MOST_TOLD);
  }

  private pass(settlement: Settlement, mark: number): Fall {
    const { columns, roundOf } = this;
    const sum = new AssetSum(columns);
    let clusters = 0;
    for (let row = 0; row < roundOf.length; row++) {
      if (roundOf[row] !== 0 || !settlement.falls(row)) continue;
      roundOf[row] = mark;
      sum.add(row);
      clusters++;
    }
    return { clusters, seized: sum.value };
  }

  /** Records a round and sells; answers whether there may be another. */
  private close({ clusters, seized }: Fall): boolean {
    if (clusters === 0) return false;
    const { start, stress } = this;
    const price = start.priced ? this.market.tokenPrice.value : null;
    this.sold += seized;
    // Where price decides nothing, a sale brings nothing down.
    const from = price === null || stress.depth === null || stress.depth <= 0n ? null : start.tokenPrice.value;
    if (from !== null && stress.depth !== null)
      this.market = atPrice(start, priceAfterSale(from, stress.depth, this.sold));
    const priceAfter = start.priced ? this.market.tokenPrice.value : null;
    this.rounds.push({ round: this.rounds.length + 1, price, priceAfter, clusters, seized });
    return price !== null && priceAfter !== null && priceAfter < price;
  }

  /** The rest in order of fall, each looked at a few times at most: a cascade of very many rounds stays linear. */
  private walk(): void {
    const { columns, roundOf } = this;
    const first = new Settlement(columns, this.market);
    const waiting: number[] = [];
    for (let row = 0; row < roundOf.length; row++) {
      if (roundOf[row] === 0 && Number.isFinite(first.share(row))) waiting.push(row);
    }
    const shares = Float64Array.from(waiting, (row) => first.share(row));
    const order = Uint32Array.from(waiting.keys()).sort((a, b) => shares[a]! - shares[b]!);
    const origin = Number(this.market.tokenPrice.value ?? 0n);
    let next = 0;
    for (let more = true; more;) {
      const settlement = new Settlement(columns, this.market);
      // At this share a row is at its critical threshold now.
      const edge = (origin / Number(this.market.tokenPrice.value ?? 0n)) * (1 + ORDER_BOUND);
      const sum = new AssetSum(columns);
      let clusters = 0;
      for (let i = next; i < order.length && shares[order[i]!]! <= edge; i++) {
        const row = waiting[order[i]!]!;
        if (roundOf[row] === 0 && settlement.falls(row)) {
          roundOf[row] = this.told;
          sum.add(row);
          clusters++;
        }
        if (i === next && roundOf[row] !== 0) next++;
      }
      more = this.close({ clusters, seized: sum.value });
    }
  }
}
