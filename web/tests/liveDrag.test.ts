import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LiveNetwork } from '../src/ui/live.svelte';
import { Zone } from '../src/model/zone';
import { ZONES } from '../src/stream/wire';
import { globals, wireTerms } from './fixtures';
import { FakeEventSource } from './fakeEventSource';
import { frameBlock, sealed } from './sealed';

const START = Date.parse('2026-01-31T12:00:00Z');
const LARGE = 4_200;
const listeners = new Map<string, (event?: { target: unknown }) => void>();
let frames: ((now: number) => void)[];
let time = 0;
let asked: string[];
let live: LiveNetwork;

const iso = (seconds: number): string => new Date(START + seconds * 1000).toISOString().slice(0, 19) + 'Z';
const block = (number: number) => ({ number, hash: `0x${'ab'.repeat(32)}`, timestamp: iso(2 * (number - 10)) });
const clusters = (first: string) =>
  Array.from({ length: LARGE }, (_, i) => wireTerms({ id: String(i + 1), ...(i === 0 && { collateral: first }) }));

beforeEach(async () => {
  vi.useFakeTimers({ now: START });
  vi.resetModules();
  [frames, asked] = [[], []];
  vi.stubGlobal('addEventListener', (type: string, act: () => void) => listeners.set(type, act));
  vi.stubGlobal('EventSource', FakeEventSource);
  vi.stubGlobal('requestAnimationFrame', (run: (now: number) => void) => frames.push(run));
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []));
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    if (path.includes('/heatmap')) return Promise.reject(new TypeError('gone'));
    const body = path.endsWith('/time')
      ? { unixMilliseconds: Date.now() }
      : { id: 'demo', name: 'demo', chainId: 1, blockTime: 2, confirmations: 1, problem: null };
    return Promise.resolve({ ok: true, headers: new Headers(), json: () => Promise.resolve(body) });
  });
  FakeEventSource.opened = [];
  const module = await import('../src/ui/live.svelte');
  live = new module.LiveNetwork('demo', null, null);
  await vi.advanceTimersByTimeAsync(1);
});

