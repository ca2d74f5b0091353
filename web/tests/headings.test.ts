import { describe, expect, test } from 'vitest';
import { Zone } from '../src/model/zone';
import { headingOf } from '../src/map/headings';
import { randomFrom } from './fixtures';

const ABSENT = 255;

function plainly(rows: readonly number[], zones: Uint8Array): string {
  const count = (wanted: Zone): number => rows.filter((row) => zones[row] === wanted).length;
  const alive = rows.filter((row) => zones[row] !== ABSENT && zones[row] !== Zone.liquidated).length;
  const unknown = count(Zone.unknown) > 0 ? ` · ${count(Zone.unknown)} unknown` : '';
  const clusters = alive === 1 ? 'cluster' : 'clusters';
  return `${alive} ${clusters} · ${count(Zone.yellow)} warning · ${count(Zone.red)} red${unknown}`;
}

describe('headings', () => {
  test('a heading counts the rows of its group, one by one, however many', () => {
    const random = randomFrom(31);
    const kinds = [Zone.green, Zone.yellow, Zone.red, Zone.exempt, Zone.liquidated, Zone.unknown, ABSENT];
    for (let size = 0; size < 60; size++) {
      const zones = Uint8Array.from({ length: 2 * size + 1 }, () => kinds[Math.floor(random() * kinds.length)]!);
      const rows = Array.from({ length: size }, (_, i) => 2 * i);
      const { details } = headingOf({ name: 'eu', rows: Uint32Array.from(rows) }, zones, null);
      expect(details[0], `${size} rows`).toBe(plainly(rows, zones));
    }
  });

  test('thousands are grouped, and an age stands with each but the shortest', () => {
    const zones = new Uint8Array(12_345).fill(Zone.yellow);
    const heading = headingOf({ name: 'eu', rows: Uint32Array.from(zones, (_, row) => row) }, zones, '40 s');
    expect(heading.details).toEqual([
      '12\u2009345 clusters · 12\u2009345 warning · 0 red · 40 s old',
      '12\u2009345 clusters · 40 s old',
      '12\u2009345 · 40 s old',
      '12\u2009345',
    ]);
  });
});
