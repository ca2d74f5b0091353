import { describe, expect, test } from 'vitest';
import { Arranger } from '../src/map/layout/arranger';
import type { Arrangement, Layout } from '../src/map/layout/layout';
import { SlotLayout } from '../src/map/layout/slotLayout';
import { capacityFor } from '../src/map/layout/slots';
import { randomFrom } from './fixtures';
import type { MadeUp } from './layoutInput';
import {
  REGIONS,
  grown,
  heightOf,
  later,
  madeUp,
  outsiders,
  overlaps,
  reached,
  rectOf,
  rectsIn,
  strays,
  widthOf,
  without,
  xOf,
  yOf,
  zonesOf,
} from './layoutInput';

const DESKTOP = { width: 1268, height: 848, touch: false };
const PHONE = { width: 390, height: 600, touch: true };
const NARROW = { width: 320, height: 500, touch: true };
const BY_REGION: Arrangement = { group: 'region', within: 'none', size: 'equal', sort: 'id' };

function arranged(input: MadeUp, arrangement = BY_REGION, view = DESKTOP): { arranger: Arranger; layout: Layout } {
  const arranger = new Arranger();
  return { arranger, layout: arranger.arrange(input, arrangement, view) };
}

describe('a block', () => {
  test('A thousand blocks without membership change move no tile by a single px', () => {
    const random = randomFrom(11);
    let input = madeUp(300);
    for (const group of ['region', 'zone'] as const) {
      const { arranger, layout } = arranged(input, { ...BY_REGION, group, sort: 'risk' });
      const before = rectsIn(layout, 300);
      for (let block = 0; block < 1000; block++) {
        input = later(input, random, 0.003);
        expect(arranger.follow(input)).toBeNull();
      }
      expect(rectsIn(layout, 300)).toEqual(before);
    }
  });

  test('A newcomer takes one free slot of its group, and no other tile changes', () => {
    const input = madeUp(300);
    const { arranger, layout } = arranged(input);
    const after = arranger.follow(grown(input, 1, () => 2))!;
    expect(rectsIn(after, 300)).toEqual(rectsIn(layout, 300));
    const free = Array.from({ length: layout.free.length / 4 }, (_, i) => layout.free.slice(4 * i, 4 * i + 4));
    expect(free).toContainEqual(Float32Array.from(rectOf(after, 300)));
    expect(after.free.length).toBe(layout.free.length - 4);
    expect(after.groups.map((g) => g.rows.length)).toEqual([50, 50, 50, 50, 50, 51]);
    expect(after.pick(xOf(after, 300) + 2, yOf(after, 300) + 2)).toBe(300);
    expect([after.contentHeight, arranger.overflowed]).toEqual([layout.contentHeight, 0]);
  });

  test('A leaver leaves a ghost, whose slot is given to nobody', () => {
    const input = madeUp(300);
    const { arranger, layout } = arranged(input);
    const ghost = rectOf(layout, 12);
    expect(arranger.follow(without(input, 12))).toBeNull();
    expect(layout.pick(ghost[0] + 5, ghost[1] + 5)).toBe(-1);
    const after = arranger.follow(grown(without(input, 12), 3, () => 0))!;
    expect(rectOf(after, 12)).toEqual(ghost);
    for (const row of [300, 301, 302]) expect(rectOf(after, row)).not.toEqual(ghost);
    expect(after.order).toContain(12);
    expect(after.neighbour(6, 1, 0)).toBe(18);
    // Back again, as after a reorganisation that is undone: it has its place still.
    expect(arranger.follow(grown(input, 3, () => 0))).toBeNull();
    expect(after.pick(ghost[0] + 5, ghost[1] + 5)).toBe(12);
    // An act forgets ghosts.
    expect(arranger.arrange(without(input, 12), BY_REGION, DESKTOP).order).not.toContain(12);
  });

  test('What no longer fits goes to a box at the end, under everything, until the next layout', () => {
    const input = madeUp(300);
    const { arranger, layout } = arranged(input);
    const more = grown(input, 60, (row) => (row === 359 ? 99 : 1));
    const after = arranger.follow(more)!;
    expect(rectsIn(after, 300)).toEqual(rectsIn(layout, 300));
    const box = after.groups.at(-1)!;
    expect([box.name, box.rows.length]).toEqual(['since the last layout', arranger.overflowed]);
    expect(arranger.overflowed).toBe(60 - (capacityFor(50) - 50));
    expect(box.rows).toContain(359); // of a region that had no group
    for (const other of after.groups.slice(0, -1)) expect(other.y + other.height).toBeLessThanOrEqual(box.y);
    expect(after.contentHeight).toBeGreaterThanOrEqual(box.y + box.height);
    expect(overlaps(after)).toEqual([]);
    for (const row of box.rows) expect(after.pick(xOf(after, row) + 2, yOf(after, row) + 2)).toBe(row);
    const anew = arranger.arrange(more, BY_REGION, DESKTOP);
    expect([arranger.overflowed, anew.groups.at(-1)!.name]).toEqual([0, 'us-west']);
  });

  test('The box at the end grows downward and moves nobody', () => {
    const input = madeUp(60);
    const { arranger } = arranged(input);
    const once = arranger.follow(grown(input, 40, () => 99))!;
    const twice = arranger.follow(
      grown(
        grown(input, 40, () => 99),
        200,
        () => 99,
      ),
    )!;
    expect(rectsIn(twice, 100)).toEqual(rectsIn(once, 100));
    expect(twice.contentHeight).toBeGreaterThan(once.contentHeight);
    expect(overlaps(twice)).toEqual([]);
  });
});

