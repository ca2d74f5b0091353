import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readBlock, readMarket } from '../src/model/market';
import { PictureRing } from '../src/stream/pictureRing';
import type { StreamMessage } from '../src/stream/streamSource';
import { StreamSource } from '../src/stream/streamSource';
import { FakeEventSource } from './fakeEventSource';
import { BLOCK, globals, pictureOf } from './fixtures';

describe('StreamSource', () => {
  let heard: StreamMessage[];
  let source: StreamSource;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', FakeEventSource);
    FakeEventSource.opened = [];
    heard = [];
    source = new StreamSource('/stream', (message) => heard.push(message));
  });

  afterEach(() => {
    source.close();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  test('delivers the three kinds of message', () => {
    FakeEventSource.last.say('snapshot', '{}', 'j-1');
    FakeEventSource.last.say('frame', '{}', 'j-2');
    FakeEventSource.last.say('heartbeat', '{}', 'j-2');
    expect(heard.map((m) => m.kind)).toEqual(['snapshot', 'frame', 'heartbeat']);
  });

  test('resumes after the last id where the browser has given up, with growing pauses', () => {
    FakeEventSource.last.say('frame', '{}', 'j-7');
    FakeEventSource.last.breakDown();
    vi.advanceTimersByTime(499);
    expect(FakeEventSource.opened).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(FakeEventSource.last.url).toBe('/stream?since=j-7&whole=columns');
    FakeEventSource.last.breakDown();
    vi.advanceTimersByTime(999);
    expect(FakeEventSource.opened).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(FakeEventSource.opened).toHaveLength(3);
  });

  test('leaves the browser to reconnect while it still tries', () => {
    FakeEventSource.last.readyState = 0;
    FakeEventSource.last.onerror!();
    vi.advanceTimersByTime(5_000);
    expect(FakeEventSource.opened).toHaveLength(1);
  });

  test('opens a silent stream anew', () => {
    FakeEventSource.last.say('frame', '{}', 'j-3');
    vi.advanceTimersByTime(15_900);
    expect(FakeEventSource.opened).toHaveLength(1);
    vi.advanceTimersByTime(2_200);
    expect(FakeEventSource.last.url).toBe('/stream?since=j-3&whole=columns');
  });

  test('goes on at once when the page wakes and a heartbeat was missed, or the network is back', () => {
    FakeEventSource.last.say('frame', '{}', 'j-3');
    source.wake(false);
    expect(FakeEventSource.opened).toHaveLength(1);
    vi.advanceTimersByTime(7_000);
    source.wake(false);
    expect(FakeEventSource.opened.map(({ url }) => url)).toEqual(['/stream', '/stream?since=j-3&whole=columns']);
    source.wake(true);
    expect(FakeEventSource.opened).toHaveLength(3);
    FakeEventSource.last.readyState = FakeEventSource.CLOSED;
    source.wake(false);
    expect(FakeEventSource.opened).toHaveLength(4);
  });

  test('asks for a snapshot after a restart', () => {
    FakeEventSource.last.say('frame', '{}', 'j-3');
    source.restart();
    expect(FakeEventSource.last.url).toBe('/stream');
    expect(FakeEventSource.opened[0]!.readyState).toBe(FakeEventSource.CLOSED);
  });
});

describe('PictureRing', () => {
  const at = (number: number) => pictureOf(readMarket(readBlock({ ...BLOCK, number }), globals()), []);

  test('gives the newest picture at or below a block', () => {
    const ring = new PictureRing();
    for (const n of [10, 11, 13]) ring.push(at(n), null);
    expect(ring.atMost(12)!.block.number).toBe(11);
    expect(ring.atMost(13)!.block.number).toBe(13);
    expect(ring.atMost(9)).toBeNull();
  });

  test('forgets what a rewind has undone', () => {
    const ring = new PictureRing();
    for (const n of [10, 11, 12]) ring.push(at(n), null);
    ring.push(at(13), 10);
    expect(ring.atMost(12)!.block.number).toBe(10);
  });

  test('says which are too old to be kept, and not those that a rewind has undone', () => {
    const ring = new PictureRing();
    for (let n = 10; n < 34; n++) expect(ring.push(at(n), null)).toEqual([]);
    expect(ring.push(at(31), 30)).toEqual([]);
    expect([32, 33, 34, 35].flatMap((n) => ring.push(at(n), null).map((p) => p.block.number))).toEqual([10, 11]);
    expect(ring.atMost(11)).toBeNull();
  });
});
