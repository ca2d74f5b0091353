import { expect, test } from 'vitest';
import { bucketed, sortByKey, sortBySize } from '../src/map/layout/stableSort';
import { randomFrom } from './fixtures';

test.each([5, 33, 4_000])(
  '%i rows are sorted upwards and downwards, and equal ones keep their order (seed 3)',
  (count) => {
    const random = randomFrom(3);
    // Few keys, so that many are equal, and some that only a double tells apart.
    const keys = Float64Array.from(
      { length: count },
      () => Math.floor(random() * 40) + (random() < 0.3 ? 1e-9 * random() : 0),
    );
    const rows = Uint32Array.from({ length: count }, (_, row) => row);
    for (const sign of [1, -1] as const) {
      const sorted = rows.slice();
      sortByKey(sorted, keys, sign);
      expect([...sorted]).toEqual([...rows].sort((a, b) => sign * (keys[a]! - keys[b]!) || a - b));
    }
  },
);

test.each([
  ['few codes', 5, 4_000, 2],
  ['more codes than a key has room for', 9_000, 9_500, 60],
  ['one row', 1, 1, 1],
  ['none', 3, 0, 1],
])('Rows are sorted by code and within it by falling size: %s (seed 4)', (_, codes, count, octaves) => {
  const random = randomFrom(4);
  const sizes = Float64Array.from({ length: count }, () =>
    random() < 0.1 ? [0, Number.NaN, -3, Number.POSITIVE_INFINITY][Math.floor(4 * random())]! : size(),
  );
  function size(): number {
    return Math.fround(2 ** (octaves * random())) * (random() < 0.5 ? 1 + 1e-10 * random() : 1);
  }
  const keys = Uint32Array.from({ length: count }, () => Math.floor((codes + 3) * random()));
  // Keys beyond the last have the last one's code.
  const codeOf = Uint32Array.from({ length: codes + 1 }, (__, key) => (key * 7) % codes);
  const coding = { keys, codeOf, count: codes };
  const known = sizes.map((s) => (s > 0 && s < Number.POSITIVE_INFINITY ? s : 0));
  const codeAt = (row: number): number => codeOf[Math.min(keys[row]!, codes)]!;
  const rows = Uint32Array.from({ length: count }, (__, row) => row);
  const wanted = [...rows].sort((a, b) => codeAt(a) - codeAt(b) || known[b]! - known[a]! || a - b);
  const sorted = rows.slice();
  sortBySize(sorted, coding, sizes);
  expect([...sorted]).toEqual(wanted);
  expect([...bucketed(rows, coding)]).toEqual([...rows].sort((a, b) => codeAt(a) - codeAt(b) || a - b));
});
