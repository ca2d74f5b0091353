import type { Market } from '../model/market';
import { printBps } from '../model/printing';
import { amount, countdown, gwei, integer, price } from '../ui/format';

export interface Term {
  readonly name: string;
  readonly text: string;
}

/** The ratio's terms as this network has them now, in the order of the formula. */
export function formulaTerms(market: Market): readonly Term[] {
  const { symbol } = market;
  const requirement = market.priced
    ? `GPUs × base requirement of the class in US dollars × demand of the class, at the token’s price now (${
        market.tokenPrice.value === null
          ? 'unknown'
          : `$${price(market.tokenPrice.value, market.tokenPrice.decimals)} for 1 ${symbol}`
      })`
    : `GPUs × base requirement of the class in ${symbol} × demand of the class; the token’s price has no effect`;
  const gas = market.gasModelled
    ? `Nodes × ${integer(market.settlementGas)} gas at the block’s base fee (${
        market.baseFee === null ? 'unknown' : `${gwei(market.baseFee)} gwei`
      }), in ${symbol}`
    : 'Not modelled on this network: the displayed ratio is the settlement ratio';
  return [
    { name: 'collateral', text: `What the operator staked behind the cluster, in ${symbol}` },
    { name: 'accrued rewards', text: 'What its nodes earned and did not claim' },
    { name: 'gas to settle', text: gas },
    { name: 'minimum required', text: requirement },
  ];
}

/** Base requirement and demand of each GPU class. */
export function classTerms(market: Market): readonly Term[] {
  return market.classes.map(({ name, base, demandBps }) => {
    const amountOf = (value: bigint): string =>
      market.priced ? `$${amount(value, 8)}` : `${amount(value, market.tokenDecimals)} ${market.symbol}`;
    return {
      name,
      text: `${base === null ? 'no requirement yet' : `${amountOf(base)} a GPU`}, demand ${
        demandBps === null ? 'unknown' : `${printBps(demandBps)}×`
      }`,
    };
  });
}

/** The six zones with what puts a cluster into each, by the thresholds in force. */
export function zoneTerms({ warningBps, criticalBps }: Market): readonly string[] {
  const [warning, critical] = [printBps(warningBps), printBps(criticalBps)];
  return [
    `Ratio above ${warning}.`,
    `Ratio from ${critical} to ${warning}, both included.`,
    `Ratio under ${critical}: liquidation is near. Red by gas alone cannot be flagged; the tile says so.`,
    'An input is missing, stale or invalid, or the contract disagrees. Shown is the last known ratio with a question mark; never a calm colour.',
    'Nothing is required: no GPUs, or a requirement of 0.',
    'Collateral was taken; final.',
  ];
}

export function glossary(market: Market): readonly Term[] {
  return [
    { name: 'cluster', text: 'One operator’s nodes of one GPU class: a tile, and the unit of liquidation.' },
    { name: 'settlement ratio', text: 'The ratio without gas: what the contract itself enforces.' },
    { name: 'headroom, shortfall', text: 'Tokens above what critical needs, or the exact top-up to get there.' },
    {
      name: 'liquidation queue',
      text: `A flagged cluster has a grace period${
        market.gracePeriod > 0n ? ` of ${countdown(Number(market.gracePeriod))}` : ''
      }; it earns nothing, may be cured, and is liquidated when the deadline has passed.`,
    },
    {
      name: 'confirmed',
      text: 'Of a block that is deep enough to be trusted. While data is late, confirmed ratios are shown.',
    },
    {
      name: 'late, stale, disconnected',
      text: 'No new block for 2, for 5 block times; no message from the server for 12 s.',
    },
    { name: 'demand', text: 'A multiplier on a class’s requirement that the protocol sets.' },
  ];
}

/** Spec 12: what a green map does not promise. */
export function unseen(market: Market): readonly string[] {
  return [
    'Between two blocks: a price that crashes and returns within a block leaves no trace here.',
    'Beyond this contract: wallets, other collateral and debts of an operator.',
    'A congested chain: a top-up that is sent may come too late.',
    ...(market.priced
      ? [
          `A price that the oracle has not yet told: it is valid for ${integer(market.maxAge)} s, whatever the market does meanwhile.`,
        ]
      : []),
    'What will be: a scheduled change counts from the block that applies it.',
  ];
}

/** Keys of the map and of the table; those that work anywhere are `find/shortcuts.ts`. */
export const PLACE_KEYS: readonly Term[] = [
  { name: 'Arrow keys', text: 'To the visible neighbour; in the table to the next row or cell' },
  { name: 'Home, End', text: 'First, last' },
  { name: 'Page Up, Page Down', text: 'A screen on' },
  { name: 'Enter', text: 'Open the cluster; on a column’s head, sort' },
  { name: '+, −, 0', text: 'Zoom the map in, out, fit' },
];
