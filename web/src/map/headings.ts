import { Zone } from '../model/zone';
import type { SlotGroup } from './slots';

const ADDRESS = /^0x[0-9a-f]{40}$/i;

/** A group's heading: its name (an address is shortened) and what to say of it, from the longest to the shortest. */
export function headingOf(group: SlotGroup, zoneOf: (row: number) => Zone | null): { name: string; details: string[] } {
  const counts = [0, 0, 0, 0, 0, 0];
  for (const row of group.slots) {
    const zone = zoneOf(row);
    if (zone !== null) counts[zone]!++;
  }
  const alive = counts.reduce((a, b) => a + b, 0) - counts[Zone.liquidated]!;
  const clusters = `${alive} ${alive === 1 ? 'cluster' : 'clusters'}`;
  const unknown = counts[Zone.unknown]! > 0 ? ` · ${counts[Zone.unknown]} unknown` : '';
  const name = ADDRESS.test(group.name) ? `${group.name.slice(0, 6)}…${group.name.slice(-4)}` : group.name;
  return {
    name,
    details: [`${clusters} · ${counts[1]} warning · ${counts[2]} red${unknown}`, clusters, String(alive)],
  };
}
