import { describe, expect, test } from 'vitest';
import { blockAge, freshnessOf } from '../src/stream/freshness';
import { ServerClock } from '../src/stream/serverClock';

const at = (age: number, silence = 0) =>
  freshnessOf({ serverNow: 1_000_000 + age * 1000, blockTime: 1_000, blockInterval: 2, silence, replay: false });

describe('freshness', () => {
  test.each([
    [0, 'live'],
    [6, 'live'],
    [6.001, 'late'],
    [15, 'late'],
    [15.001, 'stale'],
  ] as const)('A block %d s old on a chain of 2 s blocks is %s', (age, state) => {
    expect(at(age)).toBe(state);
  });

  test('Twelve seconds without a message are a lost connection, however young the block', () => {
    expect(at(0, 11_999)).toBe('live');
    expect(at(0, 12_000)).toBe('disconnected');
  });

  test('Before the first block nothing is live', () => {
    expect(freshnessOf({ serverNow: 0, blockTime: null, blockInterval: 2, silence: 0, replay: false })).toBe(
      'disconnected',
    );
  });

  test('A replay is a replay however old its blocks are, and lost like any other when nothing is heard', () => {
    const years = { serverNow: 1e12, blockTime: 1_000, blockInterval: 2, replay: true };
    expect(freshnessOf({ ...years, silence: 0 })).toBe('replay');
    expect(freshnessOf({ ...years, silence: 12_000 })).toBe('disconnected');
  });

  test('An age is never negative', () => {
    expect(blockAge(900_000, 1_000)).toBe(0);
  });
});

describe('ServerClock', () => {
  test('takes the offset of the shortest round trip', () => {
    const clock = new ServerClock();
    expect(clock.now(5)).toBe(5);
    clock.observe(1_000, 1_400, 6_700);
    clock.observe(2_000, 2_020, 7_010);
    clock.observe(3_000, 3_900, 9_000);
    expect(clock.roundTrip).toBe(20);
    expect(clock.now(10_000)).toBe(15_000);
  });

  test('forgets old samples, so that a stepped clock is followed', () => {
    const clock = new ServerClock();
    clock.observe(0, 2, 1);
    for (let i = 0; i < 8; i++) clock.observe(100, 110, 9_105);
    expect(clock.now(0)).toBe(9_000);
  });
});
