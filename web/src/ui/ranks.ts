import type { Picture } from '../model/picture';
import type { QueueState } from '../model/zone';
import { Zone, isQueued } from '../model/zone';

/** Rows with the lowest ratios, worst first: red whose ratio has no floor (gas unknown) before all, ties by row. */
export function worstRows(picture: Picture, count: number): number[] {
  const rows: number[] = [];
  picture.zones.forEach((zone, row) => {
    if (zone === Zone.red || zone === Zone.yellow) rows.push(row);
  });
  const key = (row: number): number => {
    const shade = picture.shades[row]!;
    return Number.isNaN(shade) ? Number.NEGATIVE_INFINITY : shade;
  };
  return rows.sort((a, b) => key(a) - key(b) || a - b).slice(0, count);
}

/** The liquidation queue in its own order: deadline, then id (spec 5.4). */
export function queuedRows(picture: Picture): number[] {
  const { columns } = picture;
  const rows: number[] = [];
  // In id order, which the sort keeps among equal deadlines.
  for (const row of columns.byId)
    if (columns.present[row] === 1 && isQueued(columns.queueState[row] as QueueState)) rows.push(row);
  return rows.sort((a, b) => columns.deadline[a]! - columns.deadline[b]!);
}
