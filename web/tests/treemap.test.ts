import { describe, expect, test } from 'vitest';
import { Arranger } from '../src/map/layout/arranger';
import type { Arrangement, Layout, SizeBy } from '../src/map/layout/layout';
import { rectsOf } from '../src/map/layout/layout';
import { StripBuilder } from '../src/map/layout/stripBuilder';
import { Seen, placeStrips, stripWeightsOf, weighStrips } from '../src/map/layout/strips';
import { TreemapLayout } from '../src/map/layout/treemapLayout';
import { randomFrom } from './fixtures';
import type { MadeUp } from './layoutInput';
import {
  grown,
  heightOf,
  later,
  madeUp,
  outsiders,
  overlaps,
  reached,
  rectOf,
  strays,
  widthOf,
  without,
  xOf,
  yOf,
} from './layoutInput';

const DESKTOP = { width: 1600, height: 900, touch: false };
const NARROW = { width: 320, height: 500, touch: true };
const BY_COLLATERAL: Arrangement = { group: 'region', within: 'none', size: 'collateral', sort: 'id' };
const ONE_GROUP: Arrangement = { ...BY_COLLATERAL, group: 'none' };

await Arranger.prepare(BY_COLLATERAL);

function arranged(
  input: MadeUp,
  arrangement = BY_COLLATERAL,
  view = DESKTOP,
): { arranger: Arranger; layout: TreemapLayout } {
  const arranger = new Arranger();
  const layout = arranger.arrange(input, arrangement, view);
  if (!(layout instanceof TreemapLayout)) expect.fail('no treemap');
  return { arranger, layout };
}

/** The side of a tile with the gap that was taken from it. */
function cell(side: number, gap: number): number {
  return Math.max(side + Math.min(gap, side / 3));
}

function areaOf(layout: Layout, row: number, gap: number): number {
  return cell(widthOf(layout, row), gap) * cell(heightOf(layout, row), gap);
}

/** The gap of a layout, from two tiles of one strip. */
function gapOf(layout: Layout): number {
  const row = layout.order[0]!;
  const below = layout.neighbour(row, 0, 1);
  return below < 0 ? 3 : Math.round(2 * (yOf(layout, below) - yOf(layout, row) - heightOf(layout, row))) / 2;
}

/** Centre displacements in px between two layouts, ascending. */
function displacements(before: Layout, after: Layout, rows: number): number[] {
  const moved = Array.from({ length: rows }, (_, row) => {
    const [a, b] = [rectOf(before, row), rectOf(after, row)];
    return Math.hypot(b[0] + b[2] / 2 - a[0] - a[2] / 2, b[1] + b[3] / 2 - a[1] - a[3] / 2);
  });
  return moved.sort((a, b) => a - b);
}

