import { describe, expect, test } from 'vitest';
import { ALREADY, MOST_TOLD, cascade, priceAfterSale } from '../../src/desk/cascade';
import { firstToFall } from '../../src/desk/firstToFall';
import type { Stress } from '../../src/desk/stress';
import { CALM, atPrice, stressedMarket } from '../../src/desk/stress';
import type { Columns } from '../../src/model/columns';
import type { Market } from '../../src/model/market';
import { E18, globals, market, randomFrom, terms } from '../fixtures';
import { columnsOf, flaggableByIntegers } from './columnsOf';
import { randomColumns, randomMarket, randomStress } from './worlds';

/** The model once more, row by row in big integers, without any order or doubles. */
function slowly(columns: Columns, live: Market, stress: Stress) {
  const already = flaggableByIntegers(columns, live);
  const start = stressedMarket(live, stress);
  const fallen = new Map<number, number>();
  const rounds: { price: bigint | null; clusters: number; seized: bigint }[] = [];
  let now = start;
  let sold = 0n;
  for (;;) {
    const newly = [...flaggableByIntegers(columns, now).keys()].filter(
      (row) => flaggableByIntegersAt(columns, now, row) && !already[row] && !fallen.has(row),
    );
    if (newly.length === 0) break;
    let seized = 0n;
    for (const row of newly) {
      const { collateral, rewards } = columns.terms(row)!;
      seized += collateral + rewards;
      fallen.set(row, rounds.length + 1);
    }
    rounds.push({ price: live.priced ? now.tokenPrice.value : null, clusters: newly.length, seized });
    sold += seized;
    if (stress.depth === null || !live.priced) break;
    const price = (start.tokenPrice.value! * stress.depth) / (stress.depth + sold);
    now = atPrice(start, price > 0n ? price : 1n);
  }
  return { rounds, fallen, sold, already };
}

const cache = new WeakMap<Market, Uint8Array>();
function flaggableByIntegersAt(columns: Columns, at: Market, row: number): boolean {
  let zones = cache.get(at);
  if (!zones) cache.set(at, (zones = flaggableByIntegers(columns, at)));
  return zones[row] === 1;
}

/** A depth at which sales of these clusters count: a share of all that they hold, or a multiple. */
function depthNear(columns: Columns, random: () => number): bigint {
  let all = 1n;
  for (let row = 0; row < columns.size; row++) all += columns.terms(row)?.collateral ?? 0n;
  return (all * BigInt(1 + Math.floor(random() * 60))) / 100n + 1n;
}

/** `count` clusters of 1 GPU, each holding to a price a little lower than the one before. */
function dominoes(count: number): { columns: Columns; live: Market } {
  const live = market({ tokenPrice: { ...globals().tokenPrice!, value: '1000000000' } }); // 10 USD: critical at 48 GRID
  const rows = Array.from({ length: count }, (_, i) =>
    terms({ id: String(i + 1), collateral: String((48_000n + 96n * BigInt(i)) * 10n ** 15n + 1n) }),
  );
  return { columns: columnsOf(rows, live), live };
}

