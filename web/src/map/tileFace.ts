import type { Market } from '../model/market';
import type { Picture } from '../model/picture';
import { printBps, printForPeople } from '../model/printing';
import { Zone } from '../model/zone';

const LONGEST_LABEL = 6;

/** Between which zones' thresholds a ratio is printed: the network's, or the viewer's own. */
export type Thresholds = Pick<Market, 'warningBps' | 'criticalBps'>;

/** A ratio for a tile; where the exact reading is too long: above warning the threshold and `+`, else cut short: 1.50+, 1.199…. */
function print(ratio18: bigint, zone: Zone, { warningBps, criticalBps }: Thresholds): string {
  const label = printForPeople(ratio18, zone, warningBps, criticalBps);
  if (label.length <= LONGEST_LABEL) return label;
  return zone === Zone.green ? `${printBps(warningBps)}+` : `${label.slice(0, LONGEST_LABEL - 1)}…`;
}

/**
 * The text of a tile: the ratio, the last known one with a question mark, or a dash. `own`: the viewer's thresholds and the zone
 * by them, where the tile is painted by those.
 */
export function tileLabel(
  picture: Picture,
  row: number,
  own: { zone: Zone; thresholds: Thresholds } | null = null,
): string {
  const reading = picture.reading(row);
  if (!reading) return '';
  const zone = own?.zone ?? reading.zone;
  const thresholds = own?.thresholds ?? picture.market;
  switch (reading.zone) {
    case Zone.exempt:
      return '—';
    case Zone.liquidated:
      return '×';
    case Zone.unknown: {
      const known = reading.terms.lastKnown;
      return known ? `${print(known.ratio, known.zone, picture.market)}?` : '?';
    }
    default:
      if (reading.ratio !== null) return print(reading.ratio, zone, thresholds);
      // Red whatever the gas: only an upper bound is known.
      return `≤${print(reading.ratioAtMost ?? 0n, reading.zone, picture.market)}`;
  }
}
