import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PULSE_MS, Pulses, pulseOf } from '../src/map/pulses';

let reduced = false;

beforeEach(() => {
  reduced = false;
  vi.stubGlobal('matchMedia', () => ({ matches: reduced }));
});

afterEach(() => vi.unstubAllGlobals());

const looks = (): Uint32Array => new Uint32Array(100).fill(0x12_3456);

test('A pulse begins at nothing, is half over at half its time, and ends also where nobody looks', () => {
  for (const start of [0, 5_000, 2_039, 123_456.7]) {
    const pulses = new Pulses();
    const words = looks();
    pulses.start([7], 100, words, start);
    expect(pulseOf(words[7]!, start)).toBeCloseTo(0, 1);
    expect(pulseOf(words[7]!, start + PULSE_MS / 2)).toBeCloseTo(0.5, 1);
    expect(pulses.advance(words, start + PULSE_MS - 20)).toBe(false);
    expect(pulses.running).toBe(true);
    expect(pulses.advance(words, start + PULSE_MS + 10)).toBe(true);
    expect(words[7]).toBe(0x12_3456);
    expect(pulses.running).toBe(false);
    expect(pulses.advance(words, start + 5_000)).toBe(false);
  }
});

test('A tile that crosses again while it pulses begins anew, and its first end does not cut the second', () => {
  const pulses = new Pulses();
  const words = looks();
  pulses.start([7, 8], 100, words, 1_000);
  pulses.start([7], 100, words, 1_200);
  pulses.advance(words, 1_000 + PULSE_MS + 8);
  expect(pulseOf(words[7]!, 1_000 + PULSE_MS + 8)).toBeLessThan(0.5);
  expect(words[8]).toBe(0x12_3456);
  pulses.advance(words, 1_200 + PULSE_MS + 8);
  expect(words[7]).toBe(0x12_3456);
});

test('Nothing pulses when much of the map crosses at once, nor under reduced motion', () => {
  const pulses = new Pulses();
  const words = looks();
  pulses.start([1, 2, 3], 10, words, 0);
  expect(pulses.running).toBe(false);
  reduced = true;
  const still = new Pulses();
  still.start([1], 10, words, 0);
  expect(still.running).toBe(false);
  expect([...words].every((word) => word === 0x12_3456)).toBe(true);
});

test('No pulse lasts longer than 300 ms', () => {
  expect(PULSE_MS).toBeLessThanOrEqual(300);
});
