import { expect, test } from 'vitest';
import { RectPool } from '../src/map/layout/rectPool';

test('Two layouts’ arrays are used in turn, and nothing is left in them of what stood there before', () => {
  const pool = new RectPool();
  const [first, second] = [pool.take(300), pool.take(300)];
  expect(second).not.toBe(first);
  first.fill(7);
  second.fill(8);
  const third = pool.take(300);
  expect(third).toBe(first);
  expect(third.every((at) => at === 0)).toBe(true);
  expect(second.every((at) => at === 8)).toBe(true);
});

test('Another size has an array of its own, in whole lines of texels', () => {
  const pool = new RectPool();
  const small = pool.take(1);
  pool.take(1);
  const large = pool.take(5_000);
  expect(large).not.toBe(small);
  expect(small).toHaveLength(4 * 1_024);
  expect(large).toHaveLength(4 * 5 * 1_024);
});
