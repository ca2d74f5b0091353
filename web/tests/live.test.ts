import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LiveNetwork } from '../src/ui/live.svelte';
import type { WireTerms } from '../src/stream/wire';
import { ZONES } from '../src/stream/wire';
import { globals, wireTerms } from './fixtures';
import { FakeEventSource } from './fakeEventSource';
import { frameBlock, sealed } from './sealed';

const START = Date.parse('2026-01-31T12:00:00Z');
const iso = (seconds: number): string => new Date(START + seconds * 1000).toISOString().slice(0, 19) + 'Z';
const block = (number: number, at: number) => ({ number, hash: `0x${'ab'.repeat(32)}`, timestamp: iso(at) });
const rich = (collateral: string): WireTerms[] => [wireTerms({ collateral })];

describe('LiveNetwork on a chain of 2 s blocks', () => {
  let live: LiveNetwork;
  let confirmedAnswer: object | null;

  const answer = (path: string): object | null => {
    if (path.endsWith('/time')) return { unixMilliseconds: Date.now() };
    if (path.includes('/heatmap')) return confirmedAnswer;
    return { id: 'demo', name: 'demo', chainId: 1, blockTime: 2, confirmations: 1, problem: null };
  };

  beforeEach(async () => {
    vi.useFakeTimers({ now: START });
    vi.stubGlobal('EventSource', FakeEventSource);
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run));
    vi.stubGlobal('fetch', (path: string) => {
      const body = answer(path);
      return body
        ? Promise.resolve({ ok: true, headers: new Headers(), json: () => Promise.resolve(body) })
        : Promise.reject(new TypeError('gone'));
    });
    confirmedAnswer = null;
    FakeEventSource.opened = [];
    live = new LiveNetwork('demo');
    await vi.advanceTimersByTimeAsync(10);
    say('snapshot', { ...sealed(block(10, 0), globals(), rich('1')), seq: 10 });
    say('frame', frame(11, 2, '2'));
    say('frame', frame(12, 4, '3'));
  });

  afterEach(() => {
    live.close();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  function say(kind: string, body: object): void {
    FakeEventSource.last.say(kind, JSON.stringify(body), 'j-1');
  }

  function frame(number: number, at: number, collateral: string): object {
    const { counts, queued, stateHash } = sealed(block(number, at), globals(), rich(collateral));
    const tiles = [{ id: '1', collateral }];
    return {
      seq: number,
      block: frameBlock(block(number, at), number - 1),
      tiles,
      counts: ZONES.map((zone) => counts[zone]),
      queued,
      stateHash,
    };
  }

  const shownCollateral = (): bigint | undefined => live.shown?.columns.terms(0)?.collateral;

  test('shows the head while live', async () => {
    await vi.advanceTimersByTimeAsync(4_000);
    expect(live.freshness).toBe('live');
    expect(shownCollateral()).toBe(3n);
  });

  test('shows the confirmed block when late, also when the server is gone', async () => {
    await vi.advanceTimersByTimeAsync(10_500);
    expect(live.freshness).toBe('late');
    expect(live.shown?.block.number).toBe(11);
    expect(shownCollateral()).toBe(2n);
    expect(live.head?.block.number).toBe(12);
    expect(live.reachable).toBe(false);
  });

  test("takes the server's confirmed heatmap when late and it answers", async () => {
    confirmedAnswer = sealed(block(11, 2), globals(), rich('77'));
    await vi.advanceTimersByTimeAsync(10_500);
    expect(shownCollateral()).toBe(77n);
  });

  test('returns to the head with the next block', async () => {
    await vi.advanceTimersByTimeAsync(10_500);
    say('frame', frame(13, 10, '4'));
    expect(live.freshness).toBe('live');
    expect(shownCollateral()).toBe(4n);
  });

  test('is disconnected after 12 s of silence, and late before while heartbeats come', async () => {
    await vi.advanceTimersByTimeAsync(11_500);
    say('heartbeat', {
      time: iso(11),
      seq: 12,
      block: null,
      confirmed: 11,
      status: 'late',
      silentSeconds: 7,
      problem: null,
      backfill: null,
    });
    await vi.advanceTimersByTimeAsync(6_000);
    expect(live.freshness).toBe('late');
    await vi.advanceTimersByTimeAsync(7_000);
    expect(live.freshness).toBe('disconnected');
  });

  test('asks for a snapshot when its state differs from what the server says, counts it, and shows nothing of it', async () => {
    say('frame', { ...frame(13, 6, '4'), stateHash: '0'.repeat(32) });
    await vi.advanceTimersByTimeAsync(1);
    expect(live.mismatches).toBe(1);
    expect(FakeEventSource.opened).toHaveLength(2);
    expect(FakeEventSource.last.url).toBe('/api/v1/networks/demo/stream');
    expect(shownCollateral()).toBe(3n);
    say('snapshot', { ...sealed(block(13, 6), globals(), rich('4')), seq: 13 });
    expect(shownCollateral()).toBe(4n);
  });

  test('after a snapshot nothing of another history is taken for confirmed', async () => {
    say('snapshot', { ...sealed(block(20, 4), globals(), rich('9')), seq: 20 });
    expect(live.confirmedNumber).toBe(19);
    await vi.advanceTimersByTimeAsync(10_500);
    expect(live.freshness).toBe('late');
    expect(live.shown?.block.number).toBe(20);
  });

  test('is a replay by the heartbeat’s word: never late, and countdowns keep to the block’s time', async () => {
    const beat = {
      time: iso(0),
      seq: 12,
      block: null,
      confirmed: 11,
      status: 'replay',
      silentSeconds: 0,
      problem: null,
      backfill: null,
    };
    say('heartbeat', beat);
    await vi.advanceTimersByTimeAsync(10_000);
    say('heartbeat', beat);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(live.freshness).toBe('replay');
    expect(live.trusted).toBe(true);
    expect(shownCollateral()).toBe(3n);
    expect(live.chainNow).toBe(START / 1000 + 4);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(live.freshness).toBe('disconnected');
  });

  test('takes the self-audit’s newest word: the heartbeat’s', () => {
    expect(live.audit).toBeNull();
    const audit = { block: 12, checked: 24, disputed: 0, mismatches: 0, skipped: 0 };
    live.network = { ...live.network!, audit: { ...audit, block: 9 } };
    expect(live.audit?.block).toBe(9);
    say('heartbeat', {
      time: iso(0),
      seq: 12,
      block: null,
      confirmed: 11,
      status: 'live',
      silentSeconds: 0,
      problem: null,
      backfill: null,
      audit,
    });
    expect(live.audit?.block).toBe(12);
  });

  test('after a minute offline goes on with one merged frame, whose hash it checks', async () => {
    FakeEventSource.last.say('frame', JSON.stringify(frame(13, 6, '4')), 'j-13');
    FakeEventSource.last.breakDown();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(live.freshness).toBe('disconnected');
    expect(FakeEventSource.last.url).toBe('/api/v1/networks/demo/stream?since=j-13&whole=columns');
    say('frame', { ...frame(43, 66, '9'), from: 13 });
    expect([live.freshness, live.seq, live.mismatches]).toEqual(['live', 43, 0]);
    expect(shownCollateral()).toBe(9n);
    say('frame', { ...frame(80, 66, '10'), from: 43, stateHash: '0'.repeat(32) });
    expect(live.mismatches).toBe(1);
    expect(shownCollateral()).toBe(9n);
  });

  test('tells where the time goes, and how old the oracles’ answers are', async () => {
    expect(live.latency).toMatchObject({ source: null, server: null });
    live.network = { ...live.network!, latency: { sourceMs: 12, commitMs: 3, publishMs: 1.5 } };
    expect(live.latency).toMatchObject({ source: 12, server: 4.5 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(live.latency.toScreenP50).toBe(live.latency.toScreen);
    expect(live.oracles.map(({ feed, verdict }) => [feed, verdict])).toEqual([
      ['token', 'valid'],
      ['native', 'valid'],
    ]);
    expect(live.oracles[0]!.age).toBeGreaterThanOrEqual(1);
  });

  test('is silent after it was closed: no snapshot is asked for, no clock is read', async () => {
    say('frame', { ...frame(13, 6, '4'), stateHash: '0'.repeat(32) });
    // The second one within five seconds has to wait.
    say('frame', { ...frame(14, 6, '4'), stateHash: '0'.repeat(32) });
    const opened = FakeEventSource.opened.length;
    live.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeEventSource.opened).toHaveLength(opened);
    expect(live.freshness).toBe('live');
  });

  test('runs countdowns on chain time, whatever the wall clock says', async () => {
    await vi.advanceTimersByTimeAsync(3_000);
    expect(live.chainNow).toBeCloseTo(START / 1000 + 4 + 3, 1);
  });
});
