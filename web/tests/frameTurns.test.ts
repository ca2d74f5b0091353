import { beforeEach, expect, test, vi } from 'vitest';

let turns: (typeof import('../src/ui/frameTurns'))['frameTurns'];

beforeEach(async () => {
  vi.resetModules();
  ({ frameTurns: turns } = await import('../src/ui/frameTurns'));
});

test('a frame has one turn, by its own time', () => {
  expect(turns.take(16)).toBe(true);
  expect(turns.take(16)).toBe(false);
  expect(turns.take(32)).toBe(true);
});

test('what goes before takes a frame, or the next one, whoever asks first in it', () => {
  expect(turns.first(16)).toBe(true);
  expect(turns.take(16)).toBe(false);
  expect(turns.take(32)).toBe(true);
  expect(turns.first(32)).toBe(false);
  expect(turns.take(48)).toBe(false);
  expect(turns.first(48)).toBe(true);
  expect(turns.take(64)).toBe(true);
});

test('a frame that is kept for what is dropped is everyone’s again', () => {
  turns.take(16);
  turns.first(16);
  turns.release();
  expect(turns.take(32)).toBe(true);
});

test('a frame that has its share already is left to what goes before', () => {
  turns.claim();
  expect(turns.take(16)).toBe(false);
  expect(turns.first(16)).toBe(true);
  expect(turns.take(32)).toBe(true);
});
