import type { Market } from '../model/market';
import type { Picture } from '../model/picture';
import { printBps, printForPeople } from '../model/printing';
import type { QueueState } from '../model/zone';
import { Zone, isQueued } from '../model/zone';

/** What a tile shows, apart from its colour; equal faces need no repaint. */
export interface TileFace {
  readonly zone: Zone;
  /** Step on the zone's ramp. */
  readonly step: number;
  readonly label: string;
  readonly queued: boolean;
}

const LONGEST_LABEL = 6;

/** A ratio for a tile; where the exact reading is too long: above warning the threshold and `+`, else cut short: 1.50+, 1.199…. */
function print(ratio18: bigint, zone: Zone, { warningBps, criticalBps }: Market): string {
  const label = printForPeople(ratio18, zone, warningBps, criticalBps);
  if (label.length <= LONGEST_LABEL) return label;
  return zone === Zone.green ? `${printBps(warningBps)}+` : `${label.slice(0, LONGEST_LABEL - 1)}…`;
}

/** The text of a tile: the ratio, the last known one with a question mark, or a dash. */
export function tileLabel(picture: Picture, row: number): string {
  const reading = picture.reading(row);
  if (!reading) return '';
  const { market } = picture;
  switch (reading.zone) {
    case Zone.exempt:
      return '—';
    case Zone.liquidated:
      return '×';
    case Zone.unknown: {
      const known = reading.terms.lastKnown;
      return known ? `${print(known.ratio, known.zone, market)}?` : '?';
    }
    default:
      if (reading.ratio !== null) return print(reading.ratio, reading.zone, market);
      // Red whatever the gas: only an upper bound is known.
      return `≤${print(reading.ratioAtMost ?? 0n, reading.zone, market)}`;
  }
}

export function faceOf(picture: Picture, row: number, step: number): TileFace | null {
  const { columns } = picture;
  if (columns.present[row] !== 1) return null;
  const queued = isQueued(columns.queueState[row] as QueueState);
  return { zone: picture.zones[row] as Zone, step, label: tileLabel(picture, row), queued };
}

export function sameFace(a: TileFace | null | undefined, b: TileFace | null): boolean {
  if (!a || !b) return !a && !b;
  return a.zone === b.zone && a.step === b.step && a.label === b.label && a.queued === b.queued;
}
