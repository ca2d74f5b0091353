import { groupNameOf, groupingOf } from './grouping';
import type { LayoutInput } from './input';
import type { Arrangement, GroupBy } from './layout';
import { bucketed } from './stableSort';

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
  /** All rows, leaf after leaf, each leaf's in the order in which they were given. */
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

/** Divides `rows` into groups of one or two levels; inside a group they keep their order. */
export function partition(input: LayoutInput, rows: Uint32Array, levels: Levels): Partition {
  const outer = groupingOf(input, levels.outer);
  const inner = groupingOf(input, levels.inner);
  const within = levels.inner === 'none' ? rows : bucketed(rows, inner.codes, inner.names.length);
  const sorted = bucketed(within, outer.codes, outer.names.length);
  const outers: Outer[] = [];
  const leaves: Leaf[] = [];
  for (let start = 0; start < sorted.length;) {
    const code = outer.codes[sorted[start]!]!;
    const first = leaves.length;
    let at = start;
    while (at < sorted.length && outer.codes[sorted[at]!] === code) {
      const innerCode = inner.codes[sorted[at]!]!;
      const from = at;
      while (at < sorted.length && outer.codes[sorted[at]!] === code && inner.codes[sorted[at]!] === innerCode) at++;
      const name = levels.inner === 'none' ? outer.names[code]! : inner.names[innerCode]!;
      leaves.push({ name, outer: outers.length, start: from, count: at - from });
    }
    outers.push({ name: outer.names[code]!, first, end: leaves.length });
    start = at;
  }
  return { levels, outers, leaves, rows: sorted };
}
