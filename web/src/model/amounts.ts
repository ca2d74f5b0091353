import { pow10 } from './classify';
import type { Market } from './market';

export function floorDivide(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? q - 1n : q;
}

export function ceilDivide(a: bigint, b: bigint): bigint {
  return -floorDivide(-a, b);
}

/** Gas to settle one node, in token base units, rounded up (spec 1.4); 0 without a gas model, null when an input is invalid. */
export function gasPerNode(market: Market): bigint | null {
  if (!market.gasModelled) return 0n;
  const { tokenPrice: token, nativePrice: native } = market;
  if (market.baseFee === null || token.verdict !== 'valid' || native.verdict !== 'valid') return null;
  if (token.value === null || native.value === null) return null;
  const spent = market.settlementGas * market.baseFee * native.value * pow10(token.decimals + market.tokenDecimals);
  return ceilDivide(spent, token.value * pow10(native.decimals + market.nativeDecimals));
}

/** `(assets − gas) ÷ requirement`, floor, × 10¹⁸; the requirement must not be 0. */
export function ratio18(assets: bigint, gas: bigint, requirement: bigint, market: Market): bigint {
  const left = assets - gas;
  if (!market.priced) return floorDivide(left * pow10(22), requirement);
  const exponent = 30 - market.tokenDecimals - market.tokenPrice.decimals;
  const price = market.tokenPrice.value ?? 0n;
  return exponent >= 0
    ? floorDivide(left * price * pow10(exponent), requirement)
    : floorDivide(left * price, requirement * pow10(-exponent));
}

/** Token base units that cover `bps` / 10 000 of the requirement, rounded up. */
export function tokensFor(requirement: bigint, bps: bigint, market: Market): bigint {
  if (!market.priced) return ceilDivide(bps * requirement, pow10(8));
  const price = market.tokenPrice.value ?? 0n;
  const exponent = market.tokenDecimals + market.tokenPrice.decimals - 16;
  return exponent >= 0
    ? ceilDivide(bps * requirement * pow10(exponent), price)
    : ceilDivide(bps * requirement, price * pow10(-exponent));
}
