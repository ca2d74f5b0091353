import { Zone } from '../model/zone';
import type { GroupBox } from './layout/layout';
import type { Heading } from './renderer';

/** Digits grouped by thin spaces. */
const grouped = (count: number): string =>
  count < 1_000 ? String(count) : String(count).replace(/\B(?=(?:\d{3})+$)/g, '\u2009');
const ADDRESS = /^0x[0-9a-f]{40}$/i;

/** A group's heading: its name (an address is shortened) and what to say of it. `lateAge`: how old what is shown is, in words. */
export function headingOf(group: Pick<GroupBox, 'name' | 'rows'>, zones: Uint8Array, lateAge: string | null): Heading {
  const counts = [0, 0, 0, 0, 0, 0];
  const { rows } = group;
  for (let i = 0; i < rows.length; i++) {
    const zone = zones[rows[i]!]!;
    if (zone < counts.length) counts[zone]!++;
  }
  const alive = counts.reduce((a, b) => a + b, 0) - counts[Zone.liquidated]!;
  const clusters = `${grouped(alive)} ${alive === 1 ? 'cluster' : 'clusters'}`;
  const unknown = counts[Zone.unknown]! > 0 ? ` · ${grouped(counts[Zone.unknown]!)} unknown` : '';
  const age = lateAge === null ? '' : ` · ${lateAge} old`;
  const name = ADDRESS.test(group.name) ? `${group.name.slice(0, 6)}…${group.name.slice(-4)}` : group.name;
  return {
    name,
    details: [
      `${clusters} · ${grouped(counts[Zone.yellow]!)} warning · ${grouped(counts[Zone.red]!)} red${unknown}${age}`,
      `${clusters}${age}`,
      `${grouped(alive)}${age}`,
      grouped(alive),
    ],
  };
}