describe('stability', () => {
  test.each([
    ['240 in one group', 240, ONE_GROUP],
    ['240 in six regions', 240, BY_COLLATERAL],
    ['10 000 in six regions', 10_000, BY_COLLATERAL],
    ['10 000 in regions and classes', 10_000, { ...BY_COLLATERAL, within: 'class' as const }],
  ])('At 0.3 %% noise the centres of %s move less than 2 px a block at p99', (_, count, arrangement) => {
    const random = randomFrom(17);
    let input = madeUp(count);
    const { arranger, layout } = arranged(input, arrangement);
    let before: Layout = layout;
    const all: number[] = [];
    for (let block = 0; block < (count > 1000 ? 6 : 120); block++) {
      input = later(input, random, 0.003);
      const after = arranger.follow(input)!;
      all.push(...displacements(before, after, count));
      before = after;
    }
    all.sort((a, b) => a - b);
    const p99 = all[Math.floor(0.99 * all.length)]!;
    expect(p99).toBeLessThan(2);
    expect(all.at(-1)).toBeGreaterThan(0);
    expect(before.order).toEqual(layout.order);
  });

  test('A block that changes no size changes no rectangle, nor does one that changes all alike', () => {
    const input = madeUp(300);
    const { arranger } = arranged(input);
    expect(arranger.follow(later(input, randomFrom(1), 0))).toBeNull();
    const doubled = { ...input.columns, collateral: input.columns.collateral.map((c) => 2 * c) };
    expect(arranger.follow({ ...input, columns: doubled })).toBeNull();
    const other = { ...input.columns, collateral: input.columns.collateral.with(5, 9e21) };
    expect(arranger.follow({ ...input, columns: other })).not.toBeNull();
  });

  test('Blocks write in turn over two layouts, so that the one before stays what it is', () => {
    const random = randomFrom(9);
    const inputs = [madeUp(300)];
    for (let block = 0; block < 4; block++) inputs.push(later(inputs[block]!, random, 0.01));
    const { arranger } = arranged(inputs[0]!);
    const first = arranger.follow(inputs[1]!)!;
    const kept = first.rects.slice();
    const second = arranger.follow(inputs[2]!)!;
    expect(first.rects).toEqual(kept);
    expect(second.rects).not.toEqual(kept);
    const third = arranger.follow(inputs[3]!)!;
    expect(third.rects).toBe(first.rects);
    expect(arranger.follow(inputs[4]!)!.rects).toBe(second.rects);
  });

  test('A block that changes all alike leaves the weights by which the map is laid out for another window', () => {
    const input = madeUp(300);
    const [{ arranger }, { arranger: other }] = [arranged(input), arranged(input)];
    const doubled = { ...input.columns, collateral: input.columns.collateral.map((c) => 2 * c) };
    expect(arranger.follow({ ...input, columns: doubled })).toBeNull();
    const half = { width: 1200, height: 900, touch: false };
    const [resized, wanted] = [arranger.resize(half), other.resize(half)];
    for (let row = 0; row < 300; row++) expect(rectOf(resized, row)).toEqual(rectOf(wanted, row));
  });

  test('A resize within a class of viewports only rescales; another class squarifies anew in the same order', () => {
    const input = madeUp(300);
    const { arranger, layout } = arranged(input, ONE_GROUP);
    const half = arranger.resize({ width: 1200, height: 900, touch: false });
    // The padding and the space after the box stay as they are.
    const [sx, gap] = [(1200 - 30) / (1600 - 30), gapOf(layout)];
    for (const row of layout.order) {
      expect(xOf(half, row) - 12).toBeCloseTo((xOf(layout, row) - 12) * sx, 1);
      expect(cell(widthOf(half, row), gap)).toBeCloseTo(cell(widthOf(layout, row), gap) * sx, 1);
      expect(yOf(half, row)).toBeCloseTo(yOf(layout, row), 2);
    }
    const phone = arranger.resize(NARROW) as TreemapLayout;
    expect(phone.order).toEqual(layout.order);
    expect(overlaps(phone)).toEqual([]);
    expect(phone.worstAspect).toBeLessThan(4);
  });
});

