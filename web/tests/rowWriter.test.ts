// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RowGrid } from '../src/map/rowGrid';
import { RowWriter } from '../src/map/rowWriter';

const ROWS = 20;
/** What writing one row takes; ms. */
const ROW_MS = 0.2;
let now = 0;
let said = 'one';

beforeEach(() => {
  vi.useFakeTimers();
  now = 0;
  said = 'one';
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  globalThis.dispatchEvent(new Event('pointerup'));
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function made(): { grid: RowGrid; writer: RowWriter } {
  const grid = new RowGrid('Clusters');
  grid.arrange(Array.from({ length: ROWS }, (_, row) => row));
  const writer = new RowWriter(grid, (row) => {
    now += ROW_MS;
    return { id: String(row), name: `c-${row}`, sentence: `c-${row}, ${said}`, zone: 'green', ratio: said };
  });
  return { grid, writer };
}

const saying = (grid: RowGrid, word: string): number =>
  grid.element.querySelectorAll(`[role=row][data-ratio="${word}"]`).length;

test('Rows are written all at once when nobody drags', () => {
  const { grid, writer } = made();
  writer.later();
  expect(saying(grid, 'one')).toBe(0);
  vi.advanceTimersByTime(60);
  expect(saying(grid, 'one')).toBe(ROWS);
});

test('In the midst of a drag a few are written at a time, and all of them in the end', () => {
  const { grid, writer } = made();
  globalThis.dispatchEvent(new Event('pointerdown'));
  writer.later();
  vi.advanceTimersByTime(60);
  const first = saying(grid, 'one');
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThanOrEqual(3);
  vi.advanceTimersByTime(40);
  expect(saying(grid, 'one')).toBeLessThanOrEqual(2 * first);
  vi.advanceTimersByTime(800);
  expect(saying(grid, 'one')).toBe(ROWS);
});

test('Changes that never rest neither begin it anew nor are forgotten', () => {
  const { grid, writer } = made();
  globalThis.dispatchEvent(new Event('pointerdown'));
  for (let at = 0; at < 1_500; at += 20) {
    said = `at ${at}`;
    writer.later();
    now += 20;
    vi.advanceTimersByTime(20);
  }
  expect(grid.element.querySelectorAll('[role=row][data-ratio]')).toHaveLength(ROWS);
  said = 'last';
  writer.later();
  vi.advanceTimersByTime(2_000);
  expect(saying(grid, 'last')).toBe(ROWS);
});

test('Rows that were written before a change are written once more', () => {
  const { grid, writer } = made();
  globalThis.dispatchEvent(new Event('pointerdown'));
  writer.later();
  vi.advanceTimersByTime(60);
  expect(saying(grid, 'one')).toBeGreaterThan(0);
  said = 'two';
  writer.later();
  vi.advanceTimersByTime(2_000);
  expect(saying(grid, 'two')).toBe(ROWS);
});

test('Nothing is written any more once it is dropped', () => {
  const { grid, writer } = made();
  globalThis.dispatchEvent(new Event('pointerdown'));
  writer.later();
  vi.advanceTimersByTime(60);
  const first = saying(grid, 'one');
  writer.drop();
  vi.advanceTimersByTime(2_000);
  expect(saying(grid, 'one')).toBe(first);
});
