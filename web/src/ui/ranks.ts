import type { Picture } from '../model/picture';
import type { QueueState } from '../model/zone';
import { Zone, isQueued } from '../model/zone';

/** Rows with the lowest ratios, worst first: red whose ratio has no floor (gas unknown) before all, ties by row. One pass. */
export function worstRows(picture: Picture, count: number): number[] {
  const { zones, shades } = picture;
  const rows: number[] = [];
  const keys: number[] = [];
  for (let row = 0; row < zones.length; row++) {
    if (zones[row] !== Zone.red && zones[row] !== Zone.yellow) continue;
    const shade = shades[row]!;
    const key = Number.isNaN(shade) ? Number.NEGATIVE_INFINITY : shade;
    if (rows.length === count && !(key < keys[count - 1]!)) continue;
    let at = Math.min(rows.length, count - 1);
    for (; at > 0 && keys[at - 1]! > key; at--) {
      keys[at] = keys[at - 1]!;
      rows[at] = rows[at - 1]!;
    }
    keys[at] = key;
    rows[at] = row;
  }
  return rows;
}

/** The liquidation queue in its own order: deadline, then id (spec 5.4). */
export function queuedRows(picture: Picture): number[] {
  const { columns, queued } = picture;
  const { byId, present, queueState } = columns;
  const rows: number[] = [];
  // In id order, which the sort keeps among equal deadlines; no row is looked at once all are found.
  for (let i = 0; i < byId.length && rows.length < queued; i++) {
    const row = byId[i]!;
    if (present[row] === 1 && isQueued(queueState[row] as QueueState)) rows.push(row);
  }
  return rows.sort((a, b) => columns.deadline[a]! - columns.deadline[b]!);
}