describe('newcomers and leavers', () => {
  test('A newcomer stands at the end of its group, and the structure stays', () => {
    const input = madeUp(300);
    const { arranger, layout } = arranged(input);
    const after = arranger.follow(grown(input, 1, () => 2))!;
    expect(arranger.overflowed).toBe(1);
    const name = after.groups.find((g) => g.rows.includes(300))!;
    expect([name.name, name.rows.at(-1)]).toEqual(['us-west', 300]);
    expect([...after.order].filter((row) => row !== 300)).toEqual([...layout.order]);
    expect(overlaps(after)).toEqual([]);
    expect(after.pick(xOf(after, 300) + widthOf(after, 300) / 2, yOf(after, 300) + heightOf(after, 300) / 2)).toBe(300);
    const more = arranger.follow(
      grown(
        grown(input, 1, () => 2),
        30,
        (row) => row % 7,
      ),
    )!;
    expect([arranger.overflowed, overlaps(more)]).toEqual([31, []]);
    expect(more.order.length).toBe(331);
    expect(more.groups.map((g) => g.rows.length).reduce((a, b) => a + b)).toBe(331);
  });

  test('Clusters of a group that was not there get a box of their own at the end', () => {
    const input = madeUp(300);
    const { arranger } = arranged(input, { ...BY_COLLATERAL, within: 'class' });
    const after = arranger.follow(grown(input, 5, () => 99))!;
    const box = after.groups.at(-1)!;
    expect([box.name, box.rows.length]).toEqual(['since the last layout', 5]);
    expect(overlaps(after)).toEqual([]);
    const again = arranger.follow(
      grown(
        grown(input, 5, () => 99),
        3,
        () => 99,
      ),
    )!;
    expect(again.groups.at(-1)!.rows.length).toBe(8);
    expect(overlaps(again)).toEqual([]);
    for (const row of again.groups.at(-1)!.rows)
      expect(again.pick(xOf(again, row) + widthOf(again, row) / 2, yOf(again, row) + heightOf(again, row) / 2)).toBe(
        row,
      );
  });

  test('A leaver keeps its cell as a ghost until the next layout', () => {
    const input = madeUp(300);
    const { arranger, layout } = arranged(input);
    const gone = without(input, 42);
    gone.columns.collateral[42] = 0;
    expect(arranger.follow(gone)).toBeNull();
    // Whatever its columns go on to say.
    gone.columns.collateral[42] = 9e24;
    expect(arranger.follow(gone)).toBeNull();
    const [x, y, width, height] = rectOf(layout, 42);
    expect(layout.pick(x + width / 2, y + height / 2)).toBe(-1);
    for (const row of layout.order)
      for (const dx of [-1, 1] as const) expect(layout.neighbour(row, dx, 0)).not.toBe(42);
    expect(arranger.arrange(gone, BY_COLLATERAL, DESKTOP).order).not.toContain(42);
  });
});

describe('sizes', () => {
  test.each(['collateral', 'gpus', 'requirement'] as const)('Areas are proportional to %s within 1e-3', (size) => {
    for (const count of [300, 10_000]) {
      const input = madeUp(count);
      const { layout } = arranged(input, { ...BY_COLLATERAL, within: 'class', size });
      const sizes = sizesIn(input, size);
      const gap = gapOf(layout);
      const per = Array.from(layout.order, (row) => areaOf(layout, row, gap) / sizes[row]!);
      const mean = per.reduce((a, b) => a + b) / count;
      // Of one group all alike; the groups among each other, too. A 32-bit float's rounding shows in the least tiles.
      const off = per.map((p) => Math.abs(p / mean - 1)).sort((a, b) => a - b);
      expect(off[Math.floor(count * 0.98)]).toBeLessThan(1e-3);
      expect(off.at(-1)).toBeLessThan(6e-3);
    }
  });

  test('What has no size, or an unknown one, is small, but there', () => {
    const input = madeUp(300);
    input.columns.collateral.set([0, Number.NaN, Number.POSITIVE_INFINITY, -1], 0);
    for (const size of ['collateral', 'shortfall'] as const) {
      const { layout } = arranged(input, { ...BY_COLLATERAL, size });
      for (let row = 0; row < 300; row++) expect(widthOf(layout, row) * heightOf(layout, row)).toBeGreaterThan(0.5);
      expect(overlaps(layout)).toEqual([]);
      const sizes = sizesIn(input, size);
      const most = [...sizes.keys()].reduce((a, b) => ((sizes[b] ?? 0) > (sizes[a] ?? 0) && b !== 2 ? b : a), 5);
      expect(widthOf(layout, most) * heightOf(layout, most)).toBeGreaterThan(widthOf(layout, 0) * heightOf(layout, 0));
    }
    const none = { ...input, shortfalls: () => new Float64Array(300) };
    const { layout } = arranged(none, { ...ONE_GROUP, size: 'shortfall' });
    const gap = gapOf(layout);
    for (let row = 1; row < 300; row++) expect(areaOf(layout, row, gap)).toBeCloseTo(areaOf(layout, 0, gap), -1);
  });

  test('Tiles are near to squares, and a drift that makes them long is said', () => {
    const input = madeUp(2_000);
    const { arranger, layout } = arranged(input);
    expect(layout.worstAspect).toBeLessThan(4);
    expect(layout.worstAspect).toBeGreaterThan(1);
    expect(arranger.aspectDrift).toBe(false);
    const far = later(input, randomFrom(4), 1.5);
    expect((arranger.follow(far) as TreemapLayout).worstAspect).toBeGreaterThan(4);
    expect(arranger.aspectDrift).toBe(true);
    arranger.arrange(far, BY_COLLATERAL, DESKTOP);
    expect(arranger.aspectDrift).toBe(false);
  });
});

