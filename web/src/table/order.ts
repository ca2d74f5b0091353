import type { Picture } from '../model/picture';
import { Picture as Pictures } from '../model/picture';
import type { ColumnKey, Sort } from './columnKeys';
import { FIXED, idRanks, sortKeys } from './sortKeys';

/** What a column first sorts to: the danger, the most, or the beginning. */
export function firstDirection(key: ColumnKey): Sort {
  return { key, descending: ['collateral', 'rewards', 'gas', 'requirement', 'nodes', 'gpus'].includes(key) };
}

/**
 * Which of two rows comes first, < 0 for `a`; total: rows without a value are last in either direction, ties go by ascending id.
 * Exact: where doubles are too near, integers decide.
 */
export function comparison(picture: Picture, { key, descending }: Sort): (a: number, b: number) => number {
  const { values, doubt, exact } = sortKeys(picture, key);
  const ids = idRanks(picture.columns);
  const sign = descending ? -1 : 1;
  return (a, b) => {
    const [x, y] = [values[a]!, values[b]!];
    const [noX, noY] = [Number.isNaN(x), Number.isNaN(y)];
    if (noX || noY) return noX && noY ? ids[a]! - ids[b]! : noX ? 1 : -1;
    const apart = Math.abs(x - y);
    // Two infinities are no distance apart; their difference is NaN.
    if (apart > (doubt ? doubt[a]! + doubt[b]! : 0)) return x < y ? -sign : sign;
    if (exact && x !== Number.NEGATIVE_INFINITY) {
      const [p, q] = [exact(a), exact(b)];
      if (p !== q) return p < q ? -sign : sign;
    }
    return ids[a]! - ids[b]!;
  };
}

/** Rows that exist and match, in order of id. */
export function listed(picture: Picture, matches: Uint8Array | null): Uint32Array {
  const { byId } = picture.columns;
  return byId.filter((row) => picture.zones[row] !== Pictures.ABSENT && (matches === null || matches[row] === 1));
}

export function sortedRows(picture: Picture, matches: Uint8Array | null, sort: Sort): Uint32Array {
  const rows = listed(picture, matches);
  return sort.key === 'id' && !sort.descending ? rows : rows.sort(comparison(picture, sort));
}

/** How a list that was in order stands at a later picture. */
export interface Drift {
  /** Least number of rows that would have to move. */
  readonly moved: number;
  /** Rows that would come in, and rows that would go out. */
  readonly entered: number;
  readonly left: number;
}

/** What sorting anew would change. */
export function driftOf(picture: Picture, rows: Uint32Array, matches: Uint8Array | null, sort: Sort): Drift {
  const stays = (row: number): boolean =>
    picture.zones[row] !== Pictures.ABSENT && (matches === null || matches[row] === 1);
  const kept = rows.filter(stays);
  const wanted = listed(picture, matches).length;
  return {
    moved: FIXED.has(sort.key) ? 0 : kept.length - longestRun(kept, comparison(picture, sort)),
    entered: wanted - kept.length,
    left: rows.length - kept.length,
  };
}

/** Length of the longest subsequence that is in order (patience sorting). */
function longestRun(rows: Uint32Array, compare: (a: number, b: number) => number): number {
  const tails = new Uint32Array(rows.length);
  let length = 0;
  for (const row of rows) {
    if (length === 0 || compare(tails[length - 1]!, row) < 0) {
      tails[length++] = row;
      continue;
    }
    let [low, high] = [0, length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(tails[middle]!, row) < 0) low = middle + 1;
      else high = middle;
    }
    tails[low] = row;
  }
  return length;
}
