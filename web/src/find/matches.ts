import type { Columns } from '../model/columns';
import type { Market } from '../model/market';
import type { Reading } from '../model/picture';
import type { QueueState } from '../model/zone';
import { QueueState as Queue, Zone, isQueued } from '../model/zone';
import type { Filter, QueuePlace, State } from './condition';
import { mineRows } from './mineRows';
import { siftNumber } from './siftNumber';
import { siftText, siftWord } from './siftText';

/** What a filter is asked of: a picture of the network at the end of one block. */
export interface Sifted {
  readonly columns: Columns;
  readonly market: Market;
  readonly zones: Uint8Array;
  readonly shades: Float64Array;
  /** Exact, of one row; null where the cluster does not exist. */
  reading(row: number): Reading | null;
}

const PLACES: Record<Exclude<QueuePlace, 'queue'>, QueueState> = {
  grace: Queue.grace,
  due: Queue.due,
  blocked: Queue.blocked,
  recovered: Queue.recovered,
};

/**
 * Writes into `into` (at least one byte for each row) 1 where the cluster exists and meets the filter, else 0; returns how many do.
 * What is not known meets no comparison, and meets `not` of it. `mine`: wallet addresses and cluster ids. `confirmed`: the confirmed
 * block's picture, for `is:unconfirmed`; without it nothing is unconfirmed.
 */
export function matchesOf(
  filter: Filter,
  picture: Sifted,
  mine: readonly string[],
  into: Uint8Array,
  confirmed: Sifted | null = null,
): number {
  const { size, present } = picture.columns;
  new Sieve(picture, mine, confirmed).sift(filter, into);
  let count = 0;
  for (let row = 0; row < size; row++) count += into[row]! &= present[row]!;
  return count;
}

class Sieve {
  private readonly size: number;
  private readonly spare: Uint8Array[] = [];

  constructor(
    private readonly picture: Sifted,
    private readonly mine: readonly string[],
    private readonly confirmed: Sifted | null,
  ) {
    this.size = picture.columns.size;
  }

  /** Rows that do not exist get any answer. */
  sift(filter: Filter, into: Uint8Array): void {
    const { picture, size } = this;
    switch (filter.kind) {
      case 'all':
      case 'any':
        return this.join(filter.of, filter.kind === 'all', into);
      case 'not':
        this.sift(filter.of, into);
        for (let row = 0; row < size; row++) into[row]! ^= 1;
        return;
      case 'number':
        return siftNumber(filter, picture, into);
      case 'text':
        return siftText(filter, picture, into);
      case 'word':
        return siftWord(filter.value, picture, into);
      case 'zone':
        return this.zone(filter.zone, into);
      case 'in':
        return this.place(filter.place, into);
      case 'is':
        return this.state(filter.state, into);
      case 'mine':
        return mineRows(picture.columns, this.mine, into);
    }
  }

  private join(parts: readonly Filter[], all: boolean, into: Uint8Array): void {
    const { size } = this;
    into.fill(all ? 1 : 0, 0, size);
    const part = this.spare.pop() ?? new Uint8Array(size);
    for (const filter of parts) {
      this.sift(filter, part);
      if (all) for (let row = 0; row < size; row++) into[row]! &= part[row]!;
      else for (let row = 0; row < size; row++) into[row]! |= part[row]!;
    }
    this.spare.push(part);
  }

  private zone(zone: Zone, into: Uint8Array): void {
    const { zones } = this.picture;
    for (let row = 0; row < this.size; row++) into[row] = zones[row] === zone ? 1 : 0;
  }

  private place(place: QueuePlace, into: Uint8Array): void {
    const { queueState } = this.picture.columns;
    const table = Uint8Array.from(Object.values(Queue), (state) =>
      (place === 'queue' ? isQueued(state) : state === PLACES[place]) ? 1 : 0,
    );
    for (let row = 0; row < this.size; row++) into[row] = table[queueState[row]!] ?? 0;
  }

  private state(state: State, into: Uint8Array): void {
    if (state === 'unknown') return this.zone(Zone.unknown, into);
    if (state === 'disputed') return into.set(this.picture.columns.disputed.subarray(0, this.size));
    const { confirmed, picture, size } = this;
    if (confirmed === null) return void into.fill(0, 0, size);
    const before = confirmed.columns;
    for (let row = 0; row < size; row++) {
      const same =
        row < before.size &&
        confirmed.zones[row] === picture.zones[row] &&
        before.queueState[row] === picture.columns.queueState[row];
      into[row] = same ? 0 : 1;
    }
  }
}
