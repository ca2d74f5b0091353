import { describe, expect, test } from 'vitest';
import { latencyRows, oracleRows, silenceWords } from '../src/ui/freshnessWords';

describe('how fresh it is, in words', () => {
  const latency = { source: 31.4, server: 12, toScreen: 48, toScreenP50: 40, toScreenP95: 95 };

  test('names each part of the way from the chain to the screen, with its doubt', () => {
    const rows = latencyRows(latency, 5);
    expect(rows.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'chain to server: 31 ms',
      'in the server: 12 ms',
      'server to screen: 48 ms ±3',
      'of the last 100 paints: p50 40 ms, p95 95 ms',
    ]);
  });

  test('says of what is not known that it is not', () => {
    const nothing = { source: null, server: null, toScreen: null, toScreenP50: null, toScreenP95: null };
    expect(latencyRows(nothing, null).map(({ value }) => value)).toEqual(Array(4).fill('not known'));
  });

  test('says how old each oracle’s answer is, and what is wrong with it', () => {
    const rows = oracleRows(
      [
        { feed: 'token', age: 14.2, verdict: 'valid' },
        { feed: 'native', age: 130, verdict: 'stale' },
      ],
      'GRID',
      60,
    );
    expect(rows.map(({ name, value, why, bad }) => [name, value, why, bad])).toEqual([
      ['GRID price', '14 s old', 'valid for 60 s', false],
      ['native token’s price', '2 min old, stale', 'valid for 60 s', true],
    ]);
    expect(oracleRows([{ feed: 'token', age: null, verdict: 'missing' }], 'IO', 60)[0]!.value).toBe('missing');
  });

  test('says for how long nothing was heard, whose fault it is, and that it is being tried', () => {
    expect(silenceWords(37.9, true, true)).toBe('Nothing heard for 37 s. Reconnecting by itself');
    expect(silenceWords(37, true, false)).toContain('; the server does not answer.');
    expect(silenceWords(37, false, false)).toContain('; this device is offline.');
  });
});
