import { describe, expect, test } from 'vitest';
import { CALM, KNOBS, isCalm, knobNote, stressWords, stressedMarket } from '../../src/desk/stress';
import { gasPerNode } from '../../src/model/amounts';
import { globals, market, randomFrom } from '../fixtures';
import { randomMarket, randomStress } from './worlds';

const IN_TOKEN = { requirementUnit: { currency: 'GRID', exponent: -22 } };
const feed = (value: string) => ({ tokenPrice: { ...globals().tokenPrice!, value } });

describe('a stressed market', () => {
  test('Nothing supposed changes nothing', () => {
    const now = market();
    expect(stressedMarket(now, CALM)).toEqual(now);
    expect(isCalm(CALM)).toBe(true);
    for (const knob of KNOBS) expect(isCalm({ ...CALM, [knob]: -1 })).toBe(false);
    expect(isCalm({ ...CALM, depth: 5n })).toBe(true);
  });

  test('The price is rounded down, burdens are rounded up', () => {
    const classes = [{ id: '1', gpuClass: 'H100', base: '40000000001', demandBps: 10001 }];
    const now = market({ ...feed('20000001'), baseFee: '7', classes });
    const then = stressedMarket(now, { price: -33, demand: 7, gas: 10, requirement: 1, depth: null });
    expect(then.tokenPrice.value).toBe(13_400_000n); // 13 400 000.67
    expect(then.classes[0]).toMatchObject({ demandBps: 10_702n, base: 40_400_000_002n }); // 10 701.07, 40 400 000 001.01
    expect(then.baseFee).toBe(8n); // 7.7
  });

  test('A price never reaches 0, and says where it is held', () => {
    const now = market(feed('7'));
    expect(stressedMarket(now, { ...CALM, price: -99 }).tokenPrice.value).toBe(1n);
    expect(knobNote(now, 'price', -99)?.why).toMatch(/least price/);
    expect(knobNote(now, 'price', -80)).toBeNull(); // 1.4 is a price
  });

  test('A price beyond 96 bits is one that the server would refuse', () => {
    const now = market(feed(String((1n << 96n) - 1n)));
    expect(stressedMarket(now, { ...CALM, price: 1 }).tokenPrice.verdict).toBe('tooLarge');
    expect(knobNote(now, 'price', 1)?.why).toMatch(/Beyond/);
    expect(stressedMarket(now, CALM).tokenPrice.verdict).toBe('valid');
  });

  test('What is missing or invalid stays so (seed 21)', () => {
    const random = randomFrom(21);
    for (let i = 0; i < 300; i++) {
      const now = randomMarket(random);
      const then = stressedMarket(now, randomStress(random));
      expect(then.baseFee === null).toBe(now.baseFee === null);
      if (now.tokenPrice.verdict !== 'valid') expect(then.tokenPrice.verdict).toBe(now.tokenPrice.verdict);
      now.classes.forEach(({ base, demandBps }, at) => {
        expect(then.classes[at]!.base === null).toBe(base === null);
        expect(then.classes[at]!.demandBps === null).toBe(demandBps === null);
        // Exempt stays exempt, and nothing else becomes so.
        expect(then.classes[at]!.base === 0n).toBe(base === 0n);
        expect(then.classes[at]!.demandBps === 0n).toBe(demandBps === 0n);
      });
    }
  });

  test('A lower price makes gas dearer in tokens', () => {
    const now = market();
    expect(gasPerNode(stressedMarket(now, { ...CALM, price: -50 }))).toBe(2n * gasPerNode(now)!);
  });
});

describe('what a knob says', () => {
  test('Price has no effect where both sides are in the token, unless gas is paid for', () => {
    expect(knobNote(market({ ...IN_TOKEN, gas: 'none' }), 'price', 0)).toMatchObject({ inert: true });
    expect(knobNote(market({ ...IN_TOKEN, gas: 'none' }), 'price', 0)?.why).toMatch(/price has no effect/);
    expect(knobNote(market(IN_TOKEN), 'price', 0)).toMatchObject({ inert: false });
    expect(knobNote(market(IN_TOKEN), 'price', 0)?.why).toMatch(/only what gas costs/);
    expect(knobNote(market(), 'price', -20)).toBeNull();
  });

  test('What is not known cannot be stressed', () => {
    const stale = { tokenPrice: { ...globals().tokenPrice!, verdict: 'stale' as const } };
    expect(knobNote(market(stale), 'price', 0)).toMatchObject({ inert: true });
    expect(knobNote(market({ gas: 'none' }), 'gas', 0)).toMatchObject({ inert: true });
    expect(knobNote(market({ baseFee: null }), 'gas', 0)).toMatchObject({ inert: true });
    expect(knobNote(market({ nativePrice: null }), 'gas', 0)).toMatchObject({ inert: true });
    expect(knobNote(market(), 'gas', 0)).toBeNull();
    expect(knobNote(market(), 'gas', 5)).toMatchObject({ inert: false });
    const classes = [{ id: '1', gpuClass: 'H100', base: null, demandBps: 10000 }];
    expect(knobNote(market({ classes }), 'requirement', 0)).toMatchObject({ inert: true });
    expect(knobNote(market({ classes }), 'demand', 0)).toBeNull();
  });
});

test('The words name what moved, with its sign', () => {
  expect(stressWords({ ...CALM, price: -20, gas: 50 })).toBe('price −20\u202f%, gas +50\u202f%');
  expect(stressWords({ ...CALM, demand: 10, depth: 1n })).toBe('demand +10\u202f%, with cascade');
  expect(stressWords(CALM)).toBe('nothing changed');
});
