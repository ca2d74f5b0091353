import type { LayoutInput } from './input';
import { NONE } from './input';
import type { Partition } from './partition';
import { leafKeyOf, leavesByKey } from './partition';

export const OVERFLOW_NAME = 'since the last layout';
const SPARE = 1.25;

/**
 * Room for `count` and a quarter more, in coarse steps (about a sixteenth at any size) so that viewers who came at different times
 * agree.
 */
export function capacityFor(count: number): number {
  const wanted = Math.max(4, Math.ceil(count * SPARE));
  if (wanted <= 16) return wanted + (wanted % 2);
  const step = wanted <= 64 ? 4 : Math.max(8, 2 ** (Math.floor(Math.log2(wanted)) - 4));
  return Math.ceil(wanted / step) * step;
}

/**
 * Which slot each cluster has (spec 2.6): its ordinal in its group, fixed until the user lays out anew. A slot is never given to
 * another; who comes when its group is full goes to a box at the end. Slots of all groups lie one after another in `rows`.
 */
export class SlotPlan {
  /** Slots of leaf g begin at `first[g]`; `first[leaves]` is where the box at the end begins. */
  readonly first: Uint32Array;
  /** Slots taken so far, by leaf; ghosts keep theirs. */
  readonly used: Uint32Array;
  /** The row in each slot, NONE in a free one; the overflow apart. */
  readonly rows: Uint32Array;
  /** Rows of the box at the end. */
  readonly overflow: number[] = [];
  private readonly leafOfKey: ReadonlyMap<string, number>;
  /** By row, made when first asked for: most plans meet neither a newcomer nor an arrow key. */
  private places: Uint32Array | null = null;
  /** Who was there when newcomers were looked for last. */
  private seen: Uint8Array | null;

  constructor(
    readonly partition: Partition,
    private size: number,
    present: Uint8Array | null = null,
  ) {
    this.seen = present;
    const { leaves } = partition;
    this.leafOfKey = leavesByKey(partition);
    this.first = new Uint32Array(leaves.length + 1);
    this.used = new Uint32Array(leaves.length);
    leaves.forEach(({ count }, g) => {
      this.first[g + 1] = this.first[g]! + capacityFor(count);
    });
    this.rows = new Uint32Array(this.first[leaves.length]!);
    leaves.forEach(({ start, count }, g) => {
      const at = this.first[g]!;
      this.rows.set(partition.rows.subarray(start, start + count), at);
      this.rows.fill(NONE, at + count, this.first[g + 1]!);
      this.used[g] = count;
    });
  }

  get leafCount(): number {
    return this.used.length;
  }

  capacity(leaf: number): number {
    return this.first[leaf + 1]! - this.first[leaf]!;
  }

  /** Finds places for clusters that have none, by ascending id; true when any was new. */
  admit(input: LayoutInput): boolean {
    const { size, byId, present } = input.columns;
    if (present === this.seen) return false;
    this.seen = present;
    const places = this.placesFor(size);
    let any = false;
    for (let i = 0; i < byId.length; i++) {
      const row = byId[i]!;
      if (present[row] !== 1 || places[row] !== NONE) continue;
      any = true;
      places[row] = this.take(row, this.leafOfKey.get(leafKeyOf(input, row, this.partition.levels)));
    }
    return any;
  }

  /** Where in `rows` a cluster is; beyond it, in the overflow; NONE for one that was never admitted. */
  placeOf(row: number): number {
    return this.placesFor(this.size)[row] ?? NONE;
  }

  /** The leaf of a place, `leafCount` for the overflow. */
  leafAt(place: number): number {
    let low = 0;
    let high = this.leafCount;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.first[middle + 1]! <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Places that were taken in a leaf or, for `leafCount`, in the overflow. */
  usedIn(leaf: number): number {
    return leaf < this.leafCount ? this.used[leaf]! : this.overflow.length;
  }

  /** The rows that a leaf or, for `leafCount`, the overflow holds, in the order of their places. */
  rowsIn(leaf: number): ArrayLike<number> {
    if (leaf === this.leafCount) return this.overflow;
    return this.rows.subarray(this.first[leaf]!, this.first[leaf]! + this.used[leaf]!);
  }

  /** The row at a place. */
  rowAt(place: number): number {
    return place < this.rows.length ? this.rows[place]! : this.overflow[place - this.rows.length]!;
  }

  /** The places of `size` rows. */
  private placesFor(size: number): Uint32Array {
    const known = this.places;
    if (known && known.length >= size) return known;
    const places = new Uint32Array(size).fill(NONE);
    if (known) places.set(known);
    else
      for (let place = 0; place < this.rows.length; place++)
        if (this.rows[place] !== NONE) places[this.rows[place]!] = place;
    this.size = size;
    return (this.places = places);
  }

  /** Gives a row a place, and says which. */
  private take(row: number, leaf: number | undefined): number {
    if (leaf === undefined || this.used[leaf]! >= this.capacity(leaf))
      return this.rows.length + this.overflow.push(row) - 1;
    const place = this.first[leaf]! + this.used[leaf]!++;
    this.rows[place] = row;
    return place;
  }
}
