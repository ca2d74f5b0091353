import { Zone } from '../../model/zone';
import { ZONE_WORDS } from '../sentences';
import type { LayoutInput } from './input';
import type { GroupBy } from './layout';

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

/** The group of each row by its place among the groups' names. */
export interface Grouping {
  /** By row; below `names.length`. */
  readonly codes: Uint32Array;
  /** In the order of their boxes. Some may have no cluster. */
  readonly names: readonly string[];
}

/** Name of a cluster's group. Zones are the network's own, as they are now. */
export function groupNameOf(input: LayoutInput, row: number, by: GroupBy): string {
  return by === 'none' ? WHOLE : nameOf(input, by, keysOf(input, by)[row]!);
}

/** Groups all rows by one of their traits, also those that do not exist. One pass, and the names are sorted once. */
export function groupingOf(input: LayoutInput, by: GroupBy): Grouping {
  const { size } = input.columns;
  const codes = new Uint32Array(size);
  if (by === 'none') return { codes, names: [WHOLE] };
  const keys = keysOf(input, by);
  // One more than there are, for whatever has none.
  const most = namesOf(input, by).length;
  const nameOfKey = Array.from({ length: most + 1 }, (_, key) => nameOf(input, by, key));
  const names = by === 'zone' ? ZONE_ORDER.map((zone) => ZONE_WORDS[zone]) : [...new Set(nameOfKey)].sort();
  const codeOfName = new Map<string, number>(names.map((name, code) => [name, code]));
  const codeOf = Uint32Array.from(nameOfKey, (name) => codeOfName.get(name)!);
  for (let row = 0; row < size; row++) {
    const key = keys[row]!;
    codes[row] = codeOf[key < most ? key : most]!;
  }
  return { codes, names };
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
