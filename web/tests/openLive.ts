import { vi } from 'vitest';
import type { WireGlobals, WireHeartbeat, WireNetwork, WireTerms } from '../src/stream/wire';
import { LiveNetwork } from '../src/ui/live.svelte';
import { FakeEventSource } from './fakeEventSource';
import { BLOCK, globals, wireTerms } from './fixtures';
import { network } from './networks';
import { sealed } from './sealed';

/** A browser's globals that a page needs, at one second after BLOCK; the server answers nothing but the stream. */
export function stubBrowser(): void {
  vi.useFakeTimers({ now: Date.parse(BLOCK.timestamp) + 1_000 });
  vi.stubGlobal('EventSource', FakeEventSource);
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('gone')));
  FakeEventSource.opened = [];
}

export interface World {
  readonly globals?: Partial<WireGlobals>;
  readonly record?: Partial<WireNetwork>;
  readonly clusters?: WireTerms[];
  readonly heartbeat?: Partial<WireHeartbeat>;
}

/** A network whose stream has sent one snapshot and one heartbeat. */
export function openLive(world: World = {}): LiveNetwork {
  const live = new LiveNetwork('a', network('a', world.record), null);
  const body = sealed(BLOCK, globals(world.globals), world.clusters ?? [wireTerms()]);
  FakeEventSource.last.say('snapshot', JSON.stringify({ ...body, seq: 7 }), 'j-7');
  const beat = { time: BLOCK.timestamp, seq: 7, block: BLOCK, confirmed: 6, status: 'live', silentSeconds: 0 };
  const more = { problem: null, backfill: null, ...world.heartbeat };
  FakeEventSource.last.say('heartbeat', JSON.stringify({ ...beat, ...more }));
  return live;
}
