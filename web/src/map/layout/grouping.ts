import { Zone } from '../../model/zone';
import { ZONE_WORDS } from '../sentences';
import type { LayoutInput } from './input';
import type { GroupBy } from './layout';

const WHOLE = 'all clusters';
/** Boxes of zones stand from the most to the least endangered; those of names in the order of their names. */
const ZONE_ORDER = [Zone.red, Zone.yellow, Zone.unknown, Zone.green, Zone.exempt, Zone.liquidated] as const;

/** The group of each row by its place among the groups' names. */
export interface Grouping {
  /** By row; below `names.length` wherever the cluster exists. */
  readonly codes: Uint32Array;
  readonly names: readonly string[];
}

/** Name of a cluster's group. Zones are the network's own, as they are now. */
export function groupNameOf(input: LayoutInput, row: number, by: GroupBy): string {
  const { columns, market } = input;
  switch (by) {
    case 'none':
      return WHOLE;
    case 'zone':
      return ZONE_WORDS[input.zones[row]!] ?? ZONE_WORDS[Zone.unknown];
    case 'region':
      return columns.regions[columns.regionAt[row]!] || 'no region';
    case 'operator':
      return columns.operators[columns.operatorAt[row]!] || 'no operator';
    case 'class':
      return market.classes[columns.classAt[row]!]?.name || 'unknown class';
  }
}

/** Groups all rows that exist by one of their traits. Linear in the rows, and the names are sorted once. */
export function groupingOf(input: LayoutInput, by: GroupBy): Grouping {
  const { columns } = input;
  const { size, present } = columns;
  const codes = new Uint32Array(size);
  if (by === 'none') return { codes, names: [WHOLE] };
  const [keys, keyCount] = keysOf(input, by);
  // By key, with one more for whatever has none: first which occur, then where each stands among the names.
  const seen = new Int32Array(keyCount + 1).fill(-1);
  for (let row = 0; row < size; row++)
    if (present[row] === 1) seen[keys[row]! < keyCount ? keys[row]! : keyCount] = row;
  const byName = new Map<string, number>();
  for (const row of seen) if (row >= 0) byName.set(groupNameOf(input, row, by), 0);
  const names = by === 'zone' ? ZONE_ORDER.map((z) => ZONE_WORDS[z]) : [...byName.keys()].sort();
  const used = names.filter((name) => byName.has(name));
  used.forEach((name, at) => byName.set(name, at));
  const codeOf = new Uint32Array(keyCount + 1);
  seen.forEach((row, key) => {
    if (row >= 0) codeOf[key] = byName.get(groupNameOf(input, row, by))!;
  });
  for (let row = 0; row < size; row++)
    if (present[row] === 1) codes[row] = codeOf[keys[row]! < keyCount ? keys[row]! : keyCount]!;
  return { codes, names: used };
}

function keysOf({ columns, market, zones }: LayoutInput, by: Exclude<GroupBy, 'none'>): [ArrayLike<number>, number] {
  switch (by) {
    case 'zone':
      return [zones, ZONE_WORDS.length];
    case 'region':
      return [columns.regionAt, columns.regions.length];
    case 'operator':
      return [columns.operatorAt, columns.operators.length];
    case 'class':
      return [columns.classAt, market.classes.length];
  }
}
