import { describe, expect, test } from 'vitest';
import { BackfillPace, leftWords, percent } from '../src/ui/backfillPace';

describe('the pace of a backfill', () => {
  test('is not told before it has been watched for a while', () => {
    const pace = new BackfillPace();
    pace.observe(100, 0);
    pace.observe(200, 1_000);
    expect(pace.left(10_000, 1_000)).toBeNull();
  });

  test('gives the time left by what the last half minute did, not by the start', () => {
    const pace = new BackfillPace();
    for (let second = 0; second <= 60; second++)
      pace.observe(second <= 30 ? second * 1_000 : 30_000 + second, second * 1_000);
    expect(pace.left(30_160, 60_000)).toBeCloseTo(50, -1);
  });

  test('forecasts nothing while no block comes, and says for how long', () => {
    const pace = new BackfillPace();
    for (let second = 0; second <= 5; second++) pace.observe(second * 10, second * 1_000);
    expect(pace.left(100, 5_000)).toBeCloseTo(5);
    for (let second = 6; second <= 20; second++) pace.observe(50, second * 1_000);
    expect(pace.left(100, 20_000)).toBeNull();
    expect(pace.stalled(20_000)).toBe(15);
  });

  test('forgets the pace of a backfill that begins anew', () => {
    const pace = new BackfillPace();
    for (let second = 0; second <= 5; second++) pace.observe(1_000 + second * 10, second * 1_000);
    pace.observe(3, 6_000);
    expect(pace.left(100, 6_000)).toBeNull();
  });

  test('is said roughly', () => {
    expect(leftWords(null, null)).toBe('measuring how long it takes');
    expect(leftWords(3, null)).toBe('a few seconds left');
    expect(leftWords(61, null)).toBe('about 70 s left');
    expect(leftWords(601, null)).toBe('about 11 min left');
    expect(leftWords(7_300, null)).toBe('about 3 h left');
    expect(leftWords(9, 14)).toBe('no new block for 14 s');
  });

  test('is never at 100 per cent before its end', () => {
    expect(percent(0, 999, 1_000)).toBe(99);
    expect(percent(0, 99_999, 100_000)).toBe(99);
    expect(percent(0, 1_000, 1_000)).toBe(100);
    expect(percent(5, 5, 5)).toBe(100);
    expect(percent(500, 400, 1_000)).toBe(0);
  });
});
