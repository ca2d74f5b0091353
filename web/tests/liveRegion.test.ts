// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WireTerms } from '../src/stream/wire';
import { Announcer } from '../src/ui/announcer.svelte';
import LiveRegion from '../src/ui/LiveRegion.svelte';
import type { LiveNetwork } from '../src/ui/live.svelte';
import { FakeEventSource } from './fakeEventSource';
import { BLOCK, E18, globals, wireTerms } from './fixtures';
import { openLive, stubBrowser } from './openLive';
import { sealed } from './sealed';

describe('the live region', () => {
  let live: LiveNetwork;
  let region: object;
  const heard = (): string => document.querySelector('[aria-live=polite]')!.textContent.trim();
  const cluster = (tokens: bigint, more: Partial<WireTerms> = {}): WireTerms =>
    wireTerms({ collateral: String(tokens * E18), ...more });

  function block(number: number, clusters: WireTerms[]): void {
    const timestamp = new Date(Date.now()).toISOString().slice(0, 19) + 'Z';
    const body = sealed({ ...BLOCK, number, timestamp }, globals(), clusters);
    FakeEventSource.last.say('snapshot', JSON.stringify({ ...body, seq: number }), `j-${number}`);
    flushSync();
  }

  beforeEach(() => {
    stubBrowser();
    live = openLive({ clusters: [cluster(4_000n)], record: { blockTime: 2 } });
    region = mount(LiveRegion, { target: document.body, props: { live, voice: new Announcer() } });
    flushSync();
  });

  afterEach(async () => {
    await unmount(region);
    live.close();
    document.body.replaceChildren();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  test('is silent at first, says a crossing at once, and what follows within 5 s in one message', async () => {
    expect(heard()).toBe('');
    block(8, [cluster(2_500n)]);
    expect(heard()).toBe('1 cluster turned warning: eu-h100-01.');
    block(9, [
      cluster(2_300n, { queueState: 'grace', deadline: '2026-01-31T12:05:00Z' }),
      cluster(4_000n, { id: '2' }),
    ]);
    expect(heard()).toBe('1 cluster turned warning: eu-h100-01.');
    await vi.advanceTimersByTimeAsync(5_000);
    flushSync();
    expect(heard()).toContain('1 cluster turned red: eu-h100-01');
    expect(heard()).toContain('eu-h100-01 entered the liquidation queue');
    expect(heard()).toContain('1 cluster registered');
  });

  test('says when the data turn late, and not its age again and again', async () => {
    await vi.advanceTimersByTimeAsync(6_000);
    flushSync();
    expect(heard()).toContain('Data is late');
    const words = heard();
    await vi.advanceTimersByTimeAsync(3_000);
    flushSync();
    expect(heard()).toBe(words);
  });
});
