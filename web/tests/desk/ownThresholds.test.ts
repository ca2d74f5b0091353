import { describe, expect, test } from 'vitest';
import { changeWords, changesBetween } from '../../src/desk/changes';
import type { ThresholdsBps } from '../../src/desk/ownThresholds';
import {
  isFault,
  keptThresholds,
  movedThreshold,
  ownBps,
  ownMarket,
  printThreshold,
  readThreshold,
  readThresholds,
} from '../../src/desk/ownThresholds';
import { Zone } from '../../src/model/zone';
import { market, randomFrom } from '../fixtures';
import { assessByIntegers } from './columnsOf';
import { randomColumns, randomMarket } from './worlds';

describe('a threshold as text', () => {
  test.each([
    ['1.35', 13_500n],
    [' 1.2 ', 12_000n],
    ['0.0001', 1n],
    ['100', 1_000_000n],
    ['100.0000', 1_000_000n],
    ['1.50000', 15_000n],
    ['007.5', 75_000n],
  ])('%s is exact basis points', (text, bps) => expect(readThreshold(text)).toBe(bps));

  test.each([
    ['', /number/],
    ['1,35', /number/],
    ['-1', /number/],
    ['1e2', /number/],
    ['1.', /number/],
    ['1.20001', /4 decimals/],
    ['0', /above 0/],
    ['0.0000', /above 0/],
    ['100.0001', /at most 100/],
    ['1000000000000', /at most 100/],
  ])('%s says what was expected', (text, expected) => expect(readThreshold(text)).toMatch(expected));

  test('Printed and read again it is the same', () => {
    for (let bps = 1n; bps <= 1_000_000n; bps += 7_919n) expect(readThreshold(printThreshold(bps))).toBe(bps);
    expect(printThreshold(12_000n)).toBe('1.2');
    expect(printThreshold(20_000n)).toBe('2');
  });
});

describe('a pair', () => {
  test('It is taken whole or not at all, and says which entry is wrong', () => {
    expect(readThresholds({ warning: '1.6', critical: '1.3' })).toEqual({ warning: 16_000n, critical: 13_000n });
    expect(readThresholds({ warning: '1.3', critical: '1.3' })).toEqual({
      field: 'critical',
      message: 'Critical must be below warning, which is 1.3.',
    });
    expect(readThresholds({ warning: 'x', critical: '0' })).toMatchObject({ field: 'warning' });
    expect(readThresholds({ warning: '2', critical: '0' })).toMatchObject({ field: 'critical' });
    expect(ownBps({ warning: '1.2', critical: '1.5' })).toBeNull();
    expect(ownBps(null)).toBeNull();
    expect(isFault(readThresholds({ warning: '1.6', critical: '1.3' }))).toBe(false);
  });

  test('It takes the place of the network’s two, and of nothing else', () => {
    const now = market();
    const mine = ownMarket(now, { warning: 25_000n, critical: 17_000n });
    expect(mine).toEqual({ ...now, warningBps: 25_000n, criticalBps: 17_000n });
  });

  test('What equals the network’s is not kept: a change on chain is followed', () => {
    const now = market();
    expect(keptThresholds({ warning: 15_000n, critical: 12_000n }, now)).toBeNull();
    expect(keptThresholds({ warning: 15_000n, critical: 12_001n }, now)).toEqual({
      warning: '1.5',
      critical: '1.2001',
    });
  });

  test('Moving one holds it short of the other and never moves that one (seed 61)', () => {
    const random = randomFrom(61);
    for (let i = 0; i < 2_000; i++) {
      const critical = BigInt(1 + Math.floor(random() * 30_000));
      const now: ThresholdsBps = { critical, warning: critical + BigInt(1 + Math.floor(random() * 30_000)) };
      const wanted = BigInt(Math.floor(random() * 2_000_000) - 400_000);
      const field = random() < 0.5 ? 'warning' : 'critical';
      const other = field === 'warning' ? 'critical' : 'warning';
      const moved = movedThreshold(now, field, wanted);
      expect(moved[other]).toBe(now[other]);
      expect(moved.critical < moved.warning).toBe(true);
      expect(
        isFault(readThresholds({ warning: printThreshold(moved.warning), critical: printThreshold(moved.critical) })),
      ).toBe(false);
      if (
        wanted >= 100n &&
        wanted <= 1_000_000n &&
        (field === 'warning' ? wanted >= critical + 100n : wanted <= now.warning - 100n)
      )
        expect(moved[field]).toBe(wanted);
    }
  });
});

describe('changes', () => {
  test('Own thresholds are judged by the same function, and what changes is counted by where it goes (seed 62)', () => {
    const random = randomFrom(62);
    for (let i = 0; i < 60; i++) {
      const live = randomMarket(random);
      const columns = randomColumns(random, live, 50);
      const network = assessByIntegers(columns, live);
      const mine = assessByIntegers(columns, ownMarket(live, { warning: 22_000n, critical: 16_000n }));
      const { total, to } = changesBetween(network.zones, mine.zones);
      expect(to.reduce((a, b) => a + b, 0)).toBe(total);
      mine.counts.forEach((count, zone) => {
        const left = [...network.zones.keys()].filter(
          (r) => network.zones[r] === zone && mine.zones[r] !== zone,
        ).length;
        expect(network.counts[zone]! - left + to[zone]!).toBe(count);
      });
    }
  });

  test('The words name the number and where they go', () => {
    const before = Uint8Array.of(Zone.green, Zone.green, Zone.yellow, Zone.red, 255);
    expect(changeWords(changesBetween(before, Uint8Array.of(Zone.yellow, Zone.red, Zone.red, Zone.red, 255)))).toBe(
      '3 would change: 1 to warning, 2 to red',
    );
    expect(changeWords(changesBetween(before, before))).toBe('none would change');
    expect(changesBetween(before, new Uint8Array(5).fill(255))).toEqual({ total: 0, to: [0, 0, 0, 0, 0, 0] });
  });
});
