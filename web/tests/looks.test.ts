import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Looks } from '../src/map/looks';
import type { Scene } from '../src/map/scene';
import { assess } from '../src/model/assess';
import { Picture } from '../src/model/picture';
import { CALM, stressedMarket } from '../src/desk/stress';
import { randomColumns } from './desk/worlds';
import { market, randomFrom } from './fixtures';

const SIZE = 300;
const of = market();
const random = randomFrom(93);
const pictures = [0, 1].map(() => new Picture(of, randomColumns(random, of, SIZE)));
const under = (picture: Picture, price: number) => assess(picture.columns, stressedMarket(of, { ...CALM, price }));
const thresholds = [15_000n, 20_000n].map((warningBps) => ({ criticalBps: 12_000n, warningBps }));
const choices = [null, Uint8Array.from({ length: SIZE }, (_, i) => i % 2)];

const PLAIN = { late: false, lateAge: null, own: null, stressed: null, matches: null, lit: null };

beforeEach(() => vi.stubGlobal('matchMedia', () => ({ matches: true })));
afterEach(() => vi.unstubAllGlobals());

function pick<T>(of: readonly T[]): T {
  return of[Math.floor(random() * of.length)]!;
}

test('After any way through scenes, tiles look as if the last were the first (seed 93)', () => {
  const looks = new Looks();
  let last: Scene = { ...PLAIN, picture: pictures[0]! };
  for (let i = 0; i < 400; i++) {
    const picture = random() < 0.8 ? last.picture : pick(pictures);
    const own =
      random() < 0.8 && picture === last.picture ? last.own : pick([null, under(picture, 3), under(picture, -40)]);
    const scene: Scene = {
      ...PLAIN,
      picture,
      own,
      ownThresholds: own && pick(thresholds),
      stressed: random() < 0.1 ? null : under(picture, -Math.floor(random() * 60)),
      matches: random() < 0.9 ? last.matches : pick(choices),
      lit: random() < 0.9 ? last.lit : pick(choices),
    };
    looks.show(scene, 0);
    const fresh = new Looks();
    fresh.show(scene, 0);
    expect(looks.words).toEqual(fresh.words);
    last = scene;
  }
});

test('Tiles that cross into another colour pulse, and no others, wherever they stand and however long the columns are', () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  for (let size = 1; size < 70; size++) {
    const columns = randomColumns(random, of, size);
    const { zones, shades, counts } = assess(columns, of);
    for (let offset = 0; offset < 2; offset++) {
      // Aligned to words, or not.
      const after = new Uint8Array(new ArrayBuffer(size + 8), offset, size);
      after.set(zones);
      const moved = Math.floor(random() * size);
      after[moved] = Math.floor(random() * 6);
      const looks = new Looks();
      looks.show({ ...PLAIN, picture: new Picture(of, columns, { zones, shades, counts }) }, 1_000);
      looks.show({ ...PLAIN, picture: new Picture(of, columns, { zones: after, shades, counts }) }, 1_000);
      const expected = Array.from(zones, (was, row) => was !== after[row] && was <= 2 && after[row]! <= 2);
      // One tile of less than five would be too many to pulse.
      const pulsed = size < 5 ? expected.map(() => false) : expected;
      expect(
        Array.from(zones, (_, row) => looks.words[row]! >>> 24 !== 0),
        `${size} rows, one moved`,
      ).toEqual(pulsed);
    }
  }
});
