export interface SlotRow {
  readonly row: number;
  readonly id: bigint;
  /** What the group is named by: region, class or operator. */
  readonly group: string;
}

export interface SlotGroup {
  readonly name: string;
  readonly capacity: number;
  /** Row in each slot used so far, −1 where its cluster is gone. */
  readonly slots: number[];
  readonly overflow: boolean;
}

const SPARE = 1.25;
const OVERFLOW_NAME = 'since the last layout';

/** Room for `count` and a quarter more, in coarse steps so that viewers who came at different times agree. */
export function capacityFor(count: number): number {
  let capacity = 4;
  while (capacity < Math.ceil(count * SPARE)) capacity += capacity < 16 ? 2 : capacity < 64 ? 4 : 8;
  return capacity;
}

/**
 * Which slot each cluster has (spec 2.6): its ordinal by id in its group, fixed until the user lays out anew. A slot is never
 * given to another; who comes when its group is full goes to a box at the end.
 */
export class SlotPlan {
  readonly groups: SlotGroup[] = [];
  private readonly byName = new Map<string, number>();
  private readonly place = new Map<number, { group: number; slot: number }>();
  private overflowAt = -1;

  constructor(rows: readonly SlotRow[]) {
    const byGroup = new Map<string, SlotRow[]>();
    for (const row of rows) {
      const members = byGroup.get(row.group);
      if (members) members.push(row);
      else byGroup.set(row.group, [row]);
    }
    for (const name of [...byGroup.keys()].sort()) {
      const members = byGroup.get(name)!.sort(byId);
      this.byName.set(name, this.open(name, capacityFor(members.length), false));
      for (const member of members) this.take(this.byName.get(name)!, member.row);
    }
  }

  /** Finds slots for rows that have none yet; true when any was new. */
  admit(rows: readonly SlotRow[]): boolean {
    const newcomers = rows.filter((r) => !this.place.has(r.row)).sort(byId);
    for (const { row, group } of newcomers) {
      const home = this.byName.get(group);
      const free = home !== undefined && this.groups[home]!.slots.length < this.groups[home]!.capacity;
      this.take(free ? home : this.overflow(), row);
    }
    return newcomers.length > 0;
  }

  /** Group and slot of a row, or undefined for one that was never admitted. */
  of(row: number): { group: number; slot: number } | undefined {
    return this.place.get(row);
  }

  /** Clusters in the box at the end. */
  get overflowed(): number {
    return this.overflowAt < 0 ? 0 : this.groups[this.overflowAt]!.slots.length;
  }

  private overflow(): number {
    if (this.overflowAt < 0) this.overflowAt = this.open(OVERFLOW_NAME, Number.POSITIVE_INFINITY, true);
    return this.overflowAt;
  }

  private open(name: string, capacity: number, overflow: boolean): number {
    return this.groups.push({ name, capacity, slots: [], overflow }) - 1;
  }

  private take(group: number, row: number): void {
    const { slots } = this.groups[group]!;
    this.place.set(row, { group, slot: slots.length });
    slots.push(row);
  }
}

function byId(a: SlotRow, b: SlotRow): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
