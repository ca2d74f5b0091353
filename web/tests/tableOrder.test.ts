import { describe, expect, test } from 'vitest';
import type { Picture, Reading } from '../src/model/picture';
import { Zone } from '../src/model/zone';
import type { WireTerms } from '../src/stream/wire';
import type { ColumnKey, Sort } from '../src/table/columnKeys';
import { comparison, driftOf, listed, sortedRows } from '../src/table/order';
import { COLUMN_KEYS } from '../src/table/columnKeys';
import { E18, market, pictureOf as pictureOfRows, randomBig, randomFrom, wireTerms } from './fixtures';

const EXACT: Partial<Record<ColumnKey, (r: Reading) => bigint | null>> = {
  ratio: (r) => r.ratio,
  settlement: (r) => r.settlementRatio,
  headroom: (r) => r.headroom,
  collateral: (r) => r.terms.collateral,
  rewards: (r) => r.terms.rewards,
  gas: (r) => r.gasCost,
  requirement: (r) => r.requiredTokens,
  nodes: (r) => BigInt(r.terms.nodes),
  gpus: (r) => BigInt(r.terms.gpus),
  id: (r) => BigInt(r.terms.info.id),
};

/** Clusters that crowd round a few amounts, a base unit or so apart, and some that are anywhere. */
function crowd(seed: number, count: number): Partial<WireTerms>[] {
  const random = randomFrom(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  return Array.from({ length: count }, (_, i) => {
    const gpus = Math.floor(random() * 4);
    const wild = random() < 0.2;
    return {
      id: String(((i * 7919) % count) + 1),
      name: `c-${Math.floor(random() * 20)}`,
      nodes: gpus === 0 ? 0 : 1 + Math.floor(random() * 3),
      gpus,
      collateral: String(
        wild ? randomBig(random, 100) : 2600n * E18 * BigInt(Math.max(1, gpus)) + BigInt(Math.floor(random() * 5)) - 2n,
      ),
      rewards: String(wild ? randomBig(random, 90) : BigInt(Math.floor(random() * 3))),
      region: pick(['eu-2', 'eu-10', 'us']),
      queueState: pick(['none', 'none', 'grace', 'recovered', 'liquidated']),
      deadline: pick([null, '2026-01-31T12:00:40Z', '2026-01-31T12:01:40Z']),
      disputed: random() < 0.05,
    };
  });
}

const pictureOf = (clusters: readonly (Partial<WireTerms> | null)[]): Picture =>
  pictureOfRows(
    market(),
    clusters.map((c) => c && wireTerms(c)),
  );

describe.each(Object.keys(EXACT) as ColumnKey[])('sorting by %s', (key) => {
  test.each([1, 2, 3, 4])('is what integers alone would give, seed %d', (seed) => {
    const picture = pictureOf(crowd(seed, 300));
    const exact = EXACT[key]!;
    for (const descending of [false, true]) {
      const rows = [...sortedRows(picture, null, { key, descending })];
      expect(new Set(rows).size).toBe(300);
      const cells = rows.map((row) => {
        const reading = picture.reading(row)!;
        // Without a value where nothing is stated of the cluster.
        const stated = key !== 'requirement' || reading.zone <= Zone.red || reading.zone === Zone.exempt;
        return { value: stated ? exact(reading) : null, id: BigInt(reading.terms.info.id) };
      });
      for (let i = 1; i < cells.length; i++) {
        const [a, b] = [cells[i - 1]!, cells[i]!];
        if (a.value === null) expect(b.value).toBeNull();
        if (a.value === null || b.value === null) continue;
        if (a.value === b.value) expect(a.id < b.id).toBe(true);
        else expect(a.value < b.value).toBe(!descending);
      }
    }
  });
});

describe('the order of a table', () => {
  test('tells apart what is one and the same double', () => {
    const picture = pictureOf([
      { id: '1', collateral: String(10n ** 30n + 10_000n), nodes: 0 },
      { id: '2', collateral: String(10n ** 30n), nodes: 0 },
    ]);
    expect(Number(10n ** 30n + 10_000n)).toBe(Number(10n ** 30n));
    for (const key of ['collateral', 'ratio', 'settlement', 'headroom'] as const)
      expect([...sortedRows(picture, null, { key, descending: false })], key).toEqual([1, 0]);
  });

  test('is total and the same for every column: no two rows are equal', () => {
    const picture = pictureOf(crowd(9, 60));
    const unsure: ColumnKey[] = [];
    for (const key of COLUMN_KEYS)
      for (const descending of [false, true]) {
        const compare = comparison(picture, { key, descending });
        for (let a = 0; a < 60; a++)
          for (let b = 0; b < a; b++)
            if (compare(a, b) === 0 || Math.sign(compare(a, b)) !== -Math.sign(compare(b, a))) unsure.push(key);
      }
    expect(unsure).toEqual([]);
  });

  test('puts words as people read them, and danger before calm', () => {
    const clusters = [{ region: 'eu-10' }, { region: 'eu-2' }, { region: 'ap' }].map((c, i) => ({
      ...c,
      id: String(i + 1),
      collateral: String([9000n, 2700n, 2000n][i]! * E18),
    }));
    const picture = pictureOf(clusters);
    expect([...sortedRows(picture, null, { key: 'region', descending: false })]).toEqual([2, 1, 0]);
    expect([...sortedRows(picture, null, { key: 'zone', descending: false })]).toEqual([2, 1, 0]);
  });

  test('leaves out what does not match, and what does not exist', () => {
    const picture = pictureOf([{ id: '3' }, null, { id: '1' }, { id: '2' }]);
    expect([...listed(picture, null)]).toEqual([2, 3, 0]);
    expect([...listed(picture, Uint8Array.of(1, 1, 0, 1))]).toEqual([3, 0]);
  });
});

describe('what a block changes of an order', () => {
  const sort: Sort = { key: 'ratio', descending: false };
  const clusters = [3000n, 4000n, 5000n, 6000n].map((tokens, i) => ({
    id: String(i + 1),
    collateral: String(tokens * E18),
  }));
  const before = pictureOf(clusters);
  const rows = sortedRows(before, null, sort);

  test('nothing, while the rows stand as they did', () => {
    expect(driftOf(before, rows, null, sort)).toEqual({ moved: 0, entered: 0, left: 0 });
  });

  test('as few rows as would have to move', () => {
    const after = pictureOf(clusters.map((c) => (c.id === '1' ? { ...c, collateral: String(9000n * E18) } : c)));
    expect(driftOf(after, rows, null, sort)).toEqual({ moved: 1, entered: 0, left: 0 });
    expect(driftOf(after, rows, null, { key: 'name', descending: false }).moved).toBe(0);
  });

  test('newcomers and leavers, each counted once', () => {
    const after = pictureOf([null, ...clusters.slice(1), { id: '9' }]);
    expect(driftOf(after, rows, null, sort)).toEqual({ moved: 0, entered: 1, left: 1 });
    expect(driftOf(before, rows, Uint8Array.of(1, 1, 0, 1), sort)).toEqual({ moved: 0, entered: 0, left: 1 });
  });

  test.each([1, 2, 3])('counts the rows to move as slowly counting would, seed %d', (seed) => {
    const random = randomFrom(seed);
    const size = 40;
    const picture = pictureOf(crowd(seed, size));
    const wanted = [...sortedRows(picture, null, sort)];
    const shuffled = Uint32Array.from(wanted);
    for (let i = 0; i < 12; i++) {
      const [a, b] = [Math.floor(random() * size), Math.floor(random() * size)];
      [shuffled[a], shuffled[b]] = [shuffled[b]!, shuffled[a]!];
    }
    const places = [...shuffled].map((row) => wanted.indexOf(row));
    const runs = places.map(() => 1);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < i; j++) if (places[j]! < places[i]!) runs[i] = Math.max(runs[i]!, runs[j]! + 1);
    expect(driftOf(picture, shuffled, null, sort).moved).toBe(size - Math.max(...runs));
  });
});
