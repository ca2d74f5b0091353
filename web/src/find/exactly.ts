import { scaleOf } from '../model/classify';
import type { Market } from '../model/market';
import type { Reading } from '../model/picture';
import type { Comparison, Decimal } from './condition';

const pow10 = (exponent: number): bigint => 10n ** BigInt(exponent);

/** Whether a value that compares with the bound by this sign (−1, 0, 1) meets the comparison. */
export function meets(sign: number, comparison: Comparison): boolean {
  switch (comparison) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
    case '=':
      return sign === 0;
    case '!=':
      return sign !== 0;
  }
}

/** Sign of `value` ÷ 10^`decimals` − `bound`, without rounding. */
export function compareAmount(value: bigint, decimals: number, bound: Decimal): number {
  const shared = Math.max(decimals, bound.places);
  const left = value * pow10(shared - decimals);
  const right = bound.digits * pow10(shared - bound.places);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Sign of the ratio after `gas` (token base units) − `bound`, without rounding or division (spec 1.4). */
function compareRatio(reading: Reading, gas: bigint, market: Market, bound: Decimal): number {
  const price = market.tokenPrice.verdict === 'valid' ? market.tokenPrice.value : 0n;
  const scale = scaleOf(market.priced ? price : null, market.tokenPrice.decimals, market.tokenDecimals);
  const { collateral, rewards } = reading.terms;
  const left = (collateral + rewards - gas) * scale.left * pow10(bound.places);
  // The scales are those of basis points.
  const right = bound.digits * 10_000n * (reading.requirement ?? 0n) * scale.right;
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Whether a cluster's displayed ratio meets the bound. Where gas is not known the ratio is at most the settlement ratio, which is
 * then asked: for “less than” alone. A cluster without any ratio meets none.
 */
export function ratioMeets(reading: Reading, market: Market, comparison: Comparison, bound: Decimal): boolean {
  if (reading.ratio === null && reading.ratioAtMost === null) return false;
  const gas = reading.ratio === null ? 0n : (reading.gasCost ?? 0n);
  return meets(compareRatio(reading, gas, market, bound), comparison);
}
