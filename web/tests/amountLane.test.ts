import { expect, test } from 'vitest';
import type { AmountColumn } from '../src/model/amountLane';
import { AmountLane } from '../src/model/amountLane';
import { randomBig, randomFrom } from './fixtures';

const ROWS = 1_000;
const edges = [
  0n,
  1n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 64n - 1n,
  2n ** 64n,
  2n ** 96n,
  2n ** 128n - 1n,
  2n ** 128n,
  2n ** 255n,
];

test('What was taken stays as it was, whatever is written afterwards, and says it exactly (seed 94)', () => {
  const random = randomFrom(94);
  const lane = new AmountLane();
  lane.grow(ROWS);
  const now: bigint[] = new Array<bigint>(ROWS).fill(0n);
  const taken: { column: AmountColumn; was: bigint[] }[] = [];
  for (let block = 0; block < 12; block++) {
    for (let i = 0; i < 40; i++) {
      const row = Math.floor(random() * ROWS);
      now[row] = random() < 0.3 ? edges[Math.floor(random() * edges.length)]! : randomBig(random, 150);
      lane.set(row, now[row]);
      expect(lane.now.at(row)).toBe(now[row]);
    }
    taken.push({ column: lane.take(), was: [...now] });
  }
  for (const { column, was } of taken)
    for (let row = 0; row < ROWS; row++) {
      expect(column.at(row)).toBe(was[row]);
      expect(Math.abs(column.double(row) - Number(was[row]))).toBeLessThanOrEqual(Number(was[row]) * 2 ** -52);
    }
});

test('A block copies the pages that it writes to, and no others', () => {
  const lane = new AmountLane();
  lane.grow(ROWS);
  const before = lane.take();
  lane.set(300, 7n);
  const after = lane.take();
  const shared = Array.from({ length: ROWS }, (_, row) => before.page(row) === after.page(row));
  expect(shared[0]).toBe(true);
  expect(shared[300]).toBe(false);
  expect(shared[ROWS - 1]).toBe(true);
  expect(lane.take().page(300)).toBe(after.page(300));
});
