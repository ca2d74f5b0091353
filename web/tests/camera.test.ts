import { expect, test } from 'vitest';
import { Camera, MOST_ZOOM } from '../src/map/camera';

function camera(content = { width: 1_000, height: 600, tile: 8 }): Camera {
  const made = new Camera();
  made.setView(1_000, 600);
  made.setContent(content.width, content.height, content.tile);
  return made;
}

const under = (c: Camera, x: number, y: number): [number, number] => [(c.x + x) / c.zoom, (c.y + y) / c.zoom];

test('What lies under the pointer stays there while zooming in and out', () => {
  const c = camera();
  const before = under(c, 410, 333);
  for (const factor of [1.3, 2, 1.7, 0.6, 1.1]) {
    c.zoomAt(factor, 410, 333);
    const [x, y] = under(c, 410, 333);
    expect(x).toBeCloseTo(before[0], 6);
    expect(y).toBeCloseTo(before[1], 6);
  }
});

test('The zoom stays between all in sight and its most, which is less where tiles are large', () => {
  const c = camera();
  c.zoomAt(1e6, 500, 300);
  expect(c.zoom).toBe(260 / 8);
  c.zoomAt(1e-6, 10, 10);
  expect([c.zoom, c.x, c.y]).toEqual([1, 0, 0]);
  expect(camera({ width: 1_000, height: 600, tile: 2 }).mostZoom).toBe(MOST_ZOOM);
  expect(camera({ width: 1_000, height: 600, tile: 200 }).mostZoom).toBe(3);
});

test('Nothing beyond the content comes into sight', () => {
  const c = camera();
  c.zoomAt(4, 999, 599);
  c.scrollTo(1e9, 1e9);
  expect([c.x, c.y]).toEqual([3_000, 1_800]);
  c.scrollTo(-5, -5);
  expect([c.x, c.y]).toEqual([0, 0]);
});

test('A place means the same on another screen, and is kept when the content is laid out anew', () => {
  const c = camera();
  c.zoomAt(6, 700, 100);
  const { place } = c;
  const other = new Camera();
  other.setView(400, 800);
  other.setContent(400, 5_000, 8);
  other.go(place);
  expect(other.zoom).toBe(6);
  expect(other.place.x).toBeCloseTo(place.x, 6);
  c.setContent(1_000, 1_200, 8);
  expect(c.place.zoom).toBe(6);
  expect(c.place.x).toBeCloseTo(place.x, 6);
  expect(c.place.y).toBeCloseTo(place.y, 6);
});

test('Bad numbers of a link lead to the whole map', () => {
  const c = camera();
  c.go({ zoom: Number.NaN, x: 0.5, y: 0.5 });
  expect(c.zoom).toBe(1);
  c.go({ zoom: 1e9, x: 7, y: -7 });
  expect(c.zoom).toBe(c.mostZoom);
  expect(c.x).toBe(c.scrollWidth - c.width);
  expect(c.y).toBe(0);
});

test('Content that is higher than the view scrolls at zoom 1, and the wheel is left to it', () => {
  const c = camera({ width: 1_000, height: 4_000, tile: 60 });
  expect(c.fits).toBe(false);
  expect(c.pannable).toBe(true);
  c.scrollTo(0, 900);
  expect(c.y).toBe(900);
  expect(camera().fits).toBe(true);
  expect(camera().pannable).toBe(false);
});

test('A tile out of sight is scrolled into it on both axes, one in sight stays', () => {
  const c = camera();
  c.zoomAt(5, 0, 0);
  const tile = { x: 900, y: 500, width: 10, height: 8 };
  c.reveal(tile, 1);
  const seen = c.seen(tile);
  expect(seen.x).toBeGreaterThanOrEqual(0);
  expect(seen.x + seen.width).toBeLessThanOrEqual(1_000);
  expect(seen.y + seen.height).toBeLessThanOrEqual(600);
  const at = [c.x, c.y];
  c.reveal(tile, 1);
  expect([c.x, c.y]).toEqual(at);
});
