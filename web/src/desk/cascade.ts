import type { Columns } from '../model/columns';
import type { Market } from '../model/market';
import { AssetSum } from './assetSum';
import { once } from './once';
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

/** Rounds that look through all rows; a cascade that goes on after them is walked in order of fall. */
const LOOKS = 48;
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

/** What is below critical in a market: 1 by row, and the sum. Kept while neither changes, as under a dragged slider. */
const belowNow = once((columns: Columns, live: Market): { readonly rows: Uint8Array; readonly sum: Fall } => {
  const settlement = new Settlement(columns, live);
  const rows = new Uint8Array(columns.size);
  const sum = new AssetSum(columns);
  let clusters = 0;
  for (let row = 0; row < rows.length; row++) {
    if (!settlement.falls(row)) continue;
    rows[row] = ALREADY;
    sum.add(row);
    clusters++;
  }
  return { rows, sum: { clusters, seized: sum.value } };
});

class Run {
  private readonly roundOf: Uint8Array;
  private readonly already: Fall;
  private readonly start: Market;
  /**
   * By row: where it falls, as a share of what critical asks at the stressed price; NaN for what cannot fall any more. Empty while
   * there is no second round.
   */
  private shares = new Float64Array(0);
  private readonly rounds: Round[] = [];
  private market: Market;
  private sold = 0n;

  constructor(
    private readonly columns: Columns,
    live: Market,
    private readonly stress: Stress,
  ) {
    const { rows, sum } = belowNow(columns, live);
    this.roundOf = rows.slice();
    this.already = sum;
    this.start = this.market = stressedMarket(live, stress);
  }

  result(): Cascade {
    let more = this.first();
    while (more && this.rounds.length < LOOKS) more = this.look();
    if (more) this.walk();
    const clusters = this.rounds.reduce((sum, round) => sum + round.clusters, 0);
    const { already, rounds, market, roundOf } = this;
    return { already, rounds, market, roundOf, clusters, seized: this.sold };
  }

  /** At this share a row is at its critical threshold now, doubt included. */
  private get edge(): number {
    const [from, now] = [this.start, this.market].map((at) => (at.priced ? Number(at.tokenPrice.value ?? 0n) : 1));
    return (from! / now!) * (1 + ORDER_BOUND);
  }

  /** The first round asks every row; answers whether there may be another. */
  private first(): boolean {
    const { columns, roundOf } = this;
    const round = this.open();
    for (let row = 0; row < roundOf.length; row++) if (roundOf[row] !== ALREADY) round.ask(row);
    const more = this.close(round.fall);
    if (!more) return false;
    const shares = (this.shares = new Float64Array(columns.size));
    const settlement = new Settlement(columns, this.start);
    for (let row = 0; row < roundOf.length; row++)
      shares[row] = roundOf[row] !== 0 ? Number.NaN : settlement.share(row);
    return true;
  }

  /** One round over all rows; answers whether there may be another. */
  private look(): boolean {
    const { shares, edge } = this;
    const round = this.open();
    for (let row = 0; row < shares.length; row++) if (shares[row]! <= edge) round.ask(row);
    return this.close(round.fall);
  }

  private open(): { ask(row: number): void; readonly fall: Fall } {
    const { columns, shares, roundOf } = this;
    const settlement = new Settlement(columns, this.market);
    const told = Math.min(this.rounds.length + 1, MOST_TOLD);
    const sum = new AssetSum(columns);
    let clusters = 0;
    return {
      ask(row: number): void {
        if (!settlement.falls(row)) return;
        roundOf[row] = told;
        if (row < shares.length) shares[row] = Number.NaN;
        sum.add(row);
        clusters++;
      },
      get fall(): Fall {
        return { clusters, seized: sum.value };
      },
    };
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

  /** The rest in order of fall, so that a cascade of very many rounds looks at each row a few times at most. */
  private walk(): void {
    const { shares } = this;
    const order = Uint32Array.from(shares.keys())
      .filter((row) => !Number.isNaN(shares[row]!))
      .sort((a, b) => shares[a]! - shares[b]!);
    let next = 0;
    for (let more = true; more;) {
      const { edge } = this;
      const round = this.open();
      for (let i = next; i < order.length; i++) {
        const row = order[i]!;
        if (shares[row]! > edge) break;
        if (!Number.isNaN(shares[row]!)) round.ask(row);
        if (i === next && Number.isNaN(shares[row]!)) next++;
      }
      more = this.close(round.fall);
    }
  }
}
