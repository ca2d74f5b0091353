import { describe, expect, test } from 'vitest';
import { Geometry } from '../src/map/geometry';
import { neighbour } from '../src/map/keyboard';
import { slotRowsOf } from '../src/map/grouping';
import type { SlotRow } from '../src/map/slots';
import { SlotPlan, capacityFor } from '../src/map/slots';
import { E18, market, pictureOf, randomFrom, wireTerms } from './fixtures';

const REGIONS = ['eu-central', 'us-east', 'us-west', 'ap-south', 'ap-northeast', 'sa-east'];

function network(count: number, groups: readonly string[] = REGIONS): SlotRow[] {
  return Array.from({ length: count }, (_, row) => ({ row, id: BigInt(row + 1), group: groups[row % groups.length]! }));
}

const desktop = { width: 1268, height: 848, touch: false };

describe('slots', () => {
  test('A slot is the ordinal by id in the group, whatever the order of arrival', () => {
    const rows = network(60);
    const random = randomFrom(2);
    const shuffled = [...rows].sort(() => random() - 0.5);
    const [plan, other] = [new SlotPlan(rows), new SlotPlan(shuffled)];
    for (const { row } of rows) expect(other.of(row)).toEqual(plan.of(row));
    expect(plan.of(0)!.slot).toBe(0);
    expect(plan.of(6)!.slot).toBe(1);
  });

  test('Every group keeps at least a quarter spare', () => {
    for (let count = 0; count < 400; count++) expect(capacityFor(count)).toBeGreaterThanOrEqual(count * 1.25);
  });

  test('A newcomer takes the next slot of its group and moves nobody', () => {
    const rows = network(60);
    const plan = new SlotPlan(rows);
    const before = rows.map((r) => plan.of(r.row));
    const newcomer = { row: 60, id: 61n, group: REGIONS[0]! };
    expect(plan.admit([...rows, newcomer])).toBe(true);
    expect(rows.map((r) => plan.of(r.row))).toEqual(before);
    expect(plan.of(60)!.slot).toBe(10);
    expect(plan.admit([...rows, newcomer])).toBe(false);
  });

  test('What no longer fits goes to a box at the end until the next layout', () => {
    const rows = network(60);
    const plan = new SlotPlan(rows);
    const geometry = Geometry.fit(plan, desktop);
    const before = rows.map((r) => geometry.rect(r.row));
    const many = Array.from({ length: 20 }, (_, i) => ({ row: 60 + i, id: BigInt(61 + i), group: REGIONS[0]! }));
    const home = plan.of(0)!.group;
    const free = plan.groups[home]!.capacity - plan.groups[home]!.slots.length;
    plan.admit([...rows, ...many]);
    expect(plan.overflowed).toBe(20 - free);
    expect(plan.groups.at(-1)!.overflow).toBe(true);
    expect(rows.map((r) => geometry.rect(r.row))).toEqual(before);
    expect(new SlotPlan([...rows, ...many]).overflowed).toBe(0);
  });

  test('A slot whose cluster is gone is not given to another', () => {
    const rows = network(12);
    const plan = new SlotPlan(rows);
    const taken = plan.of(0)!;
    plan.admit([...rows.slice(1), { row: 12, id: 13n, group: REGIONS[0]! }]);
    expect(plan.of(12)).not.toEqual(taken);
  });
});

