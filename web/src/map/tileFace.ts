import type { Picture } from '../model/picture';
import { printForPeople } from '../model/printing';
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

/** A ratio for a tile: where the exact reading is too long, the threshold's side is said by a sign: 1.50+, 1.20−. */
function short(label: string, zone: Zone): string {
  if (label.length <= LONGEST_LABEL) return label;
  if (zone === Zone.green) return `${label.slice(0, 4)}+`;
  // Below a threshold by less than the digits show: the nearest value is the threshold itself.
  return zone === Zone.red ? `${roundUp(label)}−` : `${label.slice(0, 5)}…`;
}

function roundUp(label: string): string {
  return (Math.ceil(Number(label.slice(0, 6)) * 100) / 100).toFixed(2);
}

/** The text of a tile: the ratio, the last known one with a question mark, or a dash. */
export function tileLabel(picture: Picture, row: number): string {
  const reading = picture.reading(row);
  if (!reading) return '';
  const { warningBps, criticalBps } = picture.market;
  switch (reading.zone) {
    case Zone.exempt:
      return '—';
    case Zone.liquidated:
      return '×';
    case Zone.unknown: {
      const known = reading.terms.lastKnown;
      return known ? `${short(printForPeople(known.ratio, known.zone, warningBps, criticalBps), known.zone)}?` : '?';
    }
    default: {
      if (reading.ratio !== null)
        return short(printForPeople(reading.ratio, reading.zone, warningBps, criticalBps), reading.zone);
      // Red whatever the gas: only an upper bound is known.
      const most = reading.ratioAtMost ?? 0n;
      return `≤${short(printForPeople(most, reading.zone, warningBps, criticalBps), reading.zone)}`;
    }
  }
}

export function faceOf(picture: Picture, row: number, step: number): TileFace | null {
  const terms = picture.terms[row];
  if (!terms) return null;
  return { zone: picture.zones[row] as Zone, step, label: tileLabel(picture, row), queued: isQueued(terms.queueState) };
}

export function sameFace(a: TileFace | null | undefined, b: TileFace | null): boolean {
  if (!a || !b) return !a && !b;
  return a.zone === b.zone && a.step === b.step && a.label === b.label && a.queued === b.queued;
}
