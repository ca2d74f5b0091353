import { describe, expect, test } from 'vitest';
import { spanWords, wordsOf } from '../src/map/sentences';
import { tileLabel } from '../src/map/tileFace';
import type { Assessment } from '../src/model/columns';
import { age, amount, counted, countdown, counter, exactAmount, gwei, integer, lag } from '../src/ui/format';
import { queueWords } from '../src/ui/queueWords';
import { queuedRows, worstRows } from '../src/ui/ranks';
import { priceOutageWords, unknownWords } from '../src/ui/unknownWords';
import { E18, globals, market, pictureOf, terms, wireTerms } from './fixtures';

const thin = '\u2009';
const staleMarket = market({ tokenPrice: { ...globals().tokenPrice!, verdict: 'stale' } });
const seconds = (iso: string): number => Date.parse(iso) / 1000;

describe('format', () => {
  test('An amount of less than one unit is read as such where no decimals are shown', () => {
    expect(amount(1n, 18, 0)).toBe('<1');
    expect(amount(-1n, 18, 0)).toBe('\u2212<1');
    expect(amount(0n, 18, 0)).toBe('0');
  });

  test('Amounts are cut, never rounded, and digits are grouped', () => {
    expect(amount(1_234_567_999n, 3)).toBe(`1${thin}234${thin}567.99`);
    expect(amount(-1_999n, 3)).toBe('−1.99');
    expect(amount(1n, 18)).toBe('<0.01');
    expect(amount(0n, 18)).toBe('0.00');
    expect(exactAmount(25_574_390_000_000_000_001n, 15)).toBe(`25${thin}574.390000000000001`);
    expect(integer(-18_204)).toBe(`−18${thin}204`);
    expect(gwei(420_000_000n)).toBe('0.42');
    expect(gwei(31_900_000_000n)).toBe('31');
  });

  test('One is not many', () => {
    expect([counted(1, 'node'), counted(0, 'node'), counted(1_200, 'GPU')]).toEqual([
      '1 node',
      '0 nodes',
      `1${thin}200 GPUs`,
    ]);
  });

  test('Times', () => {
    expect(countdown(401)).toBe('06:41');
    expect(countdown(-5)).toBe('00:00');
    expect(countdown(3_729)).toBe('1:02:09');
    expect(countdown(172_799)).toBe('47:59:59');
    expect(countdown(7 * 86_400 - 1)).toBe('6 d 23 h');
    expect([age(1.24), age(14.9), age(200), age(-3)]).toEqual(['1.2 s', '14 s', '3 min', '0.0 s']);
  });
});

describe('figures that stand still', () => {
  const blank = '\u2007';

  test('A counter has the room of four digits from the first', () => {
    expect(counter(0)).toBe(`${blank}${thin}${blank}${blank}0`);
    expect(counter(99)).toBe(`${blank}${thin}${blank}99`);
    expect(counter(100)).toBe(`${blank}${thin}100`);
    expect(counter(1000)).toBe(`1${thin}000`);
    expect(counter(1_234_567)).toBe(`1${thin}234${thin}567`);
  });

  test('A lag is never longer than three digits and their spread', () => {
    expect(lag(0)).toBe('0 ms');
    expect(lag(999, 998.2)).toBe('999 ms ±999');
    expect(lag(999.6)).toBe('1.0 s');
    expect(lag(31.5, 12)).toBe('32 ms ±12');
    expect(lag(1032, 516)).toBe('1.0 s ±0.5');
    expect(lag(12, 4000)).toBe('0.0 s ±4.0');
  });
});

describe('the queue in words', () => {
  const flagged = { queueState: 'grace', flaggedAt: '2026-01-31T12:00:00Z', deadline: '2026-01-31T12:01:00Z' } as const;
  const now = seconds(flagged.flaggedAt);

  test('Grace counts down on chain time and never goes negative', () => {
    expect(queueWords(terms(flagged), market(), now + 19)).toEqual({ text: 'grace', timer: '00:41', left: 41 / 60 });
    expect(queueWords(terms(flagged), market(), now + 61)).toEqual({ text: 'due at next block', timer: null, left: 0 });
  });

  test('Blocked says why', () => {
    const blocked = terms({ ...flagged, queueState: 'blocked' });
    expect(queueWords(blocked, staleMarket, now + 90).text).toBe('price is stale: execution blocked');
    const returned = market({ freshSince: '2026-01-31T12:01:20Z' });
    expect(queueWords(blocked, returned, now + 92).text).toBe('price just returned: execution blocked for 8 s');
  });

  test('Recovered past its deadline has no grace left', () => {
    const recovered = terms({ ...flagged, queueState: 'recovered' });
    expect(queueWords(recovered, market(), now + 61).text).toBe('no grace left if it falls');
    expect(queueWords(recovered, market(), now + 1).timer).toBe('00:59');
  });

  test('The order is deadline, then id by number', () => {
    const row = (id: string, deadline: string) => wireTerms({ id, ...flagged, deadline });
    const late = '2026-01-31T12:02:00Z';
    const picture = pictureOf(market(), [
      row('1', late),
      row('10', flagged.deadline),
      null,
      row('9', flagged.deadline),
      wireTerms({ id: '4' }),
    ]);
    expect(queuedRows(picture)).toEqual([3, 1, 0]);
  });
});

