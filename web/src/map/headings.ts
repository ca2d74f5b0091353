import { Zone } from '../model/zone';
import type { GroupBox } from './layout/layout';
import type { Heading } from './renderer';

/** Digits grouped by thin spaces. */
const grouped = (count: number): string =>
  count < 1_000 ? String(count) : String(count).replace(/\B(?=(?:\d{3})+$)/g, '\u2009');
const ADDRESS = /^0x[0-9a-f]{40}$/i;
const ZONES = 6;
/** By zone, of even rows and of odd ones: a count need not wait for the one before it. Written over by each call. */
const [evens, odds] = [new Uint32Array(256), new Uint32Array(256)];

/** Clusters by zone; good until the next call. */
function countsOf(rows: ArrayLike<number>, zones: Uint8Array): Uint32Array {
  evens.fill(0);
  odds.fill(0);
  const { length } = rows;
  for (let i = 1; i < length; i += 2) {
    evens[zones[rows[i - 1]!]!]!++;
    odds[zones[rows[i]!]!]!++;
  }
  if (length % 2 === 1) evens[zones[rows[length - 1]!]!]!++;
  for (let zone = 0; zone < ZONES; zone++) evens[zone]! += odds[zone]!;
  return evens;
}

/** A group's heading: its name (an address is shortened) and what to say of it. `lateAge`: how old what is shown is, in words. */
export function headingOf(group: Pick<GroupBox, 'name' | 'rows'>, zones: Uint8Array, lateAge: string | null): Heading {
  const counts = countsOf(group.rows, zones);
  const alive = counts.subarray(0, ZONES).reduce((a, b) => a + b, 0) - counts[Zone.liquidated]!;
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
