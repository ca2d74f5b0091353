import { readEntry } from './mine';
import { shelf } from './shelf';

/** One list for each network: ids mean nothing beyond theirs. */
const keyOf = (network: string): string => `isotherm.mine.${network}`;

/** Wallet addresses and cluster ids that this browser keeps as mine; empty where it keeps none or nothing that can be read. */
export function keptMine(network: string): string[] {
  const entries = (shelf.read(keyOf(network)) ?? '').split(',').map(readEntry);
  return [...new Set(entries.filter((entry) => entry !== null))];
}

/** Answers whether the browser kept it. */
export function keepMine(network: string, mine: readonly string[]): boolean {
  return shelf.write(keyOf(network), mine.length > 0 ? mine.join(',') : null);
}
