import { groupNameOf, groupingOf } from './grouping';
import type { Grouping } from './grouping';
import type { LayoutInput } from './input';
import type { Arrangement, GroupBy } from './layout';
import { bucketed, codeAt } from './stableSort';
import type { Coding } from './stableSort';

/** A group without groups in it: `count` rows from `start` on in the partition's `rows`. */
export interface Leaf {
  readonly name: string;
  readonly outer: number;
  readonly start: number;
  readonly count: number;
}

/** An outer group: its leaves, side by side. With one level it is its only leaf. */
export interface Outer {
  readonly name: string;
  readonly first: number;
  readonly end: number;
}

/** Who belongs where at an act of the user. */
export interface Partition {
  readonly levels: Levels;
  readonly outers: readonly Outer[];
  readonly leaves: readonly Leaf[];
  /** All rows, leaf after leaf, each leaf's in the order in which they were given, or in that of `Order`. */
  readonly rows: Uint32Array;
}

export interface Levels {
  readonly outer: GroupBy;
  /** `none` where there is one level. */
  readonly inner: GroupBy;
}

/** An inner level alone is an outer one; the same twice is one. */
export function levelsOf({ group, within }: Arrangement): Levels {
  if (group === 'none') return { outer: within, inner: 'none' };
  return { outer: group, inner: within === group ? 'none' : within };
}

/** One text for a cluster's leaf, by which newcomers find it. */
export function leafKeyOf(input: LayoutInput, row: number, { outer, inner }: Levels): string {
  return leafKey(groupNameOf(input, row, outer), inner === 'none' ? null : groupNameOf(input, row, inner));
}

/** Leaves by their keys. */
export function leavesByKey({ outers, leaves, levels }: Partition): Map<string, number> {
  const one = levels.inner === 'none';
  return new Map(leaves.map(({ name, outer }, g) => [leafKey(outers[outer]!.name, one ? null : name), g]));
}

function leafKey(outer: string, inner: string | null): string {
  return inner === null ? outer : `${outer}\u0000${inner}`;
}

/** Sorts rows in place by ascending code and, within a code, as it likes. */
export type Order = (rows: Uint32Array, coding: Coding) => void;

/**
 * Divides `rows` into groups of one or two levels. Inside a group they keep their order, or have the one that `order` gives them.
 * `rows` are not the caller's any more.
 */
export function partition(
  input: LayoutInput,
  rows: Uint32Array,
  levels: Levels,
  order: Order | null = null,
): Partition {
  const outer = groupingOf(input, levels.outer);
  const inner = groupingOf(input, levels.inner);
  const sorted = dividedBy(rows, outer, inner, order);
  const outers: Outer[] = [];
  const leaves: Leaf[] = [];
  let start = 0;
  while (start < sorted.length) {
    const code = codeAt(outer, sorted[start]!);
    const end = endOf(sorted, outer, start, sorted.length);
    const first = leaves.length;
    while (start < end) {
      const name = levels.inner === 'none' ? outer.names[code]! : inner.names[codeAt(inner, sorted[start]!)]!;
      const next = endOf(sorted, inner, start, end);
      leaves.push({ name, outer: outers.length, start, count: next - start });
      start = next;
    }
    outers.push({ name: outer.names[code]!, first, end: leaves.length });
  }
  return { levels, outers, leaves, rows: sorted };
}

/** Rows by outer group, then by inner group, then as they stood or as `order` has them. */
function dividedBy(rows: Uint32Array, outer: Grouping, inner: Grouping, order: Order | null): Uint32Array {
  if (!order) return bucketed(bucketed(rows, inner), outer);
  const one = inner.keys === null;
  order(rows, one ? outer : inner);
  return one ? rows : bucketed(rows, outer);
}

/** Where the code that begins at `start` ends, before `limit`; `rows` are sorted by code in between. By bisection. */
function endOf(rows: Uint32Array, coding: Coding, start: number, limit: number): number {
  const code = codeAt(coding, rows[start]!);
  let [low, high] = [start + 1, limit];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (codeAt(coding, rows[middle]!) === code) low = middle + 1;
    else high = middle;
  }
  return low;
}
