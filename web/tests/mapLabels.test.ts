import { expect, test } from 'vitest';
import { quickLabel, stressedLabel } from '../src/map/labels';
import { printForPeople } from '../src/model/printing';
import { Zone } from '../src/model/zone';
import { randomFrom } from './fixtures';

const bands = { critical: 1.2, warning: 1.5 };

function exact(ratio18: bigint): string {
  const zone = ratio18 < 12n * 10n ** 17n ? Zone.red : ratio18 > 15n * 10n ** 17n ? Zone.green : Zone.yellow;
  return printForPeople(ratio18, zone, 15_000n, 12_000n);
}

test('What a double is sure of is what exact arithmetic prints', () => {
  const random = randomFrom(11);
  let sure = 0;
  for (let i = 0; i < 40_000; i++) {
    const wide = i % 4 === 0 ? 900 : i % 4 === 1 ? 3 : 0.1;
    const base = i % 4 < 2 ? 0 : i % 4 === 2 ? 1.15 : 1.45;
    const ratio18 = BigInt(Math.floor((base + random() * wide) * 1e9)) * 10n ** 9n + BigInt(Math.floor(random() * 1e9));
    const quick = quickLabel(Number(ratio18) / 1e18, bands);
    if (quick === null) continue;
    sure++;
    expect(quick).toBe(exact(ratio18));
  }
  expect(sure).toBeGreaterThan(25_000);
});

test('It leaves to exact arithmetic what a double can’t tell: whole hundredths, thresholds, nothing, less than nothing, much', () => {
  for (const shade of [1.41, 2, 1.1999999, 1.2, 1.5000001, 1.4951, 1.206, Number.NaN, -0.3, 1_000.5, Infinity])
    expect(quickLabel(shade, bands)).toBeNull();
  expect(quickLabel(0.005, bands)).toBe('0.00');
  expect(quickLabel(1.4049, bands)).toBe('1.40');
});

test('A stressed label never reads as another zone', () => {
  const reads = (label: string): number => Number(label.replace(/[+…]/, '')) + (label.endsWith('+') ? 1e-9 : 0);
  for (const shade of [1.1999999, 1.19, 1.2, 1.2000001, 1.4999, 1.5, 1.50000001, 1.504, 0, 3.7]) {
    const zone = shade < 1.2 ? Zone.red : shade > 1.5 ? Zone.green : Zone.yellow;
    const value = reads(stressedLabel(zone, shade, bands));
    expect(value < 1.2 ? Zone.red : value > 1.5 ? Zone.green : Zone.yellow).toBe(zone);
  }
  expect(stressedLabel(Zone.exempt, Number.NaN, bands)).toBe('—');
  expect(stressedLabel(Zone.unknown, Number.NaN, bands)).toBe('?');
  expect(stressedLabel(Zone.red, -2, bands)).toBe('0.00');
});