describe('ranks', () => {
  test('Worst now lists the lowest ratios and leaves out the safe', () => {
    const row = (id: string, tokens: bigint) => wireTerms({ id, collateral: String(tokens * E18) });
    const picture = pictureOf(market(), [row('1', 90_000n), row('2', 2_500n), row('3', 1_000n), row('4', 2_900n)]);
    expect(worstRows(picture, 2)).toEqual([2, 1]);
    expect(worstRows(picture, 9)).toEqual([2, 1, 3]);
  });
});

describe('a price outage', () => {
  test('says why the map is unknown, and only while it is', () => {
    expect(priceOutageWords(staleMarket)).toMatch(/^The token price is stale \(valid for \d+ s\): ratios are unknown/);
    expect(priceOutageWords(market())).toBeNull();
  });

  test('matters only where a price is part of the ratio', () => {
    expect(priceOutageWords({ ...staleMarket, priced: false })).toBeNull();
  });
});

describe('a tile', () => {
  const lastKnown = { ratio: '1.410000000000000000', zone: 'yellow', block: 5 } as const;

  test.each([
    ['4000000000000000000000', '1.98'],
    ['2399999999999999999999', '1.18'],
    ['2435999999999999999999', '1.199…'],
    ['3036000000000000000001', '1.50+'],
    ['3037000000000000000000', '1.5005'],
  ])('with %s wei says %s', (collateral, label) => {
    expect(tileLabel(pictureOf(market(), [wireTerms({ collateral })]), 0)).toBe(label);
  });

  test('that is unknown shows what was known, and why it is not', () => {
    const picture = pictureOf(staleMarket, [wireTerms({ lastKnown })]);
    expect(tileLabel(picture, 0)).toBe('1.41?');
    expect(unknownWords(picture.reading(0)!, staleMarket)).toBe(
      'the token price is stale; last known 1.41 at block 5, 2 blocks ago',
    );
    expect(tileLabel(pictureOf(staleMarket, [wireTerms()]), 0)).toBe('?');
  });

  test('about which the contract disagrees says so, with what was known', () => {
    const picture = pictureOf(market(), [wireTerms({ disputed: true, lastKnown })]);
    expect(tileLabel(picture, 0)).toBe('1.41?');
    expect(unknownWords(picture.reading(0)!, market())).toBe(
      'disagrees with the contract; last known 1.41 at block 5, 2 blocks ago',
    );
  });

  test('is a sentence for who cannot see it', () => {
    const picture = pictureOf(market(), [
      wireTerms({ collateral: String(2_700n * E18) }),
      wireTerms({ id: '2', gpus: 0 }),
    ]);
    expect(wordsOf(picture, 0, false)).toEqual({
      id: '1',
      name: 'eu-h100-01',
      sentence: 'eu-h100-01, ratio 1.33, warning, eu-central, H100, 1 node, 1 GPU',
      zone: 'yellow',
      ratio: '1.332000000000000000',
    });
    expect(wordsOf(picture, 1, true)!.sentence).toContain('exempt');
    expect(wordsOf(picture, 1, true)!.sentence).toContain('confirmed at block 7');
    expect(wordsOf(picture, 2, false)).toBeNull();
  });

  test('says all that it shows beside the network’s own figures', () => {
    const queued = {
      queueState: 'grace',
      flaggedAt: '2026-01-31T12:00:00Z',
      deadline: '2026-01-31T12:41:40Z',
    } as const;
    const picture = pictureOf(market(), [wireTerms({ collateral: String(2_300n * E18), ...queued })]);
    const assessed = (zone: number): Assessment => ({
      zones: Uint8Array.of(zone),
      shades: Float64Array.of(1),
      counts: [0, 0, 0, 0, 0, 0],
    });
    const beside = { lateAge: '45 s', own: assessed(1), stressed: assessed(5), mine: Uint8Array.of(1) };
    expect(wordsOf(picture, 0, true, { ...beside, matches: Uint8Array.of(0) })!.sentence).toBe(
      'eu-h100-01, mine, ratio 1.13, red, warning by my thresholds, liquidated under stress, ' +
        'in the liquidation queue, grace period, 41 minutes left, eu-central, H100, 1 node, 1 GPU, ' +
        'confirmed at block 7, 45 s old, not the newest, does not match the filter',
    );
  });

  test.each([
    [-5, '0 seconds'],
    [1, '1 second'],
    [89, '89 seconds'],
    [90, '1 minute'],
    [5_399, '89 minutes'],
    [7_200, '2 hours'],
    [400_000, '4 days'],
  ])('says %d s as %s', (seconds, words) => {
    expect(spanWords(seconds)).toBe(words);
  });
});
