import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { StreamMessage } from '../src/stream/streamSource';
import { SharedStream } from '../src/stream/sharedStream';
import { FakeEventSource } from './fakeEventSource';

/** A page that writes down what it is told. */
class Page {
  heard: string[] = [];
  postMessage({ kind, id }: StreamMessage): void {
    this.heard.push(id ? `${kind} ${id}` : kind);
  }
}

describe('SharedStream', () => {
  let stream: SharedStream;
  let first: Page;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', FakeEventSource);
    FakeEventSource.opened = [];
    stream = new SharedStream();
    first = new Page();
    stream.join(first, '/stream', 'j-10');
  });

  afterEach(() => {
    stream.leave(first);
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const frame = (seq: number): void => FakeEventSource.last.say('frame', '{}', `j-${seq}`);
  const joined = (since: string | null): string[] => {
    const page = new Page();
    stream.join(page, '/stream', since);
    return page.heard;
  };

  test('told by the server that nothing leads on, tells all pages, and takes up who comes back with the head', () => {
    frame(11);
    FakeEventSource.last.say('lost', '{}', 'j-500');
    expect(first.heard.at(-1)).toBe('lost j-500');
    frame(501);
    expect(joined('j-500')).toEqual(['joined', 'frame j-501']);
    expect(joined('j-501')).toEqual(['joined']);
    expect(joined('j-10')).toEqual(['lost']);
    expect(FakeEventSource.opened).toHaveLength(1);
  });

  test('opens one stream behind what the first page holds, and tells all pages what comes', () => {
    expect(FakeEventSource.last.url).toBe('/stream?since=j-10&whole=columns');
    const heard = joined('j-10');
    frame(11);
    expect(FakeEventSource.opened).toHaveLength(1);
    expect([first.heard, heard]).toEqual([
      ['joined', 'frame j-11'],
      ['joined', 'frame j-11'],
    ]);
  });

  test('gives a page that joins later the frames since the columns that it holds', () => {
    for (const seq of [11, 12, 13]) frame(seq);
    expect(joined('j-10')).toEqual(['joined', 'frame j-11', 'frame j-12', 'frame j-13']);
    expect(joined('j-12')).toEqual(['joined', 'frame j-13']);
    expect(joined('j-13')).toEqual(['joined']);
  });

  test('lets a page wait whose columns are newer than the last frame', () => {
    frame(11);
    expect(joined('j-15')).toEqual(['joined']);
    expect(FakeEventSource.opened).toHaveLength(1);
  });

  test('tells a page to begin anew from whose state nothing leads on', () => {
    frame(11);
    frame(14); // a merged one
    expect(joined('j-12')).toEqual(['lost']);
    expect(joined('j-9')).toEqual(['lost']);
  });

  test('keeps two hundred messages: who holds less begins anew', () => {
    for (let seq = 11; seq <= 211; seq++) frame(seq);
    expect(joined('j-10')).toEqual(['lost']);
    expect(joined('j-11')).toHaveLength(1 + 200);
  });

  test('goes over to the history of the page that comes last', () => {
    frame(11);
    expect(joined('k-3')).toEqual(['joined']);
    expect(FakeEventSource.last.url).toBe('/stream?since=k-3&whole=columns');
  });

  test('gives a page that holds nothing the snapshot and what followed, or asks for one', () => {
    frame(11);
    expect(joined(null)).toEqual(['joined']);
    expect(FakeEventSource.last.url).toBe('/stream');
    FakeEventSource.last.say('snapshot', '{}', 'j-12');
    frame(13);
    expect(joined(null)).toEqual(['joined', 'snapshot j-12', 'frame j-13']);
    expect(joined('j-12')).toEqual(['joined', 'frame j-13']);
    expect(FakeEventSource.opened).toHaveLength(2);
  });

  test('does not keep a snapshot of more than a million letters', () => {
    FakeEventSource.last.say('snapshot', ' '.repeat(1_000_001), 'j-12');
    frame(13);
    expect(joined('j-12')).toEqual(['joined', 'frame j-13']);
    expect(joined(null)).toEqual(['joined']);
    expect(FakeEventSource.last.url).toBe('/stream');
  });

  test('ends with its last page, and a new one starts afresh', () => {
    stream.leave(first);
    expect(FakeEventSource.last.readyState).toBe(FakeEventSource.CLOSED);
    expect(joined('j-20')).toEqual(['joined']);
    expect(FakeEventSource.last.url).toBe('/stream?since=j-20&whole=columns');
  });
});
