import { describe, expect, test } from 'vitest';
import {
  leftOut,
  networkDetails,
  networkState,
  refusalWords,
  priceMatters,
  replayWords,
  simulationWords,
  speedWords,
  titleOf,
} from '../src/ui/networkWords';
import { market } from './fixtures';
import { network, REPLAY, SIMULATION } from './networks';

const inToken = { requirementUnit: { currency: 'IO', exponent: -12 }, token: { symbol: 'IO', decimals: 8 } };

describe('a network in a word', () => {
  test.each([
    [{}, 'live'],
    [{ status: 'late' }, 'late'],
    [{ status: 'stale' }, 'stale'],
    [{ status: 'replay' }, 'replay'],
    [{ status: 'live', problem: 'The node does not answer.' }, 'problem'],
    [{ head: null }, 'reading'],
    [{ backfill: { from: 0, to: 9, at: 3 } }, 'reading'],
    [{ status: 'asleep' }, 'stale'],
  ])('%j is %s', (change, word) => {
    expect(networkState(network('a', change))).toBe(word);
  });

  test('is told from another by its chain, token and size', () => {
    expect(networkDetails(network('a', { queued: 4 }))).toBe('chain 31337 · GRID · 6 clusters · 4 queued');
    expect(networkDetails(network('a', { chainId: null, counts: null }))).toBe('recorded feed · GRID');
  });
});

describe('a replay in words', () => {
  test.each([
    [null, 'as fast as it can be read'],
    [1, 'at the speed it was recorded'],
    [10, '1 min = 6 s'],
    [60, '1 min = 1 s'],
    [1800, '1 h = 2 s'],
    [3600, '1 h = 1 s'],
    [7200, '1 d = 12 s'],
    [0.5, '1 min = 2 min'],
    [1_000_000, '1 d = 0.086 s'],
  ])('%j seconds a second: %s', (speed, words) => {
    expect(speedWords(speed)).toBe(words);
  });

  test('names the round, where there are rounds', () => {
    expect(replayWords(REPLAY)).toBe('1 h = 2 s · round 3');
    expect(replayWords({ ...REPLAY, loop: false, round: 1 })).toBe('1 h = 2 s');
    expect(replayWords({ ...REPLAY, round: 0, from: null, to: null })).toBe('1 h = 2 s');
  });

  test('says what it can where the server does not say how it plays', () => {
    expect(replayWords(null)).toBe('A recorded feed is played; block times are those of the record.');
  });
});

describe('a simulation in words', () => {
  test('is its label and its note', () => {
    expect(simulationWords(SIMULATION)).toBe('Policy simulation: the published rule over a generated feed');
    expect(simulationWords({ label: 'policy simulation', note: '' })).toBe('Policy simulation');
  });

  test('is part of the title', () => {
    expect(titleOf('io.net', SIMULATION)).toBe('io.net (policy simulation) · Isotherm');
    expect(titleOf('demo', null)).toBe('demo · Isotherm');
    expect(titleOf(null, null)).toBe('Isotherm');
    const stress = { price: -20, demand: 0, gas: 0, requirement: 0, depth: null };
    expect(titleOf('demo', null, stress)).toBe('STRESS \u2014 not live: price \u221220\u202f% · demo · Isotherm');
    expect(titleOf('demo', null, { ...stress, price: 0 })).toBe('demo · Isotherm');
  });
});

describe('a manifest that was refused', () => {
  test.each([
    ['a.json:3: /id: expected text', 'line 3: /id: expected text'],
    ['a.json: no such file', 'no such file'],
    ['b.json:3: /id: expected text', 'b.json:3: /id: expected text'],
  ])('%s under its own name is %s', (problem, words) => {
    expect(refusalWords('a.json', problem)).toBe(words);
  });
});

describe('what a ratio leaves out', () => {
  test('is nothing where requirement and gas are in money', () => {
    expect(leftOut(market())).toEqual([]);
    expect(priceMatters(market())).toBe(true);
  });

  test('is the price where both sides are in the token, and gas where it is not modelled', () => {
    const bare = market({ ...inToken, gas: 'none' });
    expect(leftOut(bare).map(({ name }) => name)).toEqual([
      'price has no effect on this network',
      'gas is not modelled',
    ]);
    expect(leftOut(bare)[0]!.why).toContain('IO');
    expect(priceMatters(bare)).toBe(false);
  });

  test('is not the price as a whole where gas is paid with it', () => {
    expect(priceMatters(market(inToken))).toBe(true);
  });

  test('a token that is called USD is a token all the same', () => {
    const token = { symbol: 'USD', decimals: 18 };
    expect(market({ token, requirementUnit: { currency: 'USD', exponent: -22 } }).priced).toBe(false);
    expect(market({ token }).priced).toBe(true);
  });
});
