// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import { Camera } from '../src/map/camera';
import { Stage } from '../src/map/stage';

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  // Nothing is drawn here.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({} as GPUCanvasContext);
  vi.spyOn(console, 'info').mockReturnValue();
});

/** A host whose scroll position can be set and asked, and says how often it was asked: in a browser that lays out the page. */
function hostOf(): { host: HTMLElement; place: { x: number; asked: number } } {
  const host = document.createElement('div');
  const place = { x: 0, asked: 0 };
  Object.defineProperty(host, 'scrollLeft', {
    get: () => {
      place.asked++;
      return place.x;
    },
    set: (x: number) => (place.x = x),
  });
  return { host, place };
}

function zoomedIn(): Camera {
  const camera = new Camera();
  camera.setView(1000, 500);
  camera.setContent(1000, 500, 10);
  camera.zoomAt(4, 500, 250);
  return camera;
}

test('A frame under a camera that rests does not ask the page where it is scrolled to', () => {
  const { host, place } = hostOf();
  const stage = new Stage(host, { replaced: () => {}, scrolled: () => {}, resized: () => {} });
  const camera = zoomedIn();
  stage.mirror(camera);
  expect(place.x).toBe(camera.x);
  const asked = place.asked;
  stage.mirror(camera);
  expect(place.asked).toBe(asked);
  camera.scrollTo(camera.x + 50, camera.y);
  stage.mirror(camera);
  expect(place.x).toBe(camera.x);
});

test('After the user has scrolled further than the camera goes, the page is put back to it', () => {
  const { host, place } = hostOf();
  const stage = new Stage(host, { replaced: () => {}, scrolled: () => {}, resized: () => {} });
  const camera = zoomedIn();
  stage.mirror(camera);
  stage.takeScroll();
  place.x = camera.x + 7;
  expect(stage.takeScroll()).not.toBeNull();
  stage.mirror(camera);
  expect(place.x).toBe(camera.x);
});

test('What the map scrolled itself is not asked of the page; what the user scrolls after it is', () => {
  const { host, place } = hostOf();
  const stage = new Stage(host, { replaced: () => {}, scrolled: () => {}, resized: () => {} });
  const camera = zoomedIn();
  stage.mirror(camera);
  const asked = place.asked;
  expect(stage.takeScroll()).toBeNull();
  expect(place.asked).toBe(asked);
  place.x = camera.x - 40;
  expect(stage.takeScroll()?.x).toBe(camera.x - 40);
});

test('A scroll of the user is taken where the map wrote nothing since', () => {
  const { host, place } = hostOf();
  const stage = new Stage(host, { replaced: () => {}, scrolled: () => {}, resized: () => {} });
  const camera = zoomedIn();
  stage.mirror(camera);
  stage.mirror(camera);
  camera.zoomAt(1.01, 0, 0);
  camera.scrollTo(place.x, camera.y);
  stage.mirror(camera);
  stage.takeScroll();
  place.x -= 30;
  expect(stage.takeScroll()?.x).toBe(place.x);
});
