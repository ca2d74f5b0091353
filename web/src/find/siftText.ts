import type { Columns } from '../model/columns';
import { NOWHERE } from '../model/columns';
import type { Filter } from './condition';
import type { Sifted } from './matches';

type TextFilter = Extract<Filter, { kind: 'text' }>;

/** Whether a text contains the value, or is it; upper and lower case are one. */
export function matcher(value: string, exact: boolean): RegExp {
  const literal = value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(exact ? `^${literal}$` : literal, 'i');
}

/** Ids as text, by row; as long as no cluster comes they are the same, and making them costs more than asking them. */
const kept = new WeakMap<Uint32Array, readonly string[]>();

function idsOf(columns: Columns): readonly string[] {
  let ids = kept.get(columns.byId);
  if (!ids) {
    ids = Array.from({ length: columns.size }, (_, row) => columns.id(row));
    kept.set(columns.byId, ids);
  }
  return ids;
}

/** A dictionary's words are asked once each; `other` answers for rows that have none of them. */
function siftWords(
  at: Uint32Array,
  words: readonly string[],
  pattern: RegExp,
  other: (row: number) => string,
  into: Uint8Array,
  size: number,
): void {
  const table = Uint8Array.from(words, (word) => (pattern.test(word) ? 1 : 0));
  for (let row = 0; row < size; row++) {
    const index = at[row]!;
    into[row] = index === NOWHERE ? Number(pattern.test(other(row))) : table[index]!;
  }
}

/** What the map's headings call a cluster without a region. */
export const NO_REGION = 'no region';

export function siftText({ field, value, exact }: TextFilter, picture: Sifted, into: Uint8Array): void {
  const { columns, market } = picture;
  const { size } = columns;
  const pattern = matcher(value, exact);
  switch (field) {
    case 'class':
      return siftWords(
        columns.classAt,
        market.classes.map(({ name }) => name),
        pattern,
        (row) => `class ${columns.terms(row)?.info.classId ?? ''}`,
        into,
        size,
      );
    case 'region':
      return siftWords(
        columns.regionAt,
        columns.regions.map((region) => region || NO_REGION),
        pattern,
        () => NO_REGION,
        into,
        size,
      );
    case 'operator':
      return siftWords(columns.operatorAt, columns.operators, pattern, () => '', into, size);
    case 'name':
      for (let row = 0; row < size; row++) into[row] = Number(pattern.test(columns.name(row)));
      return;
    case 'id':
      idsOf(columns).forEach((id, row) => (into[row] = Number(pattern.test(id))));
      return;
  }
}

/** A word by itself: name, operator or id contain it. */
export function siftWord(value: string, picture: Sifted, into: Uint8Array): void {
  const { columns } = picture;
  const pattern = matcher(value, false);
  siftText({ kind: 'text', field: 'operator', exact: false, value }, picture, into);
  // An id is digits: any other word is in none.
  const ids = /^\d+$/.test(value) ? idsOf(columns) : null;
  for (let row = 0; row < columns.size; row++)
    if (!into[row]) into[row] = Number(pattern.test(columns.name(row)) || (ids !== null && pattern.test(ids[row]!)));
}
