// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
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
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({
    setTransform: () => undefined,
  } as unknown as CanvasRenderingContext2D);
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

test('A size that the map has already, which is what an observer tells first, lays nothing out again; another one does', () => {
  const { host, size } = hostOf(800, 600);
  const shown = vi.fn();
  const nothing = (): void => undefined;
  const map = new MapView(host, {
    hover: nothing,
    select: nothing,
    painted: nothing,
    overflowed: nothing,
    outOfOrder: nothing,
    camera: nothing,
    shown,
  });
  const picture = pictureOf(market(), [wireTerms()]);
  const scene: Scene = { picture, late: false, lateAge: null, own: null, stressed: null, matches: null, lit: null };
  map.show(scene);
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
