// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import { FlatRenderer } from '../src/map/flat/flatRenderer';
import { MapView } from '../src/map/mapView';
import type { Scene } from '../src/map/mapView';
import { market, pictureOf, wireTerms } from './fixtures';

let resized: () => void;

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(told: () => void) {
        resized = told;
      }
      observe(): void {}
      disconnect(): void {}
    },
  );
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('requestAnimationFrame', () => 1);
  vi.stubGlobal('devicePixelRatio', 1);
  // One that takes every call, and draws nothing.
  const context = new Proxy({}, { get: () => () => ({ width: 0 }), set: () => true });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as CanvasRenderingContext2D);
});

function hostOf(width: number, height: number): { host: HTMLElement; size: { width: number; height: number } } {
  const [host, size] = [document.createElement('div'), { width, height }];
  for (const [name, of] of [
    ['clientWidth', () => size.width],
    ['clientHeight', () => size.height],
  ] as const)
    Object.defineProperty(host, name, { get: of });
  return { host, size };
}

const scene = (): Scene => ({
  picture: pictureOf(market(), [wireTerms()]),
  late: false,
  lateAge: null,
  own: null,
  stressed: null,
  matches: null,
  lit: null,
});

function mapIn(host: HTMLElement, events: { shown?: () => void; painted?: () => void }): MapView {
  const nothing = (): void => undefined;
  return new MapView(host, {
    hover: nothing,
    select: nothing,
    painted: nothing,
    overflowed: nothing,
    outOfOrder: nothing,
    camera: nothing,
    shown: nothing,
    ...events,
  });
}

/** Frames by hand. */
function frames(): () => void {
  let waiting: FrameRequestCallback | undefined;
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => ((waiting = callback), 1));
  return () => {
    const now = waiting;
    waiting = undefined;
    now?.(performance.now());
  };
}

test('A block is drawn when the task that tells it is done, not a frame later, and all that is told with it is one drawing', async () => {
  const [painted, frame] = [vi.fn(), frames()];
  const map = mapIn(hostOf(800, 600).host, { painted });
  map.show(scene());
  await Promise.resolve();
  expect(painted).not.toHaveBeenCalled();
  frame();
  expect(painted).toHaveBeenCalledTimes(1);

  map.show(scene());
  map.setTold('simulated');
  expect(painted).toHaveBeenCalledTimes(1);
  await Promise.resolve();
  expect(painted).toHaveBeenCalledTimes(2);
  frame();
  expect(painted).toHaveBeenCalledTimes(2);
});

test('What comes while a frame is awaited is drawn with it', async () => {
  const [painted, frame] = [vi.fn(), frames()];
  const map = mapIn(hostOf(800, 600).host, { painted });
  map.show(scene());
  frame();
  map.zoomBy(2);
  map.show(scene());
  await Promise.resolve();
  expect(painted).toHaveBeenCalledTimes(1);
  frame();
  expect(painted).toHaveBeenCalledTimes(2);
});

test('A map that is gone draws no news', async () => {
  const [painted, frame] = [vi.fn(), frames()];
  const map = mapIn(hostOf(800, 600).host, { painted });
  map.show(scene());
  frame();
  map.show(scene());
  map.destroy();
  await Promise.resolve();
  expect(painted).toHaveBeenCalledTimes(1);
});

test('A size that the map has already, which is what an observer tells first, lays nothing out again; another one does', () => {
  const { host, size } = hostOf(800, 600);
  const shown = vi.fn();
  const map = mapIn(host, { shown });
  map.show(scene());
  expect(shown).toHaveBeenCalledTimes(1);
  resized();
  expect(shown).toHaveBeenCalledTimes(1);
  size.height = 500;
  resized();
  expect(shown).toHaveBeenCalledTimes(2);
  vi.stubGlobal('devicePixelRatio', 2);
  resized();
  expect(shown).toHaveBeenCalledTimes(3);
});

test('In the midst of a drag over many tiles a block is decided in one frame and drawn in the next; else at once', async () => {
  const clusters = Array.from({ length: 20_001 }, (_, i) => wireTerms({ id: String(i + 1) }));
  const many = (): Scene => ({ ...scene(), picture: pictureOf(market(), clusters) });
  const [painted, frame] = [vi.fn(), frames()];
  const map = mapIn(hostOf(800, 600).host, { painted });
  map.show(many());
  await vi.waitFor(() => {
    frame();
    expect(painted).toHaveBeenCalledTimes(1);
  });
  globalThis.dispatchEvent(new Event('pointerdown'));
  const block = many();
  map.show(block);
  await Promise.resolve();
  expect(painted).toHaveBeenCalledTimes(1);
  frame();
  expect(painted).toHaveBeenCalledTimes(2);
  // A step of what is dragged is no block.
  map.show({ ...block });
  await Promise.resolve();
  expect(painted).toHaveBeenCalledTimes(3);
  globalThis.dispatchEvent(new Event('pointerup'));
  map.show(many());
  await Promise.resolve();
  expect(painted).toHaveBeenCalledTimes(4);
});

test.each([
  [false, [0, 0.2, 0.9, 1]],
  [true, [1, 1, 1, 1]],
])('An act moves tiles for less than 300 ms and not at all where stillness is asked for (%s)', async (still, least) => {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: still && query.includes('reduced-motion') }));
  let now = 1_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const draw = vi.spyOn(FlatRenderer.prototype, 'draw').mockReturnValue(false);
  let waiting: FrameRequestCallback[] = [];
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => waiting.push(callback));
  const frame = (): void => {
    const due = waiting;
    waiting = [];
    due.forEach((run) => run(now));
  };
  const map = mapIn(hostOf(800, 600).host, {});
  map.show(scene());
  frame();
  draw.mockClear();
  map.setArrangement({ group: 'none', within: 'none', size: 'equal', sort: 'id' });
  await Promise.resolve();
  // Where nothing moves the first drawing shows all, and no frame is asked for.
  const moves = [0, 20, 150, 300].map((after) => {
    now = 1_000 + after;
    if (after > 0) frame();
    return draw.mock.lastCall?.[0].move;
  });
  moves.forEach((move, i) => expect(move).toBeGreaterThanOrEqual(least[i]!));
  if (!still) expect(moves[1]).toBeLessThan(1);
  expect(moves.at(-1)).toBe(1);
  expect(waiting).toEqual([]);
  expect(draw.mock.calls.length).toBe(still ? 1 : 4);
  vi.restoreAllMocks();
});
