import { describe, expect, test } from 'vitest';
import { printBps, printForPeople, printRatio } from '../src/model/printing';
import { parseFixed } from '../src/model/market';
import { Zone } from '../src/model/zone';
import { randomBig, randomFrom } from './fixtures';

const people = (text: string, zone: Zone): string => printForPeople(parseFixed(text, 18), zone, 15_000n, 12_000n);

describe('printing', () => {
  test('Programs get 18 decimals, a negative ratio is 0', () => {
    expect(printRatio(1_320_000_000_000_000_000n)).toBe('1.320000000000000000');
    expect(printRatio(5n)).toBe('0.000000000000000005');
    expect(printRatio(-1n)).toBe('0');
  });

  test.each<[string, Zone, string]>([
    ['1.325999', Zone.yellow, '1.32'],
    ['1.1999', Zone.red, '1.1999'],
    ['1.194', Zone.red, '1.19'],
    ['1.5001', Zone.green, '1.5001'],
    ['1.5', Zone.yellow, '1.50'],
    ['1.2', Zone.yellow, '1.20'],
    ['1.4999', Zone.yellow, '1.49'],
    ['1.500000000000000000', Zone.green, '1.50+'],
    ['-0.3', Zone.red, '0.00'],
  ])('%s in zone %i reads %s', (text, zone, printed) => {
    expect(people(text, zone)).toBe(printed);
  });

  test('What people read never reads as another zone, also when rounded (seed 3)', () => {
    const random = randomFrom(3);
    const zoneOf = (r: bigint): Zone =>
      r < 12n * 10n ** 17n ? Zone.red : r > 15n * 10n ** 17n ? Zone.green : Zone.yellow;
    for (let i = 0; i < 5_000; i++) {
      const anchor = i % 2 === 0 ? 12n * 10n ** 17n : 15n * 10n ** 17n;
      const near = anchor + randomBig(random, 60) * (i % 3 === 0 ? -1n : 1n);
      const ratio = near < 0n ? 0n : near;
      const printed = printForPeople(ratio, zoneOf(ratio), 15_000n, 12_000n);
      expect(zoneOf(parseFixed(printed, 18))).toBe(zoneOf(ratio));
    }
  });

  test('A threshold keeps two decimals and no more zeros', () => {
    expect([printBps(15_000n), printBps(12_050n), printBps(12_345n)]).toEqual(['1.50', '1.205', '1.2345']);
  });
});