describe('every viewer', () => {
  test('Two who came at different times see each cluster in the same slot of its group', () => {
    const input = madeUp(60);
    const { arranger: early } = arranged(input);
    const now = grown(input, 6, (row) => row % 6);
    const theirs = early.follow(now)!;
    const ours = arranged(now).layout;
    const slots = (layout: Layout): number[][] => layout.groups.map((g) => [...g.rows]);
    expect(slots(theirs)).toEqual(slots(ours));
    expect(rectsIn(theirs, 66)).toEqual(rectsIn(ours, 66)); // the same step of capacity, so the same px
  });

  test('Slots go by id, whatever the order of rows', () => {
    const input = madeUp(60);
    const reversed = { ...input, columns: { ...input.columns, byId: input.columns.byId.toReversed() } };
    expect([...arranged(reversed).layout.groups[2]!.rows]).toEqual(
      [...arranged(input).layout.groups[2]!.rows].reverse(),
    );
    expect(arranged(input).layout.groups.map((g) => g.name)).toEqual(REGIONS.toSorted());
  });

  test('Every group keeps at least a quarter spare, in steps that get coarser', () => {
    const steps = new Set<number>();
    for (let count = 0; count < 5000; count++) {
      const capacity = capacityFor(count);
      expect(capacity).toBeGreaterThanOrEqual(count * 1.25);
      expect(capacity).toBeLessThanOrEqual(Math.max(4, count * 1.25 * 1.2 + 4));
      steps.add(capacity);
    }
    expect(steps.size).toBeLessThan(150);
  });

  test('A resize keeps every slot', () => {
    const input = madeUp(300);
    const { arranger, layout } = arranged(input, { ...BY_REGION, sort: 'risk' });
    arranger.follow(later(input, randomFrom(3), 0.2));
    for (const view of [PHONE, { width: 700, height: 900, touch: false }, NARROW, DESKTOP]) {
      const resized = arranger.resize(view);
      expect(resized.order).toEqual(layout.order);
      expect(overlaps(resized)).toEqual([]);
    }
    expect(rectsIn(arranger.resize(DESKTOP), 300)).toEqual(rectsIn(layout, 300));
  });
});

const SHAPES = [
  ['300 in 6 regions', 300, BY_REGION, DESKTOP],
  ['300 by operator', 300, { ...BY_REGION, group: 'operator' }, DESKTOP],
  ['300 by region and class', 300, { ...BY_REGION, within: 'class' }, DESKTOP],
  ['300 by operator and zone', 300, { ...BY_REGION, group: 'operator', within: 'zone' }, DESKTOP],
  ['300 on a phone', 300, BY_REGION, PHONE],
  ['300 at 320 px', 300, { ...BY_REGION, within: 'class' }, NARROW],
  ['3 000 by zone', 3_000, { ...BY_REGION, group: 'zone', sort: 'risk' }, DESKTOP],
  ['10 000 in 6 regions', 10_000, BY_REGION, DESKTOP],
  ['10 000 by operator and class', 10_000, { ...BY_REGION, group: 'operator', within: 'class' }, DESKTOP],
  ['10 000 on a phone', 10_000, { ...BY_REGION, group: 'none' }, PHONE],
  ['30 000 in one group', 30_000, { ...BY_REGION, group: 'none' }, DESKTOP],
  ['one', 1, BY_REGION, DESKTOP],
  ['none', 0, BY_REGION, DESKTOP],
] as const satisfies readonly (readonly [string, number, Arrangement, typeof DESKTOP])[];

