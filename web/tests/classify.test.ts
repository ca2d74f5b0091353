import { describe, expect, test } from 'vitest';
import type { ExactSides, Scale } from '../src/model/classify';
import { compareDoubles, compareExact, scaleOf } from '../src/model/classify';
import { Zone } from '../src/model/zone';
import { randomBig, randomFrom } from './fixtures';

const WARNING = 15_000n;
const CRITICAL = 12_000n;

function sides(assets: bigint, gas: bigint, requirement: bigint): ExactSides {
  return { assets, gas, requirement };
}

/** As rows are compared: by doubles, and by integers where these can't tell. */
function compareRatio(s: ExactSides, theta: bigint, scale: Scale): number {
  const [assets, gas, requirement] = [Number(s.assets), Number(s.gas), Number(s.requirement)];
  return compareDoubles(assets, gas, requirement, Number(theta), scale) || compareExact(s, theta, scale);
}

function classify(s: ExactSides, warningBps: bigint, criticalBps: bigint, scale: Scale): Zone {
  if (compareRatio(s, criticalBps, scale) < 0) return Zone.red;
  return compareRatio(s, warningBps, scale) > 0 ? Zone.green : Zone.yellow;
}

/** An independent formulation: the ratio as a fraction of two integers, both over 10^(12 + 18 + 18). */
function byFraction(
  s: ExactSides,
  theta: bigint,
  price: bigint | null,
  priceDecimals: number,
  tokenDecimals: number,
): number {
  const [top, bottom] =
    price === null
      ? [(s.assets - s.gas) * 10n ** 4n, s.requirement]
      : [(s.assets - s.gas) * price * 10n ** 12n, s.requirement * 10n ** BigInt(priceDecimals + tokenDecimals)];
  const difference = top * 10_000n - theta * bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

describe('classify', () => {
  // 1 GPU × 400 USD (8 decimals) × 10 000 bps; 0.20 USD a token: the requirement is 2 000 tokens.
  const requirement = 40_000_000_000n * 10_000n;
  const scale = scaleOf(20_000_000n, 8, 18);
  const atWarning = 3_000n * 10n ** 18n;
  const atCritical = 2_400n * 10n ** 18n;

  test.each([
    ['critical less a wei is red', atCritical - 1n, Zone.red],
    ['critical itself is yellow', atCritical, Zone.yellow],
    ['critical and a wei is yellow', atCritical + 1n, Zone.yellow],
    ['warning less a wei is yellow', atWarning - 1n, Zone.yellow],
    ['warning itself is yellow', atWarning, Zone.yellow],
    ['warning and a wei is green', atWarning + 1n, Zone.green],
  ])('%s', (_, assets, zone) => {
    expect(classify(sides(assets, 0n, requirement), WARNING, CRITICAL, scale)).toBe(zone);
    const gas = 123_456_789_012_345_678n;
    expect(classify(sides(assets + gas, gas, requirement), WARNING, CRITICAL, scale)).toBe(zone);
  });

  test('One feed unit and one basis point count', () => {
    const s = sides(atCritical, 0n, requirement);
    expect(classify(s, WARNING, CRITICAL, scaleOf(19_999_999n, 8, 18))).toBe(Zone.red);
    expect(classify(s, WARNING, CRITICAL + 1n, scale)).toBe(Zone.red);
    expect(classify(s, WARNING, CRITICAL, scale)).toBe(Zone.yellow);
  });

  test('A token requirement needs no price', () => {
    // 200 tokens × 10⁻⁴ units: gpus · base · bps in token wei × 10⁻⁴.
    const inToken = 200n * 10n ** 18n * 10_000n;
    const none = scaleOf(null, 0, 18);
    expect(classify(sides(240n * 10n ** 18n, 0n, inToken), WARNING, CRITICAL, none)).toBe(Zone.yellow);
    expect(classify(sides(240n * 10n ** 18n - 1n, 0n, inToken), WARNING, CRITICAL, none)).toBe(Zone.red);
  });

  test('The filter agrees with integers and with fractions over 40 000 adversarial cases (seed 11)', () => {
    const random = randomFrom(11);
    let near = 0;
    for (let i = 0; i < 40_000; i++) {
      const priceDecimals = Math.floor(random() * 19);
      const tokenDecimals = Math.floor(random() * 31);
      const price = i % 4 === 0 ? null : randomBig(random, 95) + 1n;
      const theta = randomBig(random, 31) + 1n;
      const need = randomBig(random, 120) + 1n;
      const gas = randomBig(random, 90);
      const scale = scaleOf(price, priceDecimals, tokenDecimals);
      // Assets on the boundary, give or take a few units or a few parts in 10¹⁶.
      const boundary = (theta * need * scale.right) / scale.left + gas;
      const shift = BigInt(Math.floor(random() * 5) - 2) * (random() < 0.5 ? 1n : boundary / 10n ** 16n + 1n);
      const assets = i % 3 === 0 ? randomBig(random, 128) : boundary + shift > 0n ? boundary + shift : 0n;
      const s = sides(assets, gas, need);
      const exact = compareExact(s, theta, scale);
      expect(byFraction(s, theta, price, priceDecimals, tokenDecimals)).toBe(exact);
      expect(compareRatio(s, theta, scale)).toBe(exact);
      if (Math.abs(Number(assets) - Number(boundary)) <= Number(boundary) * 1e-15) near++;
    }
    expect(near).toBeGreaterThan(5_000);
  });
});
