// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

const started: HTMLCanvasElement[] = [];
vi.mock('../src/map/gl/glRenderer', () => ({
  GlRenderer: { start: (canvas: HTMLCanvasElement) => (started.push(canvas), Promise.resolve({ canvas })) },
}));

let warm: typeof import('../src/map/warm');

beforeEach(async () => {
  vi.resetModules();
  started.length = 0;
  warm = await import('../src/map/warm');
});

test('for as many tiles as the first picture waits for, the GPU’s renderer starts ahead and is taken once', async () => {
  warm.warmUp(warm.MANY + 1);
  const taken = warm.takeWarm();
  await taken?.renderer;
  expect(started).toEqual([taken?.canvas]);
  expect(warm.takeWarm()).toBeNull();
});

test('for fewer it does not', () => {
  warm.warmUp(warm.MANY);
  expect(warm.takeWarm()).toBeNull();
});

test('one whose context was lost before it was taken is none', () => {
  warm.warmUp(warm.MANY + 1);
  const made = vi.spyOn(document, 'createElement');
  warm.takeWarm();
  warm.warmUp(warm.MANY + 1);
  (made.mock.results[0]!.value as HTMLElement).dispatchEvent(new Event('webglcontextlost'));
  expect(warm.takeWarm()).toBeNull();
});

test('it is taken at once only when it has started', async () => {
  warm.warmUp(warm.MANY + 1);
  expect(warm.takeStarted()).toBeNull();
  await vi.waitFor(() => expect(started).toHaveLength(1));
  await Promise.resolve();
  const taken = warm.takeStarted();
  expect(taken?.renderer.canvas).toBe(started[0]);
  expect([warm.takeStarted(), warm.takeWarm()]).toEqual([null, null]);
});

test('a stage draws with the GPU from the first frame on where its renderer has started, and waits for nothing', async () => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
    },
  );
  warm.warmUp(warm.MANY + 1);
  await vi.waitFor(() => expect(started).toHaveLength(1));
  await Promise.resolve();
  const { Stage } = await import('../src/map/stage');
  const host = document.createElement('div');
  const stage = new Stage(host, { replaced: () => {}, scrolled: () => {}, resized: () => {} });
  expect([stage.kind, stage.settled]).toEqual(['webgl', true]);
  expect(host.querySelector('canvas')).toBe(started[0]);
  vi.unstubAllGlobals();
});
