import { describe, expect, test } from 'vitest';
import { PlaceTexels } from '../src/map/gl/placeTexels';
import { Arranger } from '../src/map/layout/arranger';
import type { Arrangement, Layout } from '../src/map/layout/layout';
import { LINE } from '../src/map/tileState';
import { madeUp } from './layoutInput';

const VIEW = { width: 1268, height: 848, touch: false };
const OTHER = { width: 1200, height: 800, touch: false };

/** Every free slot and heading where its texel is, and nothing else in the line. */
function expectPlaced({ extraRects, firstFree, firstHeading, extraLines }: PlaceTexels, layout: Layout): void {
  const expected = new Float32Array(extraLines * LINE * 4);
  expected.set(layout.free);
  layout.groups.forEach(({ heading: { x, y, width, height } }, group) =>
    expected.set([x, y, width, height], 4 * (firstHeading - firstFree + group)),
  );
  expect(extraRects).toEqual(expected);
}

describe('texels of places', () => {
  const arrangement: Arrangement = { group: 'region', within: 'none', size: 'equal', sort: 'id' };

  test('free slots and headings lie behind the rows', () => {
    const layout = new Arranger().arrange(madeUp(500), arrangement, VIEW);
    expect(layout.free.length).toBeGreaterThan(0);
    expectPlaced(new PlaceTexels(layout), layout);
  });

  test('a treemap’s block writes its headings into the room of the block before', async () => {
    const bySize: Arrangement = { ...arrangement, size: 'collateral' };
    await Arranger.prepare(bySize);
    const arranger = new Arranger();
    const before = new PlaceTexels(arranger.arrange(madeUp(500), bySize, VIEW));
    const next = arranger.resize(OTHER);
    const after = new PlaceTexels(next, before);
    expect(after.extraRects).toBe(before.extraRects);
    expectPlaced(after, next);
  });

  test('with fewer groups nothing is left of those that are gone', () => {
    const arranger = new Arranger();
    const before = new PlaceTexels(arranger.arrange(madeUp(500), arrangement, VIEW));
    const one = arranger.arrange(madeUp(500), { ...arrangement, group: 'none' }, VIEW);
    expectPlaced(new PlaceTexels(one, before), one);
    // The same free slots, and so the same number of the first heading.
    const fewer = Object.create(one, { free: { value: before.layout.free } }) as Layout;
    expectPlaced(new PlaceTexels(fewer, before), fewer);
  });
});
