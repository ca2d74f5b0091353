import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WireNetworks } from '../src/stream/wire';
import { Boot } from '../src/ui/boot.svelte';
import { FakeEventSource } from './fakeEventSource';
import { globals, wireTerms } from './fixtures';
import { network } from './networks';
import { sealed } from './sealed';

const block = (number: number) => ({ number, hash: `0x${'ab'.repeat(32)}`, timestamp: '2026-01-31T12:00:10Z' });
const refused = [{ file: 'bad.json', problems: ['line 3, /id: expected text'] }];

describe('Boot', () => {
  let answer: WireNetworks | null;
  let named: string[];
  let boot: Boot;

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-01-31T12:00:11Z') });
    vi.stubGlobal('EventSource', FakeEventSource);
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run));
    vi.stubGlobal('fetch', (path: string) => {
      if (path.endsWith('/networks') && answer)
        return Promise.resolve({ ok: true, json: () => Promise.resolve(structuredClone(answer)) });
      const id = /networks\/([^/]+)$/.exec(path)?.[1];
      const known = answer?.networks.find((n) => n.id === id);
      return known
        ? Promise.resolve({ ok: true, json: () => Promise.resolve(structuredClone(known)) })
        : Promise.reject(new TypeError('gone'));
    });
    FakeEventSource.opened = [];
    answer = { networks: [network('a'), network('b')], refused: [] };
    named = [];
    boot = new Boot((id) => {
      named.push(id);
      boot.show(id);
    });
  });

  afterEach(() => {
    boot.close();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  async function start(wanted: string | null): Promise<void> {
    boot.start(wanted);
    await vi.advanceTimersByTimeAsync(10);
  }

  /** The open stream's snapshot at a block. */
  function say(number: number): void {
    FakeEventSource.last.say(
      'snapshot',
      JSON.stringify({ ...sealed(block(number), globals(), [wireTerms()]), seq: number }),
      `j-${number}`,
    );
  }

  const open = (): string[] => FakeEventSource.opened.filter((s) => s.readyState !== 2).map((s) => s.url);

  test('opens the first network, and names it where there are several', async () => {
    await start(null);
    expect([boot.state, boot.live?.id, named]).toEqual(['ready', 'a', ['a']]);
  });

  test('shows nothing of a server that wants a sign-in, not even what was open', async () => {
    await start('a');
    say(5);
    vi.stubGlobal('fetch', () =>
      Promise.resolve({ ok: false, status: 401, json: () => Promise.resolve({ type: '/problems/sign-in-needed' }) }),
    );
    await vi.advanceTimersByTimeAsync(11_000);
    expect([boot.state, boot.live, open()]).toEqual(['closed', null, []]);
  });

  test('leaves the only network unnamed', async () => {
    answer = { networks: [network('a')] };
    await start(null);
    expect([boot.live?.id, named]).toEqual(['a', []]);
  });

  test('opens the network that is wanted and knows its record at once', async () => {
    await start('b');
    expect(boot.live?.id).toBe('b');
    expect(boot.live?.network?.name).toBe('Network b');
    expect(open()).toEqual(['/api/v1/networks/b/stream']);
  });

  test('changes the network: one stream closes, the other opens, and nothing of the first is left', async () => {
    await start('a');
    say(7);
    expect(boot.live?.head?.block.number).toBe(7);
    const left = boot.live!;
    boot.show('b');
    await vi.advanceTimersByTimeAsync(0);
    expect(open()).toEqual(['/api/v1/networks/b/stream']);
    expect(boot.live).not.toBe(left);
    expect([boot.live?.head, boot.live?.shown, boot.live?.seq]).toEqual([null, null, -1]);
    expect([boot.live?.heartbeat, boot.live?.freshness, boot.live?.mismatches]).toEqual([null, 'disconnected', 0]);
    expect(boot.live?.row('1')).toBeNull();
  });

  test('returns to a network that was left with a new stream and a new picture', async () => {
    await start('a');
    say(7);
    boot.show('b');
    boot.show('a');
    await vi.advanceTimersByTimeAsync(0);
    expect(open()).toEqual(['/api/v1/networks/a/stream']);
    expect(boot.live?.head).toBeNull();
    say(9);
    expect(boot.live?.head?.block.number).toBe(9);
  });

  test('keeps the open network over every new list', async () => {
    await start('a');
    const live = boot.live;
    await vi.advanceTimersByTimeAsync(35_000);
    expect(boot.live).toBe(live);
  });

  test('says that an id is unknown, opens nothing in its place, and opens it when it comes', async () => {
    await start('c');
    expect([boot.state, boot.live, open()]).toEqual(['unknown', null, []]);
    answer!.networks.push(network('c'));
    await vi.advanceTimersByTimeAsync(10_001);
    expect([boot.state, boot.live?.id]).toEqual(['ready', 'c']);
  });

  test('closes a network that the server no longer watches', async () => {
    await start('b');
    answer!.networks.pop();
    await vi.advanceTimersByTimeAsync(10_001);
    expect([boot.state, boot.live, open()]).toEqual(['unknown', null, []]);
  });

  test('tells an empty server from one that could read no manifest', async () => {
    answer = { networks: [] };
    await start(null);
    expect(boot.state).toBe('empty');
    answer = { networks: [], refused };
    await vi.advanceTimersByTimeAsync(3_001);
    expect(boot.state).toBe('refused');
    expect(boot.directory.refused).toEqual(refused);
  });

  test('a list without word of refusals has none', async () => {
    await start('a');
    expect(boot.directory.refused).toEqual([]);
    answer = { networks: [network('a')] };
    await boot.directory.ask();
    expect(boot.directory.refused).toEqual([]);
  });

  test('tries again by itself while the server does not answer', async () => {
    const kept = answer;
    answer = null;
    await start('a');
    expect(boot.state).toBe('unreachable');
    answer = kept;
    await vi.advanceTimersByTimeAsync(3_001);
    expect([boot.state, boot.live?.id]).toEqual(['ready', 'a']);
  });

  test('keeps what is open when the list cannot be had for a while', async () => {
    await start('a');
    const live = boot.live;
    answer = null;
    await vi.advanceTimersByTimeAsync(11_000);
    expect([boot.state, boot.live]).toEqual(['ready', live]);
  });

  test('asks more often while someone looks at the list', async () => {
    await start('a');
    boot.directory.watch(true);
    await vi.advanceTimersByTimeAsync(1);
    answer!.networks[1]!.problem = 'The node does not answer.';
    await vi.advanceTimersByTimeAsync(3_001);
    expect(boot.directory.networks[1]!.problem).toBe('The node does not answer.');
  });
});
