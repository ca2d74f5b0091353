import { Zone } from '../../model/zone';
import { ZONE_WORDS } from '../sentences';
import type { LayoutInput } from './input';
import type { GroupBy } from './layout';
import { ONE_CODE } from './stableSort';
import type { Coding } from './stableSort';

const WHOLE = 'all clusters';
/** Boxes of zones stand from the most to the least endangered; those of names in the order of their names. */
const ZONE_ORDER = [Zone.red, Zone.yellow, Zone.unknown, Zone.green, Zone.exempt, Zone.liquidated] as const;

/** What a group of those without a name is called. */
const NAMELESS: Record<Trait, string> = {
  zone: ZONE_WORDS[Zone.unknown],
  region: 'no region',
  operator: 'no operator',
  class: 'unknown class',
};

/** The group of each row by its place among the groups' names, which is the order of their boxes. Some may have no cluster. */
export interface Grouping extends Coding {
  readonly names: readonly string[];
}

/** Name of a cluster's group. Zones are the network's own, as they are now. */
export function groupNameOf(input: LayoutInput, row: number, by: GroupBy): string {
  return by === 'none' ? WHOLE : nameOf(input, by, keysOf(input, by)[row]!);
}

/** Groups all rows by one of their traits, also those that do not exist. The names are sorted once, no row is looked at. */
export function groupingOf(input: LayoutInput, by: GroupBy): Grouping {
  if (by === 'none') return { ...ONE_CODE, names: [WHOLE] };
  // One more than there are, for whatever has none.
  const most = namesOf(input, by).length;
  const nameOfKey = Array.from({ length: most + 1 }, (_, key) => nameOf(input, by, key));
  const names = by === 'zone' ? ZONE_ORDER.map((zone) => ZONE_WORDS[zone]) : [...new Set(nameOfKey)].sort();
  const codeOfName = new Map<string, number>(names.map((name, code) => [name, code]));
  const codeOf = Uint32Array.from(nameOfKey, (name) => codeOfName.get(name)!);
  return { keys: keysOf(input, by), codeOf, count: names.length, names };
}

type Trait = Exclude<GroupBy, 'none'>;

function nameOf(input: LayoutInput, by: Trait, key: number): string {
  return namesOf(input, by)[key] || NAMELESS[by];
}

function keysOf({ columns, zones }: LayoutInput, by: Trait): Uint8Array | Uint32Array {
  switch (by) {
    case 'zone':
      return zones;
    case 'region':
      return columns.regionAt;
    case 'operator':
      return columns.operatorAt;
    case 'class':
      return columns.classAt;
  }
}

function namesOf({ columns, market }: LayoutInput, by: Trait): readonly string[] {
  switch (by) {
    case 'zone':
      return ZONE_WORDS;
    case 'region':
      return columns.regions;
    case 'operator':
      return columns.operators;
    case 'class':
      return market.classes.map(({ name }) => name);
  }
}