function sizesIn(input: MadeUp, size: SizeBy): Float64Array {
  const { columns } = input;
  return size === 'gpus'
    ? columns.gpus
    : size === 'collateral'
      ? columns.collateral
      : size === 'requirement'
        ? input.requirements()
        : input.shortfalls();
}

describe.each([
  ['300 in 6 regions', 300, BY_COLLATERAL, DESKTOP],
  ['300 in regions and classes', 300, { ...BY_COLLATERAL, within: 'class' }, DESKTOP],
  ['300 by operator and zone', 300, { ...BY_COLLATERAL, group: 'operator', within: 'zone' }, DESKTOP],
  ['300 at 320 px', 300, BY_COLLATERAL, NARROW],
  ['5 000 by operator', 5_000, { ...BY_COLLATERAL, group: 'operator' }, DESKTOP],
  ['12 000 in one group', 12_000, ONE_GROUP, DESKTOP],
  ['two', 2, BY_COLLATERAL, DESKTOP],
  ['one', 1, BY_COLLATERAL, DESKTOP],
  ['none', 0, BY_COLLATERAL, DESKTOP],
] as const satisfies readonly (readonly [string, number, Arrangement, typeof DESKTOP])[])(
  '%s',
  (_, count, arrangement, view) => {
    const { layout } = arranged(madeUp(count, 40), arrangement, view);

    test('No tile lies on another, and all lie inside the content and their group', () => {
      expect(overlaps(layout)).toEqual([]);
      expect(new Set(layout.order).size).toBe(count);
      expect(outsiders(layout)).toEqual([]);
      for (const box of layout.groups) {
        expect(strays(layout, box)).toEqual([]);
        expect(box.x >= 0 && box.x + box.width <= layout.contentWidth).toBe(true);
        expect(box.y >= 0 && box.y + box.height <= layout.contentHeight).toBe(true);
      }
      expect(layout.contentWidth).toBe(view.width);
    });

    test('Picking the middle and the corners of any tile finds it', () => {
      for (const row of layout.order) {
        const [x, y, width, height] = rectOf(layout, row);
        for (const at of [0.03, 0.5, 0.95])
          if (layout.pick(x + at * width, y + at * height) !== row) expect.fail(`row ${row} at ${at}`);
      }
      expect(layout.pick(-5, -5)).toBe(-1);
    });

    test('The rows in a rectangle are those whose tiles touch it', () => {
      const random = randomFrom(21);
      const out = new Uint32Array(count + 1);
      for (let probe = 0; probe < 20; probe++) {
        const [x, y] = [random() * view.width, random() * layout.contentHeight];
        const [width, height] = [random() * 400, random() * 300];
        const found = new Set(out.subarray(0, layout.rowsIn(x, y, width, height, out)));
        for (const row of layout.order) {
          const [left, top, w, h] = rectOf(layout, row);
          const touches = left <= x + width && left + w >= x && top <= y + height && top + h >= y;
          if (found.has(row) !== touches) expect.fail(`row ${row}`);
        }
      }
    });

    test('Arrow keys reach every tile, and lead to what is seen there', () => {
      if (count === 0) return expect(layout.neighbour(0, 1, 0)).toBe(-1);
      if (count <= 5_000) expect(reached(layout)).toBe(count);
      for (const row of layout.order) {
        const right = layout.neighbour(row, 1, 0);
        const below = layout.neighbour(row, 0, 1);
        if (right >= 0 && xOf(layout, right) <= xOf(layout, row)) expect.fail(`right of ${row}`);
        if (below >= 0 && yOf(layout, below) <= yOf(layout, row)) expect.fail(`below ${row}`);
      }
    });
  },
);

