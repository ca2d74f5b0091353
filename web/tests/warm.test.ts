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