describe.each(SHAPES)('%s', (_, count, arrangement, view) => {
  const { layout } = arranged(madeUp(count, 40), arrangement, view);

  test('No tile lies on another or on a free slot, and all lie inside the content', () => {
    expect(overlaps(layout)).toEqual([]);
    expect(layout.order.length).toBe(count);
    expect(new Set(layout.order).size).toBe(count);
    expect(layout.contentWidth).toBeCloseTo(view.width, 3);
    const taken = new Set(Array.from(layout.order, (row) => `${xOf(layout, row)} ${yOf(layout, row)}`));
    for (let i = 0; i < layout.free.length; i += 4) {
      if (taken.has(`${layout.free[i]} ${layout.free[i + 1]}`)) expect.fail(`free slot ${i / 4}`);
      taken.add(`${layout.free[i]} ${layout.free[i + 1]}`);
    }
    expect(outsiders(layout)).toEqual([]);
  });

  test('Picking the middle and the corners of any tile finds it', () => {
    for (const row of layout.order) {
      const [x, y, width, height] = rectOf(layout, row);
      for (const at of [0.03, 0.5, 0.95])
        if (layout.pick(x + at * width, y + at * height) !== row) expect.fail(`row ${row} at ${at}`);
      if (layout.pick(x - 0.2, y + height / 2) === row) expect.fail(`left of row ${row}`);
      if (layout.pick(x + width / 2, y - 0.2) === row) expect.fail(`above row ${row}`);
    }
    expect(layout.pick(-5, -5)).toBe(-1);
    expect(layout.pick(view.width / 2, layout.contentHeight + 50)).toBe(-1);
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
    if (count > 3) expect(layout.rowsIn(0, 0, view.width, 1e7, out.subarray(0, 3))).toBe(3);
  });

  test('Arrow keys reach every tile, and a step back left or right ends where it began', () => {
    if (count === 0) return expect(layout.order.length).toBe(0);
    if (count <= 3_000) expect(reached(layout)).toBe(count);
    for (const row of layout.order.subarray(0, 2_000)) {
      const right = layout.neighbour(row, 1, 0);
      if (right >= 0 && yOf(layout, right) === yOf(layout, row)) expect(layout.neighbour(right, -1, 0)).toBe(row);
      const below = layout.neighbour(row, 0, 1);
      if (below >= 0 && xOf(layout, below) === xOf(layout, row)) expect(layout.neighbour(below, 0, -1)).toBe(row);
    }
  });

  test('Groups hold all rows once a level, and their boxes hold their tiles under the heading', () => {
    for (const level of [0, 1] as const) {
      const boxes = layout.groups.filter((g) => g.level === level);
      if (level === 1 && arrangement.within === 'none') expect(boxes).toEqual([]);
      else expect(boxes.flatMap((g) => [...g.rows])).toEqual([...layout.order]);
      for (const box of boxes) expect(strays(layout, box)).toEqual([]);
    }
  });
});

describe('the fit', () => {
  test.each([300, 2_000, 10_000, 100_000])('%i clusters stay in one view of a desktop', (count) => {
    const { layout } = arranged(madeUp(count));
    expect(layout.contentHeight).toBeLessThanOrEqual(DESKTOP.height);
    // Larger tiles would not fit: slots take what headings and the space between groups leave.
    const { width, height, gap } = (layout as SlotLayout).tile;
    const taken = (layout.order.length + layout.free.length / 4) * (width + gap) * (height + gap);
    expect(taken / (DESKTOP.width * DESKTOP.height)).toBeGreaterThan(0.7);
  });

  test('Tiles with words come before smaller ones, and gaps shrink with the tile', () => {
    const tiles = [300, 2_000, 10_000, 100_000].map((count) => (arranged(madeUp(count)).layout as SlotLayout).tile);
    expect(tiles[0]!.width).toBeGreaterThanOrEqual(56);
    expect(tiles.map((t) => t.gap)).toEqual([3, 1, 1, 0]);
    for (const { width, height } of tiles.slice(1)) expect(width / height).toBeLessThan(2.2);
  });

  test('Where not even 2 px a tile would fit, the map scrolls, with larger ones', () => {
    const view = { width: 700, height: 400, touch: false };
    const { layout } = arranged(madeUp(80_000), BY_REGION, view);
    expect(layout.contentHeight).toBeGreaterThan(view.height);
    expect(widthOf(layout, 5)).toBeGreaterThanOrEqual(3);
    const row = 77_777;
    expect(layout.pick(xOf(layout, row) + 1, yOf(layout, row) + 1)).toBe(row);
  });

  test('Fingers get tiles of 24 px or more', () => {
    for (const count of [300, 10_000]) {
      const { layout } = arranged(madeUp(count), BY_REGION, NARROW);
      expect(widthOf(layout, 0)).toBeGreaterThanOrEqual(23);
      expect(heightOf(layout, 0)).toBeGreaterThanOrEqual(24);
    }
  });
});

