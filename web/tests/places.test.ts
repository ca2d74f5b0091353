import { describe, expect, test } from 'vitest';
import { Camera } from '../src/map/camera';
import { Arranger } from '../src/map/layout/arranger';
import { rectAt } from '../src/map/layout/layout';
import { gapOf, insetOf, placeOf } from '../src/map/places';
import { randomFrom } from './fixtures';
import { madeUp, widthOf } from './layoutInput';

const bySlots = { group: 'region', within: 'none', size: 'equal', sort: 'id' } as const;
const layoutOf = (count: number) =>
  new Arranger().arrange(madeUp(count), bySlots, { width: 1_268, height: 800, touch: false });

describe.each([300, 30_000])('places of %i tiles', (count) => {
  const layout = layoutOf(count);
  const gap = gapOf(layout);

  test('No tile is thinner than a device pixel at any zoom, and edges lie on whole ones', () => {
    const random = randomFrom(2);
    for (let i = 0; i < 2_000; i++) {
      const ratio = [1, 1.5, 2, 3][i % 4]!;
      const camera = Camera.scaled(1_268, 800, i % 3 === 0 ? random() * 0.2 + 0.001 : 1 + random() * 39);
      camera.x = random() * 900;
      const rect = placeOf(camera, ratio, gap, rectAt(layout.rects, i % count));
      expect(rect.width * ratio).toBeGreaterThanOrEqual(1 - 1e-9);
      expect(rect.height * ratio).toBeGreaterThanOrEqual(1 - 1e-9);
      for (const edge of [rect.x, rect.y, rect.width]) expect((edge * ratio) % 1).toBeCloseTo(0, 6);
    }
  });

  test('A pan moves all by the same whole pixels: nothing shimmers', () => {
    const camera = Camera.scaled(1_268, 800, 7.3);
    const before = [0, 5, 77].map((row) => placeOf(camera, 1, gap, rectAt(layout.rects, row)));
    camera.x += 13;
    [0, 5, 77].forEach((row, i) => {
      const after = placeOf(camera, 1, gap, rectAt(layout.rects, row));
      expect(after).toEqual({ ...before[i], x: before[i]!.x - 13 });
    });
  });

  test('Neighbours that are seen large stand apart, however they are laid', () => {
    const camera = Camera.scaled(1_268, 800, 60 / widthOf(layout, layout.order[0]!));
    const [a, b] = [layout.order[0]!, layout.order[1]!].map((row) =>
      placeOf(camera, 1, gap, rectAt(layout.rects, row)),
    );
    expect(b!.x - (a!.x + a!.width)).toBeGreaterThanOrEqual(2);
  });
});

test('Tiles of few pixels give nothing up', () => {
  for (let least = 1; least <= 6; least++) expect(insetOf(least, 0, 1)).toBe(0);
  expect(insetOf(80, 0, 1)).toBe(3);
  expect(insetOf(80, 3, 1)).toBe(0);
});
