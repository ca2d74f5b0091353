import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pulses } from '../src/map/pulses';

let reduced = false;

beforeEach(() => {
  reduced = false;
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.stubGlobal('matchMedia', () => ({ matches: reduced }));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('A pulse ends also where nobody looks at its tile, and its row is painted once more', () => {
  const pulses = new Pulses();
  pulses.start([7], 100);
  expect(pulses.advance()).toEqual([7]);
  expect(pulses.at(7)).toBe(0);
  vi.advanceTimersByTime(1_000);
  expect(pulses.advance()).toEqual([7]);
  expect(pulses.at(7)).toBeNull();
  expect(pulses.running).toBe(false);
  expect(pulses.advance()).toEqual([]);
});

test('Nothing pulses when much of the map crosses at once, nor under reduced motion', () => {
  const pulses = new Pulses();
  pulses.start([1, 2, 3], 10);
  expect(pulses.running).toBe(false);
  reduced = true;
  const still = new Pulses();
  still.start([1], 10);
  expect(still.running).toBe(false);
});