test('Squarifying the example of Bruls, Huizing and van Wijk gives the figure of their paper', () => {
  const weights = Float64Array.of(6, 6, 4, 3, 2, 2, 1);
  const builder = new StripBuilder();
  builder.squarify(weights, 0, 7, 24, 6, 4);
  const strips = builder.build();
  expect([...strips.start]).toEqual([0, 2, 4, 5, 6, 7]);
  expect([...strips.upright]).toEqual([1, 0, 1, 1, 0]);
  const out = rectsOf(7);
  const box = { x: 0, y: 0, width: 6, height: 4 };
  placeStrips(
    strips,
    0,
    5,
    { items: Uint32Array.of(0, 1, 2, 3, 4, 5, 6), weights, strips: builder.weighed() },
    24,
    box,
    0,
    out,
  );
  expect([...out.subarray(0, 4)]).toEqual([0, 0, 3, 2]);
  expect(out[8]).toBe(3);
  expect(out[10]! * out[11]!).toBeCloseTo(4, 5);
});

/** The strips of `squarify`, each item looked at by itself, as the paper has it. */
function greedy(weights: Float64Array, total: number, boxWidth: number, boxHeight: number): [number[], number[]] {
  const [start, upright]: [number[], number[]] = [[], []];
  let [width, height] = [Math.max(boxWidth, 1), Math.max(boxHeight, 1)];
  const scale = (width * height) / total;
  for (let i = 0, end = 0; i < weights.length; i = end) {
    const side = Math.min(width, height);
    const stands = width >= height;
    let sum = 0;
    let worst = Number.POSITIVE_INFINITY;
    for (end = i; end < weights.length; end++) {
      const [most, least] = [weights[i]! * scale, weights[end]! * scale];
      const squared = (sum + least) * (sum + least) * (1 / (side * side));
      const aspect = Math.max(most / squared, squared / least);
      if (aspect > worst) break;
      [sum, worst] = [sum + least, aspect];
    }
    start.push(i);
    upright.push(stands ? 1 : 0);
    if (stands) width = Math.max(width - sum / side, 1e-6);
    else height = Math.max(height - sum / side, 1e-6);
  }
  return [[...start, weights.length], upright];
}

test.each([
  ['random', (random: () => number) => random()],
  ['log-normal', (random: () => number) => Math.exp(3 * (random() + random() + random() - 1.5))],
  ['equal', () => 7],
  ['nearly equal', (random: () => number) => 1 + 1e-12 * random()],
  ['few sizes, so that many are tied', (random: () => number) => 2 ** Math.floor(4 * random())],
  ['geometric', (_: () => number, i: number) => 0.9 ** i],
  ['one huge and all others tiny', (_: () => number, i: number) => (i === 0 ? 1e30 : 1e-6)],
  ['falling off a cliff', (random: () => number, i: number) => (i % 3 === 0 ? 1e9 : 1) * (1 + random())],
  ['base units', (random: () => number) => Math.round(2e21 * random()) + 1],
])('The strips that are found by a leap are those of the greedy one, item by item: %s (seed 5)', (_, sizeOf) => {
  const random = randomFrom(5);
  for (let run = 0; run < 120; run++) {
    const count = 1 + Math.floor(random() ** 3 * 3_000);
    const weights = Float64Array.from({ length: count }, (__, i) => sizeOf(random, i))
      .sort()
      .reverse();
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const [width, height] = [1 + random() * 1_600, 1 + random() ** 4 * 900];
    const builder = new StripBuilder();
    builder.squarify(weights, 0, count, total, width, height, true);
    const { start, upright } = builder.build();
    expect([[...start], [...upright]]).toEqual(greedy(weights, total, width, height));
  }
});

