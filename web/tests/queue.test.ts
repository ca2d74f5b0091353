import { afterEach, describe, expect, test, vi } from 'vitest';
import { causeWords, entriesOf } from '../src/queue/causeWords';
import { QueueHistory, merged } from '../src/queue/queueHistory.svelte';
import { placesOf } from '../src/queue/queueOrder';
import type { WireQueueEvent } from '../src/stream/wire';

const event = (seq: number, cluster: string, change: Partial<WireQueueEvent> = {}): WireQueueEvent => ({
  ...{ seq, cluster, name: `c-${cluster}`, event: 'entered', ratio: null, deadline: null },
  block: { number: seq, hash: '0x', timestamp: '2026-01-31T12:00:00Z' },
  ...{ causes: null, causeBlock: null, liquidator: null, seized: null, bounty: null, orphaned: false },
  ...change,
});
const seqs = (events: readonly WireQueueEvent[]): number[] => events.map((e) => e.seq);

describe('the order of the queue', () => {
  const mine = (row: number): boolean => row === 7 || row === 5;

  test('mine come first where that is wanted, and keep the place that they have in the queue', () => {
    const places = placesOf([9, 7, 3, 5], mine, true);
    expect(places.map((p) => [p.row, p.place])).toEqual([
      [7, 2],
      [5, 4],
      [9, 1],
      [3, 3],
    ]);
  });

  test('otherwise it is the queue’s own', () => {
    const places = placesOf([9, 7, 3, 5], mine, false);
    expect(places.map((p) => p.row)).toEqual([9, 7, 3, 5]);
    expect(places.map((p) => p.mine)).toEqual([false, true, false, true]);
  });
});

describe('causes', () => {
  test('are told in the order of their weight', () => {
    expect(causeWords({ causes: ['gas', 'price'] })).toBe('price fell, gas rose');
  });

  test('a penalty’s own amounts are not told twice', () => {
    expect(causeWords({ causes: ['collateral', 'penalty', 'rewards'] })).toBe('penalty');
    expect(causeWords({ causes: ['collateral'] })).toBe('collateral changed');
  });

  test('one that is not recorded is not made up', () => {
    expect(causeWords({ causes: null })).toBeNull();
    expect(causeWords(null)).toBeNull();
    expect(causeWords({ causes: [] })).toBe('nothing of its own in that block');
  });

  test('an entry holds while it is neither orphaned nor ended', () => {
    const entries = entriesOf([
      event(9, '1', { orphaned: true }),
      event(8, '1'),
      event(7, '2', { event: 'cured' }),
      event(6, '2'),
      event(5, '1'),
    ]);
    expect([...entries.values()].map((e) => e.seq)).toEqual([8]);
  });
});

describe('the history', () => {
  afterEach(() => void vi.unstubAllGlobals());

  test('a fresh page goes before what was read already, and what both have counts as the fresh one tells it', () => {
    const old = [event(5, '1'), event(4, '2'), event(3, '3')];
    const fresh = [event(6, '9'), event(5, '1', { orphaned: true }), event(4, '2')];
    const both = merged(fresh, old);
    expect(seqs(both)).toEqual([6, 5, 4, 3]);
    expect(both[1]!.orphaned).toBe(true);
  });

  test('pages join without gap or repetition, also when new events came between', async () => {
    const asked: string[] = [];
    const pages = [
      { events: [event(9, '1'), event(8, '2')], next: '8.0' },
      { events: [event(7, '3')], next: null },
      { events: [event(10, '4'), event(9, '1')], next: '9.0' },
    ];
    vi.stubGlobal('fetch', (url: string) => {
      asked.push(url);
      return Promise.resolve(new Response(JSON.stringify(pages[asked.length - 1]), { status: 200 }));
    });
    const history = new QueueHistory('demo');
    await history.refresh();
    await history.more();
    await history.more();
    expect(asked).toEqual([
      '/api/v1/networks/demo/queue/history?limit=100',
      '/api/v1/networks/demo/queue/history?limit=100&after=8.0',
    ]);
    await history.refresh();
    expect(seqs(history.events)).toEqual([10, 9, 8, 7]);
    expect(history.next).toBeNull();
  });

  test('an answer that does not come leaves what was there, and says so where nothing was', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    const history = new QueueHistory('demo');
    await history.refresh();
    expect(history.state).toBe('missing');
    history.events = [event(1, '1')];
    history.state = 'there';
    await history.refresh();
    expect([history.state, history.events.length]).toEqual(['there', 1]);
  });
});
