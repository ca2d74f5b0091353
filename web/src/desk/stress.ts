import { ceilDivide } from '../model/amounts';
import type { Market } from '../model/market';
import type { Knob, Stress } from './stressWords';

export { CALM, KNOBS, LEAST, MOST, isCalm, percent, stressBanner, stressWords } from './stressWords';
export type { Knob, Stress } from './stressWords';

const PRICE_LIMIT = 1n << 96n;

/** `value × (100 + change) ÷ 100`, rounded up: what burdens a cluster is never understated. */
function raised(value: bigint, change: number): bigint {
  return ceilDivide(value * BigInt(100 + change), 100n);
}

/** The same of a price, rounded down, but not below the least that its feed can say: a price of 0 is no price (spec 1.7). */
export function stressedPrice(price: bigint, change: number): bigint {
  const floor = (price * BigInt(100 + change)) / 100n;
  return floor > 0n || price <= 0n ? floor : 1n;
}

/** A market at another price: out of the arithmetic's range it is as invalid as the server would call it. */
export function atPrice(market: Market, price: bigint): Market {
  const verdict =
    market.tokenPrice.verdict === 'valid' && price >= PRICE_LIMIT ? 'tooLarge' : market.tokenPrice.verdict;
  return { ...market, tokenPrice: { ...market.tokenPrice, value: price, verdict } };
}

/**
 * The market as it would be. Integers throughout: the price is rounded down and stays at least one unit of its feed, demand, base
 * requirement and base fee are rounded up. What is missing or invalid stays so. `depth` changes nothing here: see `cascade`.
 */
export function stressedMarket(market: Market, stress: Stress): Market {
  const { tokenPrice, baseFee } = market;
  const priced = tokenPrice.value === null ? market : atPrice(market, stressedPrice(tokenPrice.value, stress.price));
  return {
    ...priced,
    baseFee: baseFee === null ? null : raised(baseFee, stress.gas),
    classes: market.classes.map((c) => ({
      ...c,
      base: c.base === null ? null : raised(c.base, stress.requirement),
      demandBps: c.demandBps === null ? null : raised(c.demandBps, stress.demand),
    })),
  };
}

/** Why a knob moves nothing, or less than one may think; null where it does what it says. */
export interface KnobNote {
  /** The knob has no effect at all. */
  readonly inert: boolean;
  readonly why: string;
}

function priceNote(market: Market, change: number): KnobNote | null {
  const { tokenPrice, priced, gasModelled, symbol } = market;
  const same = `Collateral and requirement are both counted in ${symbol}`;
  if (!priced && !gasModelled) return { inert: true, why: `${same}: price has no effect on this network.` };
  if (tokenPrice.verdict !== 'valid' || tokenPrice.value === null)
    return { inert: true, why: 'There is no valid price to start from.' };
  if (!priced) return { inert: false, why: `${same}: price moves only what gas costs in ${symbol}.` };
  const exact = tokenPrice.value * BigInt(100 + change);
  if (exact < 100n) return { inert: false, why: 'Held at the least price that the feed can say.' };
  return exact / 100n >= PRICE_LIMIT ? { inert: false, why: 'Beyond the prices that the network can weigh.' } : null;
}

function gasNote(market: Market, change: number): KnobNote | null {
  if (!market.gasModelled) return { inert: true, why: 'Gas is not modelled on this network.' };
  if (market.baseFee === null) return { inert: true, why: 'The base fee is not known at this block.' };
  if (market.nativePrice.verdict !== 'valid')
    return { inert: true, why: 'There is no valid price of what gas is paid in.' };
  if (change === 0) return null;
  return { inert: false, why: 'Moves the displayed ratio only: the contract itself does not count gas.' };
}

/** What is to be said beside a knob that stands at `change`. */
export function knobNote(market: Market, knob: Knob, change: number): KnobNote | null {
  if (knob === 'price') return priceNote(market, change);
  if (knob === 'gas') return gasNote(market, change);
  const known = market.classes.some((c) => (knob === 'demand' ? c.demandBps : c.base) !== null);
  return known ? null : { inert: true, why: `No class's ${knob} is known at this block.` };
}
