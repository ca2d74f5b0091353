import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const listeners = new Map<string, (event?: { target: unknown }) => void>();
let AtRest: typeof import('../src/ui/atRest').AtRest;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  listeners.clear();
  vi.stubGlobal('addEventListener', (type: string, act: () => void) => listeners.set(type, act));
  ({ AtRest } = await import('../src/ui/atRest'));
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function taking(
  values: readonly number[],
  everyMs: number,
): { acted: number[]; rest: InstanceType<typeof AtRest<number>> } {
  const acted: number[] = [];
  const rest = new AtRest<number>(300, (value) => acted.push(value));
  for (const value of values) {
    rest.take(value);
    vi.advanceTimersByTime(everyMs);
  }
  return { acted, rest };
}

test('single acts are acted on at once', () => {
  expect(taking([1, 2], 400).acted).toEqual([1, 2]);
});

test('of many in quick succession only the first and the last are acted on', () => {
  const { acted } = taking([1, 2, 3, 4, 5, 6, 7, 8], 100);
  expect(acted).toEqual([1]);
  vi.advanceTimersByTime(600);
  expect(acted).toEqual([1, 8]);
});

test('nothing is acted on while the pointer is down, however slow the drag', () => {
  listeners.get('pointerdown')?.();
  const { acted } = taking([1, 2, 3], 1_000);
  expect(acted).toEqual([]);
  listeners.get('pointerup')?.();
  vi.advanceTimersByTime(300);
  expect(acted).toEqual([3]);
});

test('the focus that a press takes from something else does not end the press; the window that loses it does', () => {
  listeners.get('pointerdown')?.();
  listeners.get('blur')?.({ target: {} });
  const { acted } = taking([1], 1_000);
  expect(acted).toEqual([]);
  listeners.get('blur')?.({ target: globalThis });
  vi.advanceTimersByTime(300);
  expect(acted).toEqual([1]);
});

test('what waits is acted on when flushed, and not when dropped', () => {
  const flushed = taking([1, 2], 10);
  flushed.rest.flush();
  expect(flushed.acted).toEqual([1, 2]);
  const dropped = taking([1, 2], 10);
  dropped.rest.drop();
  vi.advanceTimersByTime(1_000);
  expect(dropped.acted).toEqual([1]);
});