describe('a cascade', () => {
  test('It is the plain model in big integers, round by round (seed 41)', () => {
    const random = randomFrom(41);
    let [several, fell] = [0, 0];
    for (let i = 0; i < 250; i++) {
      const live = randomMarket(random);
      const columns = randomColumns(random, live, 30);
      const shock = i % 3 === 0 ? randomStress(random) : { ...CALM, price: -1 - Math.floor(random() * 25) };
      const stress = { ...shock, depth: random() < 0.2 ? null : depthNear(columns, random) };
      const ours = cascade(columns, live, stress);
      const plain = slowly(columns, live, stress);
      expect(ours.rounds.map(({ price, clusters, seized }) => ({ price, clusters, seized }))).toEqual(plain.rounds);
      expect(ours.seized).toBe(plain.sold);
      for (let row = 0; row < columns.size; row++)
        expect(ours.roundOf[row]).toBe(plain.already[row] ? ALREADY : (plain.fallen.get(row) ?? 0));
      several += plain.rounds.length > 2 ? 1 : 0;
      fell += plain.fallen.size;
    }
    expect(several).toBeGreaterThan(20);
    expect(fell).toBeGreaterThan(1_000);
  });

  test('Without a depth what falls is sold to nobody: one round, one price', () => {
    const { columns, live } = dominoes(40);
    const { rounds, market: after, clusters } = cascade(columns, live, { ...CALM, price: -10 });
    expect(rounds).toHaveLength(1);
    expect(rounds[0]!.priceAfter).toBe(rounds[0]!.price);
    expect(clusters).toBe(rounds[0]!.clusters);
    expect(after.tokenPrice.value).toBe(900_000_000n);
  });

  test('Selling the depth halves the price, in one sale or in many', () => {
    expect(priceAfterSale(1_000n, 70n, 70n)).toBe(500n);
    expect(priceAfterSale(1_000n, 70n, 0n)).toBe(1_000n);
    expect(priceAfterSale(3n, 1n, 10n ** 30n)).toBe(1n);
    const { columns, live } = dominoes(60);
    const { rounds, seized, market: after } = cascade(columns, live, { ...CALM, price: -1, depth: 5_000n * E18 });
    expect(rounds.length).toBeGreaterThan(1);
    expect(after.tokenPrice.value).toBe(priceAfterSale(990_000_000n, 5_000n * E18, seized));
  });

  test('It stops where nothing newly falls, and everything that fell would still fall there', () => {
    const random = randomFrom(43);
    for (let i = 0; i < 100; i++) {
      const live = randomMarket(random);
      const columns = randomColumns(random, live, 30);
      const run = cascade(columns, live, randomStress(random));
      const at = flaggableByIntegers(columns, run.market);
      for (let row = 0; row < columns.size; row++) {
        const round = run.roundOf[row]!;
        if (round === 0) expect(at[row]).toBe(0);
        else if (round !== ALREADY) expect(at[row]).toBe(1);
      }
      for (let n = 1; n < run.rounds.length; n++) {
        expect(run.rounds[n]!.price).toBe(run.rounds[n - 1]!.priceAfter);
        expect(run.rounds[n]!.price! < run.rounds[n - 1]!.price!).toBe(true);
      }
    }
  });

  test('More depth saves, more stress does not (seed 44)', () => {
    const random = randomFrom(44);
    for (let i = 0; i < 150; i++) {
      const live = randomMarket(random);
      const columns = randomColumns(random, live, 30);
      const shock = i % 3 === 0 ? randomStress(random) : { ...CALM, price: -1 - Math.floor(random() * 25) };
      const stress = { ...shock, depth: 10n ** 24n };
      const { roundOf } = cascade(columns, live, stress);
      const deeper = cascade(columns, live, { ...stress, depth: 10n ** 26n }).roundOf;
      const worse = cascade(columns, live, { ...stress, price: Math.max(-99, stress.price - 15) }).roundOf;
      for (let row = 0; row < columns.size; row++) {
        if (deeper[row] !== 0) expect(roundOf[row]).not.toBe(0);
        if (roundOf[row] !== 0 && live.tokenPrice.verdict === 'valid') expect(worse[row]).not.toBe(0);
      }
    }
  });

  test('A very long one, in which each takes just the next with it, ends in the rounds of the plain model', () => {
    const live = market({ tokenPrice: { ...globals().tokenPrice!, value: '1000000000' } });
    const stress = { ...CALM, price: -1, depth: 100_000n * E18 };
    const rows = [];
    for (let i = 1, sold = 0n; i <= 300; i++) {
      // A base unit short of 480 USD at the price that all before it leave.
      const collateral = (480n * 10n ** 8n * E18) / priceAfterSale(990_000_000n, stress.depth, sold) - 1n;
      rows.push(terms({ id: String(i), collateral: String(collateral) }));
      sold += collateral;
    }
    const columns = columnsOf(rows.reverse(), live);
    const { rounds, roundOf, clusters } = cascade(columns, live, stress);
    const plain = slowly(columns, live, stress);
    expect(plain.rounds).toHaveLength(300);
    expect(rounds.map(({ price, clusters, seized }) => ({ price, clusters, seized }))).toEqual(plain.rounds);
    expect(clusters).toBe(300);
    for (const [row, round] of plain.fallen) expect(roundOf[row]).toBe(Math.min(round, MOST_TOLD));
  });

  test('A token requirement knows no second round', () => {
    const live = market({ requirementUnit: { currency: 'GRID', exponent: -22 }, gas: 'none' });
    const rows = [terms({ collateral: '5' }), terms({ id: '2', collateral: '7' })];
    const classes = [{ id: '1', name: 'x', base: 4n, demandBps: 10_000n }];
    const small = { ...live, classes };
    const { rounds, market: after } = cascade(columnsOf(rows, small), small, { ...CALM, requirement: 20, depth: 1n });
    expect(rounds).toEqual([{ round: 1, price: null, priceAfter: null, clusters: 1, seized: 5n }]);
    expect(after.tokenPrice.value).toBe(small.tokenPrice.value);
  });

  test('What was below critical before is told apart, and not sold', () => {
    const live = market();
    const rows = [terms({ collateral: '1' }), terms({ id: '2', collateral: String(2_500n * E18) })];
    const run = cascade(columnsOf(rows, live), live, { ...CALM, price: -20 });
    expect(run.already).toEqual({ clusters: 1, seized: 1n });
    expect(run).toMatchObject({ clusters: 1, seized: 2_500n * E18 });
    expect([...run.roundOf]).toEqual([ALREADY, 1]);
  });
});

describe('first to fall', () => {
  test('Nearest to critical first, and no more than asked for (seed 45)', () => {
    const random = randomFrom(45);
    for (let i = 0; i < 60; i++) {
      const live = randomMarket(random);
      const columns = randomColumns(random, live, 60);
      const run = cascade(columns, live, { ...CALM, price: -60, requirement: 60 });
      const ratio = (row: number): number => {
        const { collateral, rewards, gpus, info } = columns.terms(row)!;
        const { base, demandBps } = live.classes[live.classIndex.get(info.classId)!]!;
        return Number(collateral + rewards) / (gpus * Number(base) * Number(demandBps));
      };
      const fallen = [...run.roundOf.keys()].filter((row) => run.roundOf[row] !== 0 && run.roundOf[row] !== ALREADY);
      const expected = fallen.map(ratio).sort((a, b) => a - b);
      const first = firstToFall(columns, live, run, 7);
      expect(first.length).toBe(Math.min(7, fallen.length));
      first.forEach((row, at) => {
        expect(fallen).toContain(row);
        expect(ratio(row) / expected[at]!).toBeCloseTo(1, 9);
      });
      expect(new Set(first).size).toBe(first.length);
    }
  });
});
