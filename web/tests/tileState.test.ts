import { expect, test } from 'vitest';
import { Palette, RAMP_STEPS } from '../src/map/palette';
import {
  DIMMED,
  FOCUSED,
  HOVERED,
  LIT,
  NOTHING,
  PULSE_SHIFT,
  QUEUED,
  SELECTED,
  afterStepOf,
  afterZoneOf,
  decide,
  decideAfter,
  stepOf,
  zoneOf,
} from '../src/map/tileState';
import type { Zone } from '../src/model/zone';
import { randomFrom } from './fixtures';

const bands = { critical: 1.2, warning: 1.5 };
const random = randomFrom(5);
const SIZE = 3_000;
const zones = Uint8Array.from({ length: SIZE }, () => [0, 1, 2, 3, 4, 5, 255][Math.floor(random() * 7)]!);
const shades = Float64Array.from(zones, (zone) => (zone > 2 ? Number.NaN : random() * 3));
const after = {
  zones: Uint8Array.from(zones, (zone) => (zone === 255 ? 255 : Math.floor(random() * 6))),
  shades: Float64Array.from({ length: SIZE }, () => random() * 3),
};
const plain = {
  size: SIZE,
  now: { zones, shades },
  after: null,
  bands,
  matches: null,
  lit: null,
  queueState: new Uint8Array(SIZE),
};

test('A word holds each row’s zone and the palette’s own step, now and stressed', () => {
  const words = new Uint32Array(SIZE);
  decide({ ...plain, after }, words);
  const palette = new Palette('default', 'dark', false);
  for (let row = 0; row < SIZE; row++) {
    const word = words[row]!;
    if (zones[row] === 255) {
      expect(zoneOf(word)).toBe(NOTHING);
      expect(afterZoneOf(word)).toBe(NOTHING);
      continue;
    }
    expect(zoneOf(word)).toBe(zones[row]);
    expect(stepOf(word)).toBe(palette.step(zones[row] as Zone, shades[row]!, bands));
    expect(afterZoneOf(word)).toBe(after.zones[row]);
    expect(afterStepOf(word)).toBe(palette.step(after.zones[row] as Zone, after.shades[row]!, bands));
  }
});

test('A step of a stress writes the right halves that all anew would have, and leaves the rest', () => {
  const marks = (SELECTED | FOCUSED | HOVERED | (77 << PULSE_SHIFT)) >>> 0;
  const choice = { matches: zones.map((zone) => zone & 1), queueState: zones.map((zone) => zone % 6) };
  const [stepped, anew] = [new Uint32Array(SIZE).fill(marks), new Uint32Array(SIZE).fill(marks)];
  for (const step of [0.7, 1.4]) {
    const next = {
      zones: after.zones.map((zone) => (zone + 1) % 6),
      shades: after.shades.map((s) => s * step),
    };
    decide({ ...plain, ...choice, after }, stepped);
    decideAfter(SIZE, next, bands, stepped);
    decide({ ...plain, ...choice, after: next }, anew);
    expect(stepped).toEqual(anew);
  }
});

test('Without a stress no tile is split', () => {
  const words = new Uint32Array(SIZE);
  decide({ ...plain, after }, words);
  decide(plain, words);
  expect(words.every((word) => afterZoneOf(word) === NOTHING)).toBe(true);
});

test('Steps stay on the ramp where a ratio is beyond it, and none is made of no ratio', () => {
  const now = { zones: Uint8Array.of(0, 0, 1, 2, 2), shades: Float64Array.of(99, 1.5, 1.2, -4, Number.NaN) };
  const words = new Uint32Array(5);
  decide({ ...plain, size: 5, now }, words);
  expect([...words].map(stepOf)).toEqual([RAMP_STEPS - 1, 0, 0, 0, 0]);
});

test('A filter dims what does not match; what is lit is lifted and all else dimmed; the queue is marked', () => {
  const now = { zones: Uint8Array.of(0, 1, 2), shades: Float64Array.of(2, 1.3, 1) };
  const base = { ...plain, size: 3, now };
  const words = new Uint32Array(3);
  const has = (bit: number): boolean[] => [...words].map((word) => (word & bit) !== 0);
  decide({ ...base, matches: Uint8Array.of(1, 0, 1), queueState: Uint8Array.of(0, 5, 1) }, words);
  expect(has(DIMMED)).toEqual([false, true, false]);
  expect(has(QUEUED)).toEqual([false, false, true]);
  expect(has(LIT)).toEqual([false, false, false]);
  decide({ ...base, matches: Uint8Array.of(1, 0, 1), lit: Uint8Array.of(0, 0, 1) }, words);
  expect(has(DIMMED)).toEqual([true, true, false]);
  expect(has(LIT)).toEqual([false, false, true]);
  expect(has(QUEUED)).toEqual([false, false, false]);
  decide({ ...base, queueState: Uint8Array.of(0, 5, 1) }, words);
  expect(has(QUEUED)).toEqual([false, false, true]);
});

test('The marks of pointer, keyboard and pulse outlive a block', () => {
  const words = new Uint32Array(SIZE);
  const marks = (SELECTED | FOCUSED | HOVERED | (77 << PULSE_SHIFT)) >>> 0;
  words[4] = marks;
  decide({ ...plain, after, matches: new Uint8Array(SIZE) }, words);
  decide(plain, words);
  expect((words[4]! & (SELECTED | FOCUSED | HOVERED)) >>> 0).toBe(SELECTED | FOCUSED | HOVERED);
  expect(words[4]! >>> PULSE_SHIFT).toBe(77);
});

test('Rows beyond the picture are nothing', () => {
  const words = new Uint32Array(1_024);
  decide({ ...plain, size: 3 }, words);
  expect(words.subarray(3).every((word) => zoneOf(word) === NOTHING)).toBe(true);
});
