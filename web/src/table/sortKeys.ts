import type { Columns } from '../model/columns';
import { NOWHERE } from '../model/columns';
import type { Picture, Reading } from '../model/picture';
import { Zone } from '../model/zone';
import type { ColumnKey } from './columnKeys';

/** What no block changes: a table sorted by it is never out of order. */
export const FIXED: ReadonlySet<ColumnKey> = new Set(['name', 'class', 'region', 'operator', 'id']);

/** A column as doubles, and what decides where these are too near to each other. */
export interface SortKeys {
  /** By row; NaN where the cell is empty. */
  readonly values: Float64Array;
  /** How far a value may be from the truth; null where doubles of distinct truths that differ are in the right order. */
  readonly doubt: Float64Array | null;
  /** The truth of a row whose value is a number; null where the doubles are the truth. */
  readonly exact: ((row: number) => bigint) | null;
}

/** Danger first: red, warning, unknown, safe, exempt, liquidated. */
const SEVERITY: readonly number[] = [3, 1, 0, 2, 4, 5];
/** Five roundings to a double, and room. */
const ULPS = 2 ** -49;
const words = new Intl.Collator('en', { numeric: true });

/** Places of words in reading order; equal words share one. */
function ranks(all: readonly string[]): Float64Array {
  const order = all.map((_, i) => i).sort((a, b) => words.compare(all[a]!, all[b]!));
  const rank = new Float64Array(all.length);
  order.forEach((at, i) => {
    const before = order[i - 1];
    rank[at] = before !== undefined && words.compare(all[before]!, all[at]!) === 0 ? rank[before]! : i;
  });
  return rank;
}

function byWord(columns: Columns, at: Uint32Array, all: readonly string[]): SortKeys {
  const rank = ranks(all);
  const values = new Float64Array(columns.size);
  for (let row = 0; row < values.length; row++) values[row] = at[row] === NOWHERE ? Number.NaN : rank[at[row]!]!;
  return plain(values);
}

function plain(values: Float64Array): SortKeys {
  return { values, doubt: null, exact: null };
}

function each(columns: Columns, value: (row: number) => number): Float64Array {
  const values = new Float64Array(columns.size);
  for (let row = 0; row < values.length; row++) values[row] = columns.present[row] ? value(row) : Number.NaN;
  return values;
}

/** The column by which rows are to be sorted. Doubles are a filter: `exact` decides what they can't tell apart. */
export function sortKeys(picture: Picture, key: ColumnKey): SortKeys {
  const columns = picture.columns;
  const { zones, market } = picture;
  switch (key) {
    case 'name':
      return plain(ranks(Array.from({ length: columns.size }, (_, row) => columns.name(row))));
    case 'id':
      return plain(new Float64Array(idRanks(columns)));
    case 'zone':
      return plain(each(columns, (row) => SEVERITY[zones[row]!]!));
    case 'nodes':
      return plain(each(columns, (row) => columns.nodes[row]!));
    case 'gpus':
      return plain(each(columns, (row) => columns.gpus[row]!));
    case 'queue':
      return plain(each(columns, (row) => columns.queueState[row]! || Number.NaN));
    case 'deadline':
      return plain(each(columns, (row) => columns.deadline[row]! || Number.NaN));
    case 'class': {
      const names = market.classes.map(({ name }) => name);
      return byWord(columns, columns.classAt, names);
    }
    case 'region':
      return byWord(columns, columns.regionAt, columns.regions);
    case 'operator':
      return byWord(columns, columns.operatorAt, columns.operators);
    default:
      return amountKeys(picture, columns, key);
  }
}

type AmountKey = 'ratio' | 'settlement' | 'headroom' | 'collateral' | 'rewards' | 'gas' | 'requirement';

function amountKeys(picture: Picture, columns: Columns, key: AmountKey): SortKeys {
  const { assets, collateral } = columns;
  const read =
    (of: (reading: Reading) => bigint | null) =>
    (row: number): bigint => {
      const reading = picture.reading(row);
      return (reading && of(reading)) ?? 0n;
    };
  switch (key) {
    case 'collateral':
      return { values: each(columns, (row) => collateral[row]!), doubt: null, exact: read((r) => r.terms.collateral) };
    case 'rewards': {
      const values = each(columns, (row) => assets[row]! - collateral[row]!);
      return { values, doubt: assets.map((a) => a * ULPS), exact: read((r) => r.terms.rewards) };
    }
    case 'gas': {
      // One price per node: as many nodes, so much gas.
      const known = picture.market.gasModelled && picture.market.baseFee !== null;
      const cost = (row: number): number => (picture.zones[row] === Zone.liquidated ? 0 : columns.nodes[row]!);
      return plain(each(columns, known ? cost : () => Number.NaN));
    }
    default:
      return ratioKeys(picture, columns, key, read);
  }
}

function ratioKeys(
  picture: Picture,
  columns: Columns,
  key: 'ratio' | 'settlement' | 'headroom' | 'requirement',
  read: (of: (reading: Reading) => bigint | null) => (row: number) => bigint,
): SortKeys {
  const { zones, shades, market } = picture;
  const { assets } = columns;
  const required = picture.requirements();
  const critical = Number(market.criticalBps) / 1e4;
  const coloured = (row: number): boolean => zones[row]! <= Zone.red;
  const doubt = (scale: (row: number) => number, more = 0): Float64Array =>
    each(columns, (row) => (coloured(row) ? scale(row) * ULPS + more : 0));
  switch (key) {
    case 'ratio': {
      // Red with no ratio is red whatever gas costs: no floor is known, so it is the worst.
      const none = (row: number): number => (zones[row] === Zone.red ? Number.NEGATIVE_INFINITY : Number.NaN);
      const values = each(columns, (row) => (Number.isNaN(shades[row]!) ? none(row) : shades[row]!));
      return { values, doubt: doubt((row) => (4 * assets[row]!) / required[row]!), exact: read((r) => r.ratio) };
    }
    case 'settlement': {
      const values = each(columns, (row) => (coloured(row) ? assets[row]! / required[row]! : Number.NaN));
      return { values, doubt: doubt((row) => 4 * values[row]!), exact: read((r) => r.settlementRatio) };
    }
    case 'headroom': {
      const room = (row: number): number => assets[row]! - required[row]! * critical;
      const values = each(columns, (row) =>
        coloured(row) ? room(row) : zones[row] === Zone.exempt ? assets[row]! : Number.NaN,
      );
      // `needed` is rounded up, and so is what it is taken from here: by less than 1 + critical base units.
      const bound = doubt((row) => 2 * (assets[row]! + required[row]! * critical), 2 + critical);
      return { values, doubt: bound, exact: read((r) => r.headroom) };
    }
    case 'requirement': {
      const known = (row: number): boolean => coloured(row) || zones[row] === Zone.exempt;
      const values = each(columns, (row) => (known(row) ? required[row]! : Number.NaN));
      return { values, doubt: doubt((row) => 4 * required[row]!, 2), exact: read((r) => r.requiredTokens) };
    }
  }
}

/** Each row's place by ascending id. */
export function idRanks(columns: Columns): Uint32Array {
  const rank = new Uint32Array(columns.size);
  columns.byId.forEach((row, i) => (rank[row] = i));
  return rank;
}
