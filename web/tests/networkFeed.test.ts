import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FetchedColumns } from '../src/stream/networkFeed';
import { NetworkFeed } from '../src/stream/networkFeed';
import type { StreamMessage } from '../src/stream/streamSource';

const body = new Uint8Array(readFileSync(new URL('../../tests/fixtures/heatmap.columns', import.meta.url))).buffer;

describe('NetworkFeed', () => {
  let opened: (string | null)[];
  let taken: number[];
  let heard: string[];
  let asked: number;
  let answer: () => Promise<FetchedColumns | null>;
  let say: (message: StreamMessage) => void;
  let feed: NetworkFeed;

  beforeEach(() => {
    vi.useFakeTimers();
    [opened, taken, heard, asked] = [[], [], [], 0];
    answer = () => Promise.resolve({ body, streamId: 'j-7' });
  });

  afterEach(() => {
    feed.close();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  async function begin(): Promise<void> {
    feed = new NetworkFeed(
      (deliver) => {
        say = deliver;
        return { open: (since) => opened.push(since), close: () => undefined };
      },
      () => {
        asked++;
        return answer();
      },
      { columns: (_, seq) => taken.push(seq), message: ({ id }) => heard.push(id) },
    );
    await vi.advanceTimersByTimeAsync(0);
  }

  const frame = (id: string): void => say({ kind: 'frame', data: '{}', id });

  test('takes the columns, then the stream behind them', async () => {
    await begin();
    frame('j-8');
    expect([taken, opened, heard]).toEqual([[7], ['j-7'], ['j-8']]);
  });

  test.each<[string, () => Promise<FetchedColumns | null>]>([
    ['has no columns', () => Promise.resolve(null)],
    ['does not answer', () => Promise.reject(new TypeError('gone'))],
  ])('lets the stream begin with a snapshot where the server %s', async (_, says) => {
    answer = says;
    await begin();
    expect([taken, opened]).toEqual([[], [null]]);
  });

  test('says of bad bytes what is wrong, once, and lets the stream begin with a snapshot', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    answer = () => Promise.resolve({ body: body.slice(0, 500), streamId: 'j-7' });
    await begin();
    expect([taken, opened]).toEqual([[], [null]]);
    expect(said).toHaveBeenCalledOnce();
    expect(said.mock.lastCall![0]).toMatch(/^columns: .*; expected /);
  });

  test('begins anew at once the first time, and passes over what the old stream still says', async () => {
    await begin();
    let arrive: (columns: FetchedColumns) => void = () => undefined;
    answer = () => new Promise((resolve) => (arrive = resolve));
    feed.again();
    frame('j-8');
    arrive({ body, streamId: 'j-9' });
    await vi.advanceTimersByTimeAsync(0);
    frame('j-10');
    expect([taken, opened, heard]).toEqual([[7, 9], ['j-7', 'j-9'], ['j-10']]);
  });

  test('begins anew every five seconds at most, however often it is asked', async () => {
    await begin();
    for (let i = 0; i < 100; i++) {
      feed.again();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(asked).toBe(1 + 3);
  });

  test('begins anew when the worker has nothing that leads on', async () => {
    await begin();
    say({ kind: 'lost', data: '', id: '' });
    await vi.advanceTimersByTimeAsync(0);
    expect(opened).toEqual(['j-7', 'j-7']);
  });

  test('is silent after it was closed', async () => {
    let arrive: (columns: FetchedColumns) => void = () => undefined;
    answer = () => new Promise((resolve) => (arrive = resolve));
    await begin();
    feed.close();
    arrive({ body, streamId: 'j-9' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([taken, opened]).toEqual([[], []]);
  });
});
