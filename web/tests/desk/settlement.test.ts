import { describe, expect, test } from 'vitest';
import { AssetSum } from '../../src/desk/assetSum';
import { Settlement } from '../../src/desk/settlement';
import { stressedMarket } from '../../src/desk/stress';
import { ColumnStore } from '../../src/model/columnStore';
import type { ColumnView } from '../../src/model/columnView';
import type { WireTerms } from '../../src/stream/wire';
import { E18, market, randomBig, randomFrom, terms, wireTerms } from '../fixtures';
import { columnsOf, flaggableByIntegers } from './columnsOf';
import { randomColumns, randomMarket, randomStress } from './worlds';

describe('what the contract weighs', () => {
  test('Below critical falls by one base unit, gas apart', () => {
    const now = market();
    const rows = [2_400n * E18 - 1n, 2_400n * E18].map((all) => terms({ collateral: String(all - 5n), rewards: '5' }));
    const settlement = new Settlement(columnsOf(rows, now), now);
    expect([settlement.falls(0), settlement.falls(1)]).toEqual([true, false]);
  });

  test('It is the classifier without gas, row by row, in any market and under any stress (seed 31)', () => {
    const random = randomFrom(31);
    let fell = 0;
    for (let i = 0; i < 400; i++) {
      const now = randomMarket(random);
      const columns = randomColumns(random, now, 40);
      const at = i % 2 === 0 ? now : stressedMarket(now, randomStress(random));
      const expected = flaggableByIntegers(columns, at);
      const settlement = new Settlement(columns, at);
      for (let row = 0; row < columns.size; row++) {
        expect(settlement.falls(row)).toBe(expected[row] === 1);
        fell += expected[row]!;
      }
    }
    expect(fell).toBeGreaterThan(2_000);
  });

  test('Assets that do not fit are unknown, and those that just do are weighed', () => {
    const rows = [(1n << 128n) - 1n, 1n << 128n].map((collateral) => terms({ collateral: String(collateral) }));
    const classes = [{ id: '1', gpuClass: 'x', base: String((1n << 64n) - 1n), demandBps: 2 ** 32 - 1 }];
    const tiny = { ...market({ classes }), tokenPrice: { ...market().tokenPrice, value: 1n, decimals: 18 } };
    const settlement = new Settlement(
      columnsOf(
        rows.map((row) => ({ ...row, gpus: 2 ** 32 - 1 })),
        tiny,
      ),
      tiny,
    );
    expect([settlement.falls(0), settlement.falls(1)]).toEqual([true, false]);
  });

  test('A share below 1 is a fall, and what cannot fall has none', () => {
    const now = market();
    const columns = columnsOf(
      [
        terms({ collateral: String(1_200n * E18) }),
        terms({ disputed: true }),
        terms({ gpus: 0 }),
        null,
        terms({ queueState: 'liquidated' }),
        terms({ classId: '9' }),
      ],
      now,
    );
    const settlement = new Settlement(columns, now);
    expect(settlement.share(0)).toBeCloseTo(0.5, 12);
    for (const row of [1, 2, 3, 4, 5]) expect(settlement.share(row)).toBeNaN();
  });
});

describe('exact sums', () => {
  function stored(rows: readonly Partial<WireTerms>[]): ColumnView {
    const store = new ColumnStore();
    rows.forEach((row, i) => store.put(wireTerms({ id: String(i + 1), ...row })));
    return store.freeze(market());
  }

  test('Words add up to what big integers do, of columns of any kind (seed 33)', () => {
    const random = randomFrom(33);
    const wires = Array.from({ length: 500 }, () => ({
      collateral: String(randomBig(random, 127)),
      rewards: String(randomBig(random, 100)),
    }));
    const rows = wires.map((wire) => terms(wire));
    const wide = stored([...wires, { collateral: String(1n << 200n) }]);
    for (const columns of [columnsOf(rows, market()), stored(wires), wide]) {
      const sum = new AssetSum(columns);
      let expected = 0n;
      rows.forEach(({ collateral, rewards }, row) => {
        if (random() < 0.3) return;
        sum.add(row);
        expected += collateral + rewards;
      });
      expect(sum.value).toBe(expected);
      expect(sum.value).toBe(expected);
    }
    const sum = new AssetSum(wide);
    sum.add(500);
    expect(sum.value).toBe(1n << 200n);
  });

  test('The widest amounts of more rows than a word has room for are exact', () => {
    const widest = (1n << 128n) - 1n;
    const sum = new AssetSum(stored([{ collateral: String(widest), rewards: String(widest) }]));
    for (let i = 0; i < 2 ** 21 + 3; i++) sum.add(0);
    expect(sum.value).toBe(2n * widest * BigInt(2 ** 21 + 3));
  });
});