afterEach(() => {
  listeners.get('pointerup')?.();
  live.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const say = (kind: string, body: object): void => FakeEventSource.last.say(kind, JSON.stringify(body), 'j-1');
const snapshot = (number: number): object => ({
  ...sealed(block(number), globals(), clusters('1')),
  seq: number,
});

function frame(number: number, collateral: string): object {
  const { counts, queued, stateHash } = sealed(block(number), globals(), clusters(collateral));
  const told = { counts: ZONES.map((zone) => counts[zone]), queued, stateHash };
  return { seq: number, block: frameBlock(block(number), number - 1), tiles: [{ id: '1', collateral }], ...told };
}

function draw(): void {
  const now = frames;
  frames = [];
  time++;
  now.forEach((run) => run(time));
}

const collateralOf = (picture: LiveNetwork['shown']): bigint | undefined => picture?.columns.terms(0)?.collateral;

test('in the midst of a drag a large network’s block is read, worked out and shown in frames of their own', async () => {
  say('snapshot', snapshot(10));
  frames = [];
  listeners.get('pointerdown')?.();
  say('frame', frame(11, '2'));
  expect(live.seq).toBe(11);
  const { NetworkModel } = await import('../src/stream/networkModel');
  const settle = vi.spyOn(NetworkModel.prototype, 'settleSome');
  const seen: (readonly [number | undefined, bigint | undefined, number])[] = [];
  for (let i = 0; frames.length > 0; i++) {
    expect(i).toBeLessThan(10);
    draw();
    seen.push([live.head?.block.number, collateralOf(live.shown), settle.mock.calls.length]);
  }
  settle.mockRestore();
  const workedOutAt = seen.findIndex(([, , calls]) => calls > 0);
  const headAt = seen.findIndex(([number]) => number === 11);
  const shownAt = seen.findIndex(([, collateral]) => collateral === 2n);
  expect(workedOutAt).toBeGreaterThan(0);
  expect(headAt).toBeGreaterThan(workedOutAt);
  expect(shownAt).toBeGreaterThan(headAt);
});

test('a block that comes while the one before still waits finds it done, and both count', () => {
  say('snapshot', snapshot(10));
  listeners.get('pointerdown')?.();
  say('frame', frame(11, '2'));
  say('frame', frame(12, '3'));
  expect(live.head?.block.number).toBe(11);
  listeners.get('pointerup')?.();
  for (let i = 0; frames.length > 0 && i < 10; i++) draw();
  expect([live.head?.block.number, collateralOf(live.shown), live.mismatches]).toEqual([12, 3n, 0]);
});

test('a block whose counts differ is never shown, also where it waits for its frame', () => {
  say('snapshot', snapshot(10));
  listeners.get('pointerdown')?.();
  say('frame', { ...frame(11, '2'), queued: 5 });
  for (let i = 0; frames.length > 0 && i < 10; i++) draw();
  expect([live.head?.block.number, collateralOf(live.shown), live.mismatches]).toEqual([10, 1n, 1]);
});

test('a block whose hash differs is said to differ, also where it waits for its frame', () => {
  say('snapshot', snapshot(10));
  for (let i = 0; frames.length > 0 && i < 10; i++) draw();
  vi.advanceTimersByTime(10_000);
  listeners.get('pointerdown')?.();
  say('frame', { ...frame(11, '2'), stateHash: '0'.repeat(32) });
  for (let i = 0; frames.length > 0 && i < 10; i++) draw();
  expect([live.head?.block.number, live.mismatches]).toEqual([10, 1]);
});

test('over a long drag blocks are written over pictures that are not kept any more, and each says what it is', () => {
  say('snapshot', snapshot(10));
  const first = live.head!;
  const told = [...first.zones];
  const held = [...first.columns.assets];
  listeners.get('pointerdown')?.();
  const arrays = new Set([first.zones]);
  const sums = new Set([first.columns.assets]);
  for (let number = 11; number < 60; number++) {
    // Of every other block the first cluster is red.
    say('frame', frame(number, number % 2 === 0 ? '1' : String(10n ** 24n)));
    for (let i = 0; frames.length > 0 && i < 10; i++) draw();
    expect(live.head?.block.number).toBe(number);
    expect(live.head!.zones[0]).toBe(number % 2 === 0 ? Zone.red : Zone.green);
    expect(live.head!.columns.assets[0]).toBe(number % 2 === 0 ? 1 : 1e24);
    arrays.add(live.head!.zones);
    sums.add(live.head!.columns.assets);
  }
  expect(live.mismatches).toBe(0);
  expect(arrays.size).toBeLessThan(30);
  expect(sums.size).toBeLessThan(30);
  expect([...first.zones]).toEqual(told);
  expect([...first.columns.assets]).toEqual(held);
});

test('a snapshot that comes while a block waits is the whole truth', () => {
  say('snapshot', snapshot(10));
  listeners.get('pointerdown')?.();
  say('frame', frame(11, '2'));
  say('snapshot', snapshot(20));
  for (let i = 0; frames.length > 0 && i < 10; i++) draw();
  expect([live.head?.block.number, collateralOf(live.shown), live.seq]).toEqual([20, 1n, 20]);
});

test('while no hand is on, a block is shown as it comes', () => {
  say('snapshot', snapshot(10));
  say('frame', frame(11, '2'));
  expect([live.head?.block.number, collateralOf(live.shown)]).toEqual([11, 2n]);
});

test('the confirmed block is not asked for before the first picture is on the screen', async () => {
  const confirmed = (): string[] => asked.filter((path) => path.includes('confirmed'));
  await vi.advanceTimersByTimeAsync(14_000);
  say('snapshot', { ...snapshot(10) });
  expect(live.freshness).toBe('late');
  expect(confirmed()).toEqual([]);
  draw();
  await vi.advanceTimersByTimeAsync(1);
  expect(confirmed()).toHaveLength(1);
});

test('a block waits where a frame is taken, and has the next before any step of what is dragged', async () => {
  say('snapshot', snapshot(10));
  frames = [];
  listeners.get('pointerdown')?.();
  say('frame', frame(11, '2'));
  const { frameTurns } = await import('../src/ui/frameTurns');
  const { NetworkModel } = await import('../src/stream/networkModel');
  const settle = vi.spyOn(NetworkModel.prototype, 'settleSome');
  // To read it was the next frame's share.
  expect(frameTurns.take(time + 1)).toBe(false);
  draw();
  frameTurns.release();
  frameTurns.take(time + 1);
  draw();
  expect(settle).not.toHaveBeenCalled();
  expect(frameTurns.take(time + 1)).toBe(false);
  draw();
  expect(settle).toHaveBeenCalledTimes(1);
  settle.mockRestore();
});
