// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { Camera } from '../src/map/camera';
import type { GroupBox } from '../src/map/layout/layout';
import { PIN_EDGE, PIN_HEIGHT, PinnedHeadings, pinsOf } from '../src/map/pinnedHeadings';

const box = (name: string, x: number, y: number, width: number, height: number, level: 0 | 1 = 0): GroupBox => ({
  ...{ name, x, y, width, height, level },
  heading: { x, y, width, height: 22 },
  rows: new Uint32Array(0),
});
const groups = [box('eu', 0, 0, 1000, 300), box('us', 0, 300, 1000, 300), box('us-h100', 10, 330, 900, 260, 1)];

function at(zoom: number, x: number, y: number): Camera {
  const camera = new Camera();
  camera.setView(1000, 400);
  camera.setContent(1000, 600, 40);
  camera.zoomAt(zoom, 0, 0);
  camera.scrollTo(x, y);
  return camera;
}

const named = (camera: Camera): string[] => pinsOf(groups, camera).map(({ group }) => groups[group]!.name);

describe('pinned headings', () => {
  test('there are none while every heading is in sight', () => {
    expect(named(at(1, 0, 0))).toEqual([]);
    expect(named(at(2, 0, 0))).toEqual([]);
  });

  test('a group whose heading is scrolled out of sight has it at the edge that it left by', () => {
    const [pin, ...others] = pinsOf(groups, at(2, 0, 200));
    expect(others).toEqual([]);
    expect(pin).toMatchObject({ group: 0, x: PIN_EDGE, y: PIN_EDGE });
    expect(pinsOf(groups, at(2, 300, 0))[0]).toMatchObject({ group: 0, x: PIN_EDGE, y: 22 - PIN_HEIGHT / 2 });
  });

  test('an inner group stands below its outer one, and each stays inside its group', () => {
    const pins = pinsOf(groups, at(2, 0, 700));
    expect(pins.map(({ group, y }) => [groups[group]!.name, y])).toEqual([
      ['us', PIN_EDGE],
      ['us-h100', PIN_EDGE + PIN_HEIGHT + 2],
    ]);
    for (const { x, width } of pins) expect(x + width).toBeLessThanOrEqual(1000);
  });

  test('a group that is nearly out of sight is not named', () => {
    expect(named(at(2, 0, 590))).toEqual([]);
  });

  test('they are written beside the canvas and taken away', () => {
    const canvas = document.createElement('canvas');
    document.body.append(canvas);
    const pinned = new PinnedHeadings(canvas);
    const shown = (): string[] =>
      [...document.querySelectorAll<HTMLElement>('.map-pins > p')].filter((p) => !p.hidden).map((p) => p.textContent);
    pinned.show(groups, at(2, 0, 200), (group) => ({ name: groups[group]!.name, details: ['41 clusters', '41'] }));
    expect(shown()).toEqual(['eu 41 clusters']);
    pinned.show(groups, at(2, 0, 700), (group) => ({ name: groups[group]!.name, details: ['7 clusters'] }));
    expect(shown()).toEqual(['us 7 clusters', 'us-h100 7 clusters']);
    pinned.show(groups, at(1, 0, 0), () => ({ name: '', details: [] }));
    expect(shown()).toEqual([]);
  });
});
