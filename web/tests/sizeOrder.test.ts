import { expect, test } from 'vitest';
import { orderBySize, settle } from '../src/map/layout/sizeOrder';
import { bucketed } from '../src/map/layout/stableSort';
import type { Coding } from '../src/map/layout/stableSort';
import { randomFrom } from './fixtures';

type Random = () => number;

const counting = (size: number): boolean => size > 0 && size < Number.POSITIVE_INFINITY;

/** Rows, their sizes in that order and the sums of each code's, in place by both steps. */
function ordered(rows: Uint32Array, coding: Coding, sizes: Float64Array): { rows: number[]; weights: number[] } {
  const sorted = rows.slice();
  orderBySize(sorted, coding, sizes);
  const weights = new Float64Array(rows.length).fill(Number.NaN);
  let from = 0;
  for (const codes = [...sorted].map((row) => codeOfRow(coding, row)); from < sorted.length;) {
    const end = codes.lastIndexOf(codes[from]!) + 1;
    const sum = settle(sorted, from, end, sizes, weights);
    const wanted = weights.slice(from, end).reduce((a, b) => a + b, 0);
    expect(sum / (wanted || 1)).toBeCloseTo(wanted > 0 ? 1 : 0, 9);
    from = end;
  }
  return { rows: [...sorted], weights: [...weights] };
}

function codeOfRow({ keys, codeOf }: Coding, row: number): number {
  return keys ? codeOf[Math.min(keys[row]!, codeOf.length - 1)]! : 0;
}

/** The same by a plain sort. */
function plain(rows: Uint32Array, coding: Coding, sizes: Float64Array): { rows: number[]; weights: number[] } {
  const known = sizes.map((size) => (counting(size) ? size : 0));
  const place = new Map([...rows].map((row, i) => [row, i]));
  const sorted = [...rows].sort(
    (a, b) => codeOfRow(coding, a) - codeOfRow(coding, b) || known[b]! - known[a]! || place.get(a)! - place.get(b)!,
  );
  return { rows: sorted, weights: sorted.map((row) => known[row]!) };
}

const odd = (random: Random): number =>
  [0, -0, Number.NaN, -3, Number.POSITIVE_INFINITY, 5e-324][Math.floor(6 * random())]!;

test.each<[string, number, number, (random: Random, row: number) => number]>([
  ['log-normal', 6, 4_000, (random) => 2e21 * Math.exp(random() + random() + random())],
  ['one of ten without a size that counts', 5, 4_000, (random) => (random() < 0.1 ? odd(random) : random())],
  ['none of them with a size that counts', 3, 900, odd],
  ['all equal', 4, 3_000, () => 7e21],
  ['few sizes', 4, 3_000, (random) => 8 * (1 + Math.floor(4 * random()))],
  ['one giant', 2, 4_000, (random, row) => (row === 77 ? 1e300 : 1e21 * (1 + random()))],
  ['one dwarf', 2, 4_000, (random, row) => (row === 77 ? 1e-300 : 1e21 * (1 + random()))],
  ['thousands in one bucket beside a giant', 1, 6_000, (random, row) => (row === 0 ? 1e300 : 1 + 1e-9 * random())],
  ['all in one bucket, the least first', 1, 6_000, (_, row) => 1 + 1e-12 * row],
  ['all in one bucket, the largest first', 1, 6_000, (_, row) => 1 - 1e-12 * row],
  ['nearly all of the range of doubles', 3, 4_000, (random) => 2 ** (-1_074 + 2_000 * random())],
  ['the least of doubles', 2, 2_000, (random) => 5e-324 * Math.floor(9 * random())],
  ['both sides of a power of two', 2, 3_000, (random) => 2 ** 70 * (1 + 1e-6 * (random() - 0.5))],
  ['many codes', 9_000, 9_500, (random) => 2 ** (60 * random())],
  ['two', 1, 2, (random) => random()],
  ['one', 1, 1, (random) => random()],
  ['none', 3, 0, (random) => random()],
])('Rows are sorted by code and within it by falling size, exactly: %s (seeds 1 to 5)', (_, codes, count, sizeOf) => {
  for (let seed = 1; seed <= 5; seed++) {
    const random = randomFrom(seed);
    const sizes = Float64Array.from({ length: count }, (__, row) => sizeOf(random, row));
    const keys = Uint32Array.from({ length: count }, () => Math.floor((codes + 3) * random()));
    // Keys beyond the last have the last one's code.
    const codeOf = Uint32Array.from({ length: codes + 1 }, (__, key) => (key * 7) % codes);
    const coding = { keys, codeOf, count: codes };
    // Not all rows, and in an order of their own.
    const rows = Uint32Array.from({ length: count }, (__, row) => row)
      .filter(() => random() < 0.9)
      .sort(() => random() - 0.5);
    expect(ordered(rows, coding, sizes)).toEqual(plain(rows, coding, sizes));
    const one = { keys: null, codeOf: Uint32Array.of(0), count: 1 };
    expect(ordered(rows, one, sizes)).toEqual(plain(rows, one, sizes));
  }
});

test('More codes than there is room for in a key are sorted all the same', () => {
  const [codes, count] = [2 ** 21 + 5, 400];
  const random = randomFrom(6);
  const sizes = Float64Array.from({ length: count }, () => random());
  const keys = Uint32Array.from({ length: count }, () => Math.floor(codes * random()));
  const coding = { keys, codeOf: Uint32Array.from({ length: codes }, (_, key) => codes - 1 - key), count: codes };
  const rows = Uint32Array.from({ length: count }, (_, row) => row);
  expect(ordered(rows, coding, sizes)).toEqual(plain(rows, coding, sizes));
});

test('Sizes that are a part of a longer buffer are read where they begin', () => {
  const sizes = Float64Array.from({ length: 200 }, (_, row) => (row < 100 ? row : 1 + (row % 7))).subarray(100);
  const rows = Uint32Array.from({ length: 100 }, (_, row) => row);
  const one = { keys: null, codeOf: Uint32Array.of(0), count: 1 };
  expect(ordered(rows, one, sizes)).toEqual(plain(rows, one, sizes));
});

test('So many rows that a row leaves less room for its key are sorted all the same', () => {
  const count = 2 ** 22 + 3;
  const sizes = new Float64Array(count);
  const random = randomFrom(7);
  const rows = Uint32Array.from({ length: 3_000 }, () => Math.floor(count * random()));
  const some = Uint32Array.from(new Set([...rows, count - 1]));
  for (const row of some) sizes[row] = 2 ** (20 * random());
  const one = { keys: null, codeOf: Uint32Array.of(0), count: 1 };
  expect(ordered(some, one, sizes)).toEqual(plain(some, one, sizes));
});

test('Rows are divided by code and keep their order in each', () => {
  const random = randomFrom(8);
  const keys = Uint32Array.from({ length: 2_000 }, () => Math.floor(9 * random()));
  const coding = { keys, codeOf: Uint32Array.of(2, 0, 1, 2, 4, 3), count: 5 };
  const rows = Uint32Array.from(keys.keys());
  const wanted = [...rows].sort((a, b) => codeOfRow(coding, a) - codeOfRow(coding, b) || a - b);
  expect([...bucketed(rows, coding)]).toEqual(wanted);
});