describe('risk', () => {
  test('Sorting by risk puts red first in each group, then by ratio, red without one before all', () => {
    const input = madeUp(300);
    input.shades[7] = Number.NaN;
    input.zones[7] = 2;
    input.zones[13] = 3;
    const { layout } = arranged(input, { ...BY_REGION, sort: 'risk' });
    const group = layout.groups.find((g) => g.name === 'us-east')!.rows;
    expect(group[0]).toBe(7);
    const rank = [3, 1, 0, 2];
    for (let i = 2; i < group.length; i++) {
      const [a, b] = [group[i - 1]!, group[i]!];
      expect(rank[input.zones[a]!]).toBeLessThanOrEqual(rank[input.zones[b]!]!);
      if (input.zones[a] === input.zones[b]) expect(input.shades[a]).toBeLessThanOrEqual(input.shades[b]!);
    }
  });

  test('Ratios that agree in seven digits are still told apart, and equal ones go by id', () => {
    const input = madeUp(600);
    input.shades.fill(1.3);
    for (let row = 0; row < 600; row += 6) input.shades[row] = 1.3 - row * 1e-12;
    const { layout } = arranged({ ...input, zones: zonesOf(input.shades) }, { ...BY_REGION, sort: 'risk' });
    const rows = (name: string): number[] => [...layout.groups.find((g) => g.name === name)!.rows];
    expect(rows('eu-central')).toEqual(Array.from({ length: 100 }, (_, i) => 594 - 6 * i));
    expect(rows('us-east')).toEqual(Array.from({ length: 100 }, (_, i) => 1 + 6 * i));
  });

  test('The out-of-order count is how few would have to move, and an act brings it to 0', () => {
    const input = madeUp(300);
    const { arranger } = arranged(input, { ...BY_REGION, sort: 'risk' });
    expect(arranger.outOfOrder(input)).toBe(0);
    const shades = input.shades.slice();
    shades[3] = 0.5; // from wherever to the head of its group
    const next = { ...input, shades, zones: zonesOf(shades) };
    const already = input.shades.every((s, row) => row % 6 !== 3 || s >= input.shades[3]!);
    expect(arranger.outOfOrder(next)).toBe(already ? 0 : 1);
    const wild = later(input, randomFrom(8), 0);
    expect(arranger.outOfOrder(wild)).toBeGreaterThan(10);
    arranger.arrange(wild, { ...BY_REGION, sort: 'risk' }, DESKTOP);
    expect(arranger.outOfOrder(wild)).toBe(0);
    arranger.arrange(wild, BY_REGION, DESKTOP);
    expect(arranger.outOfOrder(wild)).toBe(0); // not sorted by risk: nothing is out of order
  });

  test('In groups of zones, who changes zone counts as out of order and stays where it is', () => {
    const input = madeUp(300);
    const { arranger, layout } = arranged(input, { ...BY_REGION, group: 'zone', sort: 'risk' });
    expect(layout.groups.map((g) => g.name)).toEqual(['red', 'warning', 'safe']);
    const zones = input.zones.slice();
    const row = zones.indexOf(0);
    zones[row] = 2;
    expect(arranger.follow({ ...input, zones })).toBeNull();
    expect(arranger.outOfOrder({ ...input, zones })).toBe(1);
  });
});

test('What an arranger was not given is refused with what goes before', () => {
  const arranger = new Arranger();
  const treemap: Arrangement = { ...BY_REGION, size: 'gpus' };
  expect([Arranger.isReady(BY_REGION), Arranger.isReady(treemap)]).toEqual([true, false]);
  expect(() => arranger.resize(DESKTOP)).toThrow('arrange goes first');
  expect(() => arranger.arrange(madeUp(6), treemap, DESKTOP)).toThrow(
    'Arranger.prepare(arrangement) goes before arrange',
  );
  expect(arranger.follow(madeUp(6))).toBeNull();
});

test('Groups are named by region, class, operator or zone; what has none says so', () => {
  const input = madeUp(12);
  input.columns.classAt[4] = 0xffff_ffff;
  const regions = REGIONS.with(1, '');
  const names = (group: Arrangement['group']): string[] =>
    arranged({ ...input, columns: { ...input.columns, regions } }, { ...BY_REGION, group }).layout.groups.map(
      (g) => g.name,
    );
  expect(names('region')).toContain('no region');
  expect(names('class')).toEqual(['A100', 'H100', 'unknown class']);
  expect(names('operator')[0]).toMatch(/^0x0{30}/);
  expect(names('none')).toEqual(['all clusters']);
  const twice = arranged(input, { ...BY_REGION, within: 'region' }).layout.groups;
  expect(twice.every((g) => g.level === 0)).toBe(true);
});
