// @vitest-environment jsdom
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Picture } from '../src/model/picture';
import type { Behind } from '../src/ui/behind.svelte';
import { watching } from './watching.svelte';

// Before the modules are there: they listen from their first breath.
const listeners = vi.hoisted(() => {
  const kept = new Map<string, (event?: { target: unknown }) => void>();
  Object.assign(globalThis, { addEventListener: (type: string, act: () => void) => kept.set(type, act) });
  return kept;
});
const picture = (number: number, size: number): Picture =>
  ({ block: { number }, columns: { size } }) as Partial<Picture> as Picture;

let end = (): void => undefined;
let world: { picture: Picture | null; network: string };
let behind: Behind;

function open(first: Picture): void {
  ({ world, behind, end } = watching(first));
  flushSync();
}

function show(next: Picture, network = world.network): void {
  world.picture = next;
  world.network = network;
  flushSync();
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  end();
  listeners.get('pointerup')?.();
  vi.useRealTimers();
});

test('the lists of a small network are the map’s', () => {
  open(picture(1, 300));
  show(picture(2, 300));
  expect(behind.picture?.block.number).toBe(2);
});

test('those of a large one follow in a task of their own', () => {
  open(picture(1, 100_000));
  vi.advanceTimersByTime(1_000);
  show(picture(2, 100_000));
  expect(behind.picture?.block.number).toBe(1);
  vi.advanceTimersByTime(200);
  expect(behind.picture?.block.number).toBe(2);
});

test('and not in the midst of a drag', () => {
  open(picture(1, 100_000));
  listeners.get('pointerdown')?.();
  show(picture(2, 100_000));
  vi.advanceTimersByTime(10_000);
  show(picture(3, 100_000));
  vi.advanceTimersByTime(10_000);
  expect(behind.picture?.block.number).toBe(1);
  listeners.get('pointerup')?.();
  vi.advanceTimersByTime(400);
  expect(behind.picture?.block.number).toBe(3);
});

test('an older block, which is what is trusted now, and another network are shown at once', () => {
  open(picture(9, 100_000));
  show(picture(7, 100_000));
  expect(behind.picture?.block.number).toBe(7);
  show(picture(50, 100_000), 'another');
  expect(behind.picture?.block.number).toBe(50);
});
