import { describe, expect, test } from 'vitest';
import { gasPerNode } from '../src/model/amounts';
import { assess } from '../src/model/assess';
import { compareExact, scaleOf } from '../src/model/classify';
import { ColumnStore } from '../src/model/columnStore';
import type { Market } from '../src/model/market';
import { Picture } from '../src/model/picture';
import type { Terms } from '../src/model/terms';
import { readTerms } from '../src/model/terms';
import { QueueState, Zone } from '../src/model/zone';
import type { WireGlobals, WireTerms } from '../src/stream/wire';
import { E18, globals, market, randomBig, randomFrom, wireTerms } from './fixtures';

/** Spec 1.2 – 1.7 said again with big integers alone. */
function zoneOf(terms: Terms, world: Market): Zone {
  if (terms.disputed) return Zone.unknown;
  if (terms.queueState === QueueState.liquidated) return Zone.liquidated;
  const cls = world.classes.find((c) => c.id === terms.info.classId);
  if (terms.gpus === 0 || cls?.base === 0n || cls?.demandBps === 0n) return Zone.exempt;
  if (!cls || cls.base === null || cls.demandBps === null) return Zone.unknown;
  const words = [BigInt(terms.gpus), cls.demandBps, world.warningBps, world.criticalBps];
  if (cls.base >= 1n << 64n || words.some((word) => word >= 1n << 32n)) return Zone.unknown;
  const assets = terms.collateral + terms.rewards;
  const priced = world.tokenPrice.verdict === 'valid';
  if (assets >= 1n << 128n || (world.priced && !priced)) return Zone.unknown;
  const scale = scaleOf(world.priced ? world.tokenPrice.value : null, world.tokenPrice.decimals, world.tokenDecimals);
  const gas = gasPerNode(world);
  const requirement = BigInt(terms.gpus) * cls.base * cls.demandBps;
  const sides = { assets, gas: BigInt(terms.nodes) * (gas ?? 0n), requirement };
  if (compareExact(sides, world.criticalBps, scale) < 0) return Zone.red;
  if (gas === null) return Zone.unknown;
  return compareExact(sides, world.warningBps, scale) > 0 ? Zone.green : Zone.yellow;
}

const classes = [
  { id: '1', gpuClass: 'H100', base: '40000000000', demandBps: 10000 },
  { id: '2', gpuClass: 'A100', base: '17000000000', demandBps: 12345 },
  { id: '3', gpuClass: 'none', base: null, demandBps: 10000 },
  { id: '4', gpuClass: 'free', base: '0', demandBps: 10000 },
  { id: '5', gpuClass: 'wide', base: String(1n << 64n), demandBps: 1 },
];

const worlds: [string, Partial<WireGlobals>][] = [
  ['as it mostly is', { classes }],
  ['without a base fee', { classes, baseFee: null }],
  ['with a stale price', { classes, tokenPrice: { ...globals().tokenPrice!, verdict: 'stale' } }],
  ['without gas', { classes, gas: 'none', baseFee: null, nativePrice: null }],
  ['counted in the token', { classes, requirementUnit: { currency: 'GRID', exponent: -22 } }],
  ['with a threshold out of range', { classes, thresholds: { warning: '429497.000000000000000000', critical: '1.2' } }],
];

/** Clusters whose assets are at a threshold, a base unit to either side of it, or anywhere. */
function clusters(random: () => number, world: Market, count: number): WireTerms[] {
  const scale = scaleOf(world.priced ? world.tokenPrice.value : null, world.tokenPrice.decimals, world.tokenDecimals);
  const gas = gasPerNode(world) ?? 0n;
  return Array.from({ length: count }, (_, i) => {
    const [gpus, nodes] = [Math.floor(random() * 600), Math.floor(random() * 40)];
    const cls = classes[random() < 0.8 ? Math.floor(random() * 2) : Math.floor(random() * 5)]!;
    const requirement = BigInt(gpus) * BigInt(cls.base ?? 1) * BigInt(cls.demandBps);
    const theta = random() < 0.5 ? world.criticalBps : world.warningBps;
    const at = (theta * requirement * scale.right) / scale.left + BigInt(nodes) * gas;
    const near = at + BigInt(Math.floor(random() * 5) - 2);
    const assets = i % 5 === 0 ? randomBig(random, 130) : near > 0n ? near : 0n;
    const rewards = random() < 0.5 ? assets / 7n : 0n;
    return wireTerms({
      id: String(i + 1),
      classId: random() < 0.02 ? '99' : cls.id,
      gpus: random() < 0.01 ? 2 ** 32 : gpus,
      nodes,
      collateral: String(assets - rewards),
      rewards: String(rewards),
      disputed: random() < 0.03,
      queueState: random() < 0.05 ? 'liquidated' : random() < 0.1 ? 'grace' : 'none',
    });
  });
}

function frozen(rows: readonly WireTerms[], world: Market) {
  const store = new ColumnStore();
  rows.forEach((row) => store.put(row));
  return store.freeze(world);
}

