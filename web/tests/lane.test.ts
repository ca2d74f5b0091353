import { expect, test } from 'vitest';
import { Lane } from '../src/model/lane';

const made = (...values: number[]): Lane<Float64Array> => {
  const lane = new Lane((length) => new Float64Array(length));
  lane.grow(values.length);
  lane.write().set(values);
  return lane;
};

test('What was taken is not written to, and what is given back takes one copy', () => {
  const lane = made(1, 2, 3);
  const first = lane.take(3);
  lane.write()[0] = 10;
  const second = lane.take(3);
  expect([...first]).toEqual([1, 2, 3]);
  lane.reuse(first);
  lane.write()[1] = 20;
  const third = lane.take(3);
  expect(third).toBe(first);
  expect([...third]).toEqual([10, 20, 3]);
  expect([...second]).toEqual([10, 2, 3]);
  lane.write()[2] = 30;
  expect(lane.take(3)).not.toBe(first);
  expect([...third]).toEqual([10, 20, 3]);
});

test('What is in use, or of another length, is not written over', () => {
  const lane = made(1, 2, 3);
  const now = lane.take(3);
  lane.reuse(now);
  lane.write()[0] = 9;
  expect([...now]).toEqual([1, 2, 3]);
  lane.take(3);
  const shorter = Float64Array.of(5);
  lane.reuse(shorter);
  lane.write()[0] = 8;
  expect([...shorter]).toEqual([5]);
  expect([...lane.now]).toEqual([8, 2, 3]);
});
