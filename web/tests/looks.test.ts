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
