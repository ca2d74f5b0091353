import { describe, expect, test } from 'vitest';
import { ownAssessment } from '../../src/desk/ownAssessment';
import { ownMarket } from '../../src/desk/ownThresholds';
import { CALM } from '../../src/desk/stress';
import { stressed } from '../../src/desk/stressed';
import { Picture } from '../../src/model/picture';
import { randomFrom } from '../fixtures';
import { assessByIntegers } from './columnsOf';
import { randomColumns, randomMarket, randomStress } from './worlds';

const OWN = { warning: '1.9', critical: '1.4' };
const OWN_BPS = { warning: 19_000n, critical: 14_000n };

describe('what the map is painted with', () => {
  test('Own zones are the classifier’s under own thresholds (seed 71)', () => {
    const random = randomFrom(71);
    for (let i = 0; i < 60; i++) {
      const market = randomMarket(random);
      const picture = new Picture(market, randomColumns(random, market, 40));
      const expected = assessByIntegers(picture.columns, ownMarket(market, OWN_BPS));
      expect([...ownAssessment(picture, OWN)!.zones]).toEqual([...expected.zones]);
      expect(ownAssessment(picture, OWN)!.counts).toEqual(expected.counts);
    }
  });

  test('Without own thresholds, or with a pair that is none, there is no own judgement', () => {
    const market = randomMarket(randomFrom(1));
    const picture = new Picture(market, randomColumns(randomFrom(2), market, 5));
    expect(ownAssessment(picture, null)).toBeNull();
    expect(ownAssessment(picture, { warning: '1.2', critical: '1.2' })).toBeNull();
    expect(stressed(picture, null, null)).toBeNull();
    expect(stressed(picture, { ...CALM, depth: 7n }, null)).toBeNull();
  });

  test('A stressed half is judged after the cascade, and by the same thresholds as the half before it (seed 72)', () => {
    const random = randomFrom(72);
    for (let i = 0; i < 60; i++) {
      const market = randomMarket(random);
      const picture = new Picture(market, randomColumns(random, market, 40));
      const stress = { ...randomStress(random), price: -13 };
      const plain = stressed(picture, stress, null)!;
      expect([...plain.after.zones]).toEqual([...assessByIntegers(picture.columns, plain.run.market).zones]);
      expect(plain.before.zones).toBe(picture.zones);
      const mine = stressed(picture, stress, OWN)!;
      const after = assessByIntegers(picture.columns, ownMarket(plain.run.market, OWN_BPS));
      expect([...mine.after.zones]).toEqual([...after.zones]);
      expect(mine.before).toBe(ownAssessment(picture, OWN));
      // Who falls is the contract's, whatever a viewer thinks.
      expect(mine.run.roundOf).toEqual(plain.run.roundOf);
    }
  });

  test('Whoever asks the same gets the same object, so that it is worked out once', () => {
    const market = randomMarket(randomFrom(3));
    const picture = new Picture(market, randomColumns(randomFrom(4), market, 20));
    const stress = { ...CALM, demand: 10 };
    const first = stressed(picture, stress, OWN);
    expect(stressed(picture, stress, OWN)).toBe(first);
    expect(stressed(picture, { ...stress }, OWN)).not.toBe(first);
    expect(ownAssessment(picture, OWN)).toBe(ownAssessment(picture, OWN));
  });
});