describe.each([
  ['300 in 6 groups', 300, REGIONS, desktop],
  ['300 in 25 groups', 300, Array.from({ length: 25 }, (_, i) => `0x${i}`), desktop],
  ['300 on a phone', 300, REGIONS, { width: 390, height: 600, touch: true }],
  ['300 at 320 px', 300, REGIONS, { width: 320, height: 500, touch: true }],
  ['10 000 in 6 groups', 10_000, REGIONS, desktop],
  ['none', 0, REGIONS, desktop],
] as const)('geometry of %s', (_, count, groups, view) => {
  const plan = new SlotPlan(network(count, groups));
  const geometry = Geometry.fit(plan, view);

  test('Every tile lies inside the width, and picking its corners and its middle finds it', () => {
    for (let row = 0; row < count; row += 1 + Math.floor(count / 500)) {
      const rect = geometry.rect(row)!;
      expect(rect.x).toBeGreaterThanOrEqual(0);
      expect(rect.x + rect.width).toBeLessThanOrEqual(view.width);
      for (const [fx, fy] of [
        [0.03, 0.03],
        [0.5, 0.5],
        [0.95, 0.95],
      ] as const)
        expect(geometry.pick(rect.x + rect.width * fx, rect.y + rect.height * fy)).toBe(row);
    }
    expect(geometry.pick(-5, -5)).toBe(-1);
  });

  test('Every reserved slot is inside the width, and no tile lies on it', () => {
    const free = geometry.free();
    const reserved = plan.groups.reduce((sum, g) => sum + g.capacity - g.slots.length, 0);
    const places = new Set(free.map(({ x, y }) => `${x} ${y}`));
    expect(places.size).toBe(reserved);
    for (const { x, width } of free) expect(x + width).toBeLessThanOrEqual(view.width);
    for (let row = 0; row < count; row++) {
      const { x, y } = geometry.rect(row)!;
      expect(places.has(`${x} ${y}`)).toBe(false);
    }
  });

  test('No two tiles overlap', () => {
    const seen = new Set<string>();
    for (let row = 0; row < count; row++) {
      const { x, y } = geometry.rect(row)!;
      expect(seen.has(`${x} ${y}`)).toBe(false);
      seen.add(`${x} ${y}`);
    }
    expect(seen.size).toBe(count);
  });
});

test('Three hundred clusters fit a desktop without scrolling', () => {
  expect(Geometry.fit(new SlotPlan(network(300)), desktop).contentHeight).toBeLessThanOrEqual(desktop.height);
});

test('Arrow keys go to the visible neighbour and stop at the edge', () => {
  const rows = network(12, ['one']);
  const geometry = Geometry.fit(new SlotPlan(rows), desktop);
  const all = rows.map((r) => r.row);
  expect(neighbour(geometry, all, 0, 1, 0)).toBe(1);
  expect(neighbour(geometry, all, 1, -1, 0)).toBe(0);
  expect(neighbour(geometry, all, 0, -1, 0)).toBeNull();
  const below = neighbour(geometry, all, 0, 0, 1)!;
  expect(geometry.rect(below)!.x).toBe(geometry.rect(0)!.x);
  expect(neighbour(geometry, all, below, 0, -1)).toBe(0);
});

test('No change of ratios, price or queue moves a tile', () => {
  const random = randomFrom(9);
  const columns = () =>
    Array.from({ length: 80 }, (_, i) =>
      wireTerms({
        id: String(i + 1),
        region: REGIONS[i % 6]!,
        collateral: String(BigInt(Math.floor(random() * 6_000)) * E18),
        queueState: random() < 0.1 ? 'grace' : random() < 0.1 ? 'liquidated' : 'none',
      }),
    );
  const price = { value: '9000000', decimals: 8, updatedAt: null, round: '1', verdict: 'valid' } as const;
  const before = new SlotPlan(slotRowsOf(pictureOf(market(), columns()), 'region'));
  const after = new SlotPlan(slotRowsOf(pictureOf(market({ tokenPrice: price }), columns()), 'region'));
  for (let row = 0; row < 80; row++) expect(after.of(row)).toEqual(before.of(row));
});

test('Groups are named by region, class or operator', () => {
  const picture = pictureOf(market(), [wireTerms(), wireTerms({ id: '2', region: '', classId: '8' }), null]);
  expect(slotRowsOf(picture, 'region').map((r) => r.group)).toEqual(['eu-central', 'no region']);
  expect(slotRowsOf(picture, 'class').map((r) => r.group)).toEqual(['H100', 'class 8']);
  expect(slotRowsOf(picture, 'operator')[0]!.group).toMatch(/^0x0{38}aa$/);
});