/** Strips placed item by item, each of which takes its share of what the strips before it left over; in doubles. */
function placedPlainly(
  [start, upright]: [number[], number[]],
  weights: Float64Array,
  box: { x: number; y: number; width: number; height: number },
  gap: number,
): number[][] {
  let { x, y, width, height } = box;
  const out: number[][] = [];
  const inner = (side: number): number => side - Math.min(gap, side / 4);
  for (let k = 0; k + 1 < start.length; k++) {
    const own = weights.slice(start[k], start[k + 1]);
    const rest = weights.slice(start[k]).reduce((a, b) => a + b, 0);
    const sum = own.reduce((a, b) => a + b, 0);
    const thickness = ((upright[k] ? width : height) * sum) / rest;
    let at = upright[k] ? y : x;
    for (const weight of own) {
      const side = ((upright[k] ? height : width) * weight) / sum;
      out.push(upright[k] ? [x, at, inner(thickness), inner(side)] : [at, y, inner(side), inner(thickness)]);
      at += side;
    }
    if (upright[k]) [x, width] = [x + thickness, width - thickness];
    else [y, height] = [y + thickness, height - thickness];
  }
  return out;
}

test.each([true, false])(
  'Squarified items lie where a plain placing of their strips has them; falling: %s (seed 6)',
  (falling) => {
    const random = randomFrom(6);
    for (let run = 0; run < 60; run++) {
      const count = 1 + Math.floor(random() ** 2 * 800);
      const weights = Float64Array.from({ length: count }, () => 1e21 * Math.exp(4 * random()));
      if (falling) weights.sort().reverse();
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const box = { x: 5 * random(), y: 7, width: 100 + random() * 1_500, height: 100 + random() * 800 };
      const builder = new StripBuilder();
      builder.squarify(weights, 0, count, total, box.width, box.height, falling);
      const strips = builder.build();
      const { length } = strips.upright;
      const items = Uint32Array.from({ length: count }, (_, i) => count - 1 - i);
      const rects = rectsOf(count);
      const seen = new Seen();
      placeStrips(strips, 0, length, { items, weights, strips: builder.weighed() }, total, box, 2, rects, null, seen);
      const wanted = placedPlainly([[...strips.start], [...strips.upright]], weights, box, 2);
      // A 32-bit float at 1 600 tells 2⁻¹³ px apart.
      let off = 0;
      wanted.forEach((rect, i) =>
        rect.forEach((at, c) => (off = Math.max(off, Math.abs(at - rects[4 * items[i]! + c]!)))),
      );
      expect(off).toBeLessThan(2 ** -13);
      const weighed = stripWeightsOf(length);
      weighStrips(strips, 0, length, weights, weighed);
      for (const part of ['sum', 'least', 'most'] as const)
        for (let k = 0; k < length; k++) expect(builder.weighed()[part][k]! / weighed[part][k]!).toBeCloseTo(1, 11);
      const longest = Math.max(...wanted.map(([, , width]) => cell(width!, 2)));
      expect(seen.width).toBeCloseTo(longest, 6);
    }
  },
);

test('Tiles are laid by size within their groups, equal ones by id, and what has no size last', () => {
  const input = madeUp(3_000);
  for (let row = 0; row < 3_000; row += 3) input.columns.collateral[row] = 5e21;
  input.columns.collateral.set([0, Number.NaN, Number.POSITIVE_INFINITY, -1], 6);
  // Apart by less than a 32-bit float tells.
  input.columns.collateral.set([7e21, 7e21 * (1 + 1e-12)], 60);
  const sizes = input.columns.collateral.map((size) => (size > 0 && size < Number.POSITIVE_INFINITY ? size : 0));
  for (const arrangement of [ONE_GROUP, BY_COLLATERAL, { ...BY_COLLATERAL, within: 'class' as const }])
    for (const { rows, level } of arranged(input, arrangement).layout.groups) {
      if (arrangement.within !== 'none' && level === 0) continue;
      const wanted = [...rows].sort((a, b) => sizes[b]! - sizes[a]! || a - b);
      expect([...rows]).toEqual(wanted);
    }
});