describe('assess', () => {
  test.each(worlds)('is big integers’ word for every row in a world %s (seed 29)', (_, change) => {
    const random = randomFrom(29);
    const world = market(change);
    const rows = clusters(random, world, 3_000);
    const columns = frozen(rows, world);
    const { zones, counts } = assess(columns, world);
    const exact = rows.map((row) => zoneOf(readTerms(row), world));
    expect([...zones]).toEqual(exact);
    expect(counts).toEqual([0, 1, 2, 3, 4, 5].map((zone) => exact.filter((z) => z === zone).length));
  });

  test('gives the same written over another answer, whose arrays it takes, as anew (seed 37)', () => {
    const random = randomFrom(37);
    const [world, other] = [market({ classes }), market({ classes, baseFee: null })];
    const columns = frozen(clusters(random, world, 500), world);
    const old = assess(columns, world);
    const over = assess(columns, other, old);
    expect(over).toEqual(assess(columns, other));
    expect(over.zones).toBe(old.zones);
    expect(assess(frozen(clusters(random, world, 9), world), world, old).zones).toHaveLength(9);
  });

  test('meets every zone in these worlds, and each threshold to the base unit', () => {
    const world = market({ classes });
    const rows = clusters(randomFrom(29), world, 3_000);
    const { zones } = assess(frozen(rows, world), world);
    expect(new Set(zones)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });

  test('tells a base unit to either side of both thresholds, with gas', () => {
    const gas = 36n * E18;
    const at = (assets: bigint, id: number) => wireTerms({ id: String(id), collateral: String(assets + gas) });
    const rows = [2_400n * E18 - 1n, 2_400n * E18, 3_000n * E18, 3_000n * E18 + 1n].map(at);
    const { zones } = assess(frozen(rows, market()), market());
    expect([...zones]).toEqual([Zone.red, Zone.yellow, Zone.yellow, Zone.green]);
  });

  test('takes another market’s thresholds for the same columns: the viewer’s own', () => {
    const rows = [wireTerms({ collateral: String(3_500n * E18) })];
    const own = { ...market(), warningBps: 18_000n, criticalBps: 17_500n };
    const columns = frozen(rows, market());
    expect(assess(columns, market()).zones[0]).toBe(Zone.green);
    expect(assess(columns, own).zones[0]).toBe(Zone.red);
  });

  test('leaves rows without a ratio without a shade', () => {
    const rows = [wireTerms(), wireTerms({ id: '2', gpus: 0 }), wireTerms({ id: '3', disputed: true })];
    const { shades } = assess(frozen(rows, market()), market());
    expect(shades[0]).toBeCloseTo((4_000 - 36) / 2_000, 12);
    expect([shades[1], shades[2]]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('a picture’s columns', () => {
  test('give requirement and shortfall as doubles of the exact ones (seed 3)', () => {
    const world = market({ classes });
    const columns = frozen(clusters(randomFrom(3), world, 500), world);
    const picture = new Picture(world, columns);
    const [requirements, shortfalls] = [picture.requirements(), picture.shortfalls()];
    for (let row = 0; row < columns.size; row++) {
      const { zone, requiredTokens, shortfall, terms } = picture.reading(row)!;
      if (zone === Zone.unknown) expect([requirements[row], shortfalls[row]]).toEqual([Number.NaN, Number.NaN]);
      else if (zone === Zone.liquidated) expect([requirements[row], shortfalls[row]]).toEqual([0, 0]);
      else {
        const scale = Number(terms.collateral + terms.rewards) + Number(requiredTokens);
        expect(Math.abs(requirements[row]! - Number(requiredTokens))).toBeLessThanOrEqual(1 + scale * 1e-14);
        expect(Math.abs(shortfalls[row]! - Number(shortfall))).toBeLessThanOrEqual(1 + scale * 1e-14);
      }
    }
  });

  test('are the same object where no row changed, and share what did not change where one did', () => {
    const store = new ColumnStore();
    store.put(wireTerms());
    const before = store.freeze(market());
    expect(store.freeze(market({ baseFee: '7' }))).toBe(before);
    store.put({ id: '1', rewards: '5' });
    const after = store.freeze(market());
    expect(after.assets).not.toBe(before.assets);
    expect([after.present, after.nodes, after.classAt, after.byId]).toEqual([
      before.present,
      before.nodes,
      before.classAt,
      before.byId,
    ]);
    expect(after.nodes).toBe(before.nodes);
    expect(before.terms(0)!.rewards).toBe(0n);
    expect(after.terms(0)!.rewards).toBe(5n);
  });

  test('place classes anew when the market’s change', () => {
    const store = new ColumnStore();
    store.put(wireTerms({ classId: '2' }));
    expect(store.freeze(market()).classAt[0]).toBe(0xffff_ffff);
    const more = [{ ...classes[0]! }, { ...classes[1]! }];
    expect(store.freeze(market({ classes: more })).classAt[0]).toBe(1);
    expect(store.freeze(market({ classes: [more[1]!] })).classAt[0]).toBe(0);
  });

  test('order rows by id whatever order they came in, also ids beyond 2⁵³', () => {
    const store = new ColumnStore();
    const ids = ['7', '10', String((1n << 60n) + 1n), '9', String(1n << 60n)];
    ids.forEach((id) => store.put(wireTerms({ id })));
    const columns = store.freeze(market());
    expect([...columns.byId].map((row) => columns.id(row))).toEqual(['7', '9', '10', ids[4], ids[2]]);
    expect(store.row(ids[2]!)).toBe(2);
  });
});
