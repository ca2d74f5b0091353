import type { Market } from '../model/market';
import type { Reading } from '../model/picture';
import { printForPeople } from '../model/printing';
import { Zone } from '../model/zone';
import { integer } from './format';

const REASONS = {
  tokenPrice: {
    valid: 'the token price is not usable',
    missing: 'the token price is missing',
    notPositive: 'the token price is not positive',
    tooLarge: 'the token price is out of range',
    stale: 'the token price is stale',
    fromTheFuture: 'the token price is dated after the block',
  },
  gas: 'an input of the gas term is missing or stale',
  assetsOutOfRange: 'the assets are out of range',
  requirementOutOfRange: 'the requirement is out of range',
  requirementMissing: 'the GPU class has no requirement yet',
  disputed: 'disagrees with the contract',
} as const;

/** Why most of the map has no ratio, for all to read: what is wrong with the token price; null while it is valid or not needed. */
export function priceOutageWords(market: Market): string | null {
  const { verdict } = market.tokenPrice;
  if (verdict === 'valid' || !market.priced) return null;
  const reason = REASONS.tokenPrice[verdict];
  const limit = verdict === 'stale' ? ` (valid for ${market.maxAge} s)` : '';
  return `${reason[0]!.toUpperCase()}${reason.slice(1)}${limit}: ratios are unknown until it is valid again; tiles show the last known.`;
}

/** Why a tile has no ratio, and what was known last. */
export function unknownWords(reading: Reading, market: Market): string {
  if (reading.zone === Zone.liquidated) return 'collateral and rewards were taken; final';
  if (reading.zone === Zone.exempt)
    return reading.terms.gpus === 0 ? 'empty: nothing is required' : 'nothing is required';
  const print = (ratio: bigint, zone: Zone): string =>
    printForPeople(ratio, zone, market.warningBps, market.criticalBps);
  if (reading.zone === Zone.red) return `red whatever gas costs: at most ${print(reading.ratioAtMost ?? 0n, Zone.red)}`;
  const { unknownReason } = reading;
  const reason =
    unknownReason === 'tokenPrice'
      ? REASONS.tokenPrice[market.tokenPrice.verdict]
      : unknownReason
        ? REASONS[unknownReason]
        : 'unknown';
  const known = reading.terms.lastKnown;
  const blocks = known ? market.block.number - known.block : 0;
  const ago = blocks === 1 ? '1 block ago' : `${integer(blocks)} blocks ago`;
  const last = known ? `; last known ${print(known.ratio, known.zone)} at block ${integer(known.block)}, ${ago}` : '';
  const most =
    reading.ratioAtMost === null ? '' : `; at most ${printForPeople(reading.ratioAtMost, Zone.unknown, 0n, 0n)}`;
  return reason + most + last;
}
