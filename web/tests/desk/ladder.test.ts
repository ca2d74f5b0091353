import { describe, expect, test } from 'vitest';
import { NEVER, fallenAt, holdingPrice, ladder, ladderRefusal } from '../../src/desk/ladder';
import { CALM, atPrice, stressedMarket } from '../../src/desk/stress';
import type { Market } from '../../src/model/market';
import { E18, globals, market, randomFrom, terms } from '../fixtures';
import { columnsOf, flaggableByIntegers } from './columnsOf';
import { randomColumns, randomMarket } from './worlds';

describe('the ladder', () => {
  test('Each step is exactly what the contract could flag in that market (seed 51)', () => {
    const random = randomFrom(51);
    const seen = { price: 0, requirement: 0 };
    for (let i = 0; i < 120; i++) {
      const live = randomMarket(random);
      const columns = randomColumns(random, live, 40);
      const { by, steps, already, stepOf } = ladder(columns, live);
      const before = flaggableByIntegers(columns, live);
      expect(by).toBe(live.priced ? 'price' : 'requirement');
      expect(already.clusters).toBe(before.reduce((a, b) => a + b, 0));
      let [clusters, seized] = [0, 0n];
      steps.forEach((step, at) => {
        const then = stressedMarket(live, { ...CALM, [by]: step.change });
        const fallen = flaggableByIntegers(columns, then);
        const rows = [...fallen.keys()].filter((row) => fallen[row] && !before[row]);
        const sum = rows.reduce(
          (total, row) => total + columns.terms(row)!.collateral + columns.terms(row)!.rewards,
          0n,
        );
        expect(step).toMatchObject({ clusters: rows.length, seized: sum });
        expect(step.newly).toEqual({ clusters: rows.length - clusters, seized: sum - seized });
        expect(step.price).toBe(by === 'price' ? then.tokenPrice.value : null);
        expect(
          [...fallenAt({ by, steps, already, stepOf }, at).entries()].filter(([, lit]) => lit).map(([r]) => r),
        ).toEqual(rows);
        [clusters, seized] = [rows.length, sum];
        seen[by] += rows.length;
      });
    }
    expect(seen.price).toBeGreaterThan(5_000);
    expect(seen.requirement).toBeGreaterThan(1_000);
  });

  test('What holds at every step lights up at none', () => {
    const live = market();
    const { stepOf, steps } = ladder(columnsOf([terms({ collateral: String(10n ** 9n * E18) }), null], live), live);
    expect([...stepOf]).toEqual([NEVER, NEVER]);
    expect(steps.at(-1)!.clusters).toBe(0);
  });

  test('It steps the requirement where price has no effect, and says when there is no price', () => {
    expect(ladderRefusal(market())).toBeNull();
    const stale = { tokenPrice: { ...globals().tokenPrice!, verdict: 'stale' as const } };
    expect(ladderRefusal(market(stale))).toMatch(/no valid price/);
    expect(ladderRefusal(market({ ...stale, requirementUnit: { currency: 'GRID', exponent: -22 } }))).toBeNull();
  });
});

describe('the holding price', () => {
  const falls = (at: Market, price: bigint, of: ReturnType<typeof terms>): boolean =>
    flaggableByIntegers(columnsOf([of], at), atPrice(at, price))[0] === 1;

  test('At it a cluster holds, at one feed unit less it falls (seed 52)', () => {
    const random = randomFrom(52);
    let seen = 0;
    for (let i = 0; i < 200; i++) {
      const live = randomMarket(random);
      if (live.tokenPrice.verdict !== 'valid') continue;
      const columns = randomColumns(random, live, 15);
      for (let row = 0; row < columns.size; row++) {
        const of = columns.terms(row);
        const price = of && holdingPrice(of, live);
        if (!of || price === null || of.disputed || of.queueState === 5 || price >= 1n << 96n) continue;
        expect(falls(live, price, of)).toBe(false);
        expect(price <= 1n || falls(live, price - 1n, of)).toBe(true);
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(800);
  });

  test('There is none where price decides nothing', () => {
    const live = market();
    expect(holdingPrice(terms({ collateral: '0' }), live)).toBeNull();
    expect(holdingPrice(terms({ gpus: 0 }), live)).toBeNull();
    expect(holdingPrice(terms({ classId: '9' }), live)).toBeNull();
    expect(holdingPrice(terms({ collateral: String(1n << 128n) }), live)).toBeNull();
    expect(holdingPrice(terms(), market({ requirementUnit: { currency: 'GRID', exponent: -22 } }))).toBeNull();
    // 1.2 × 400 USD over 4 000 GRID
    expect(holdingPrice(terms(), live)).toBe(12_000_000n);
  });
});
