import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CALM, stressedMarket } from '../../src/desk/stress';
import type { Stress } from '../../src/desk/stress';
import { stressed } from '../../src/desk/stressed';
import { assess } from '../../src/model/assess';
import { Picture } from '../../src/model/picture';
import { market, randomFrom } from '../fixtures';
import { randomColumns } from './worlds';

const of = market();
const large = new Picture(of, randomColumns(randomFrom(91), of, 20_000));
const at = (price: number, depth: bigint | null = null): Stress => ({ ...CALM, price, depth });
const zonesUnder = (stress: Stress): Uint8Array =>
  assess(large.columns, stressedMarket(large.market, stress)).zones.slice();

const listeners = new Map<string, (event?: { target: unknown }) => void>();
let frames: ((now: number) => void)[];
let time = 0;
let stressing: InstanceType<typeof import('../../src/desk/stressing.svelte').Stressing>;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  // Every look at the clock takes 3 ms: a frame has room for one part.
  let spent = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => Date.now() + (spent += 3));
  frames = [];
  vi.stubGlobal('addEventListener', (type: string, act: () => void) => listeners.set(type, act));
  vi.stubGlobal('requestAnimationFrame', (run: (now: number) => void) => frames.push(run));
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []));
  const { Stressing } = await import('../../src/desk/stressing.svelte');
  stressing = new Stressing();
});

afterEach(() => {
  stressing.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Frames until nothing asks for one. */
function drawAll(): void {
  for (let i = 0; frames.length > 0; i++) {
    if (i > 50) throw new Error('Frames are asked for without end.');
    const now = frames;
    frames = [];
    time++;
    now.forEach((run) => run(time));
  }
}

test('while no hand is on, map and panel have the whole answer at once', () => {
  stressing.follow(large, at(-20, 10n ** 24n), null);
  const whole = stressed(large, at(-20, 10n ** 24n), null)!;
  expect(stressing.result!.after.zones).toEqual(whole.after.zones);
  expect(stressing.counted!.run.clusters).toBe(whole.run.clusters);
  expect(stressing.waiting).toBe(false);
});

test('in a drag the zones follow the hand, exactly, and what falls is said to wait until it rests', () => {
  stressing.follow(large, at(-10), null);
  const counted = stressing.counted!;
  listeners.get('pointerdown')?.();
  stressing.follow(large, at(-30), null);
  expect(frames).toHaveLength(1);
  expect(stressing.result!.after.zones).toEqual(zonesUnder(at(-10)));
  drawAll();
  expect(stressing.result!.after.zones).toEqual(zonesUnder(at(-30)));
  expect(stressing.result!.before).toBe(large);
  expect(stressing.waiting).toBe(true);
  expect(stressing.counted).toBe(counted);
  listeners.get('pointerup')?.();
  vi.advanceTimersByTime(400);
  expect(stressing.waiting).toBe(false);
  expect(stressing.counted!.run.clusters).toBe(stressed(large, at(-30), null)!.run.clusters);
});

test('of what a hand asks while a step is worked out, the newest is shown, and the cascade only at rest', () => {
  listeners.get('pointerdown')?.();
  for (const price of [-1, -2, -3, -60]) stressing.follow(large, at(price, 10n ** 20n), null);
  drawAll();
  expect(stressing.result!.after.zones).toEqual(zonesUnder(at(-60)));
  listeners.get('pointerup')?.();
  vi.advanceTimersByTime(400);
  const whole = stressed(large, at(-60, 10n ** 20n), null)!;
  expect(whole.run.rounds.length).toBeGreaterThan(1);
  expect(stressing.result!.after.zones).toEqual(whole.after.zones);
});

test('what is on the map is not written over by the step that follows it', () => {
  listeners.get('pointerdown')?.();
  for (const price of [-5, -15, -25, -35]) {
    const shown = stressing.result?.after.zones;
    const before = shown?.slice();
    stressing.follow(large, at(price), null);
    let worked = 0;
    for (; stressing.result?.after.zones === shown && frames.length > 0; worked++) frames.shift()!(++time);
    expect(worked).toBe(4);
    expect(shown).toEqual(before);
    drawAll();
    expect(stressing.result!.after.zones).toEqual(zonesUnder(at(price)));
  }
  listeners.get('pointerup')?.();
});

test('a step that was dropped half done does not come back with the next', () => {
  listeners.get('pointerdown')?.();
  stressing.follow(large, at(-5), null);
  frames.shift()!(++time);
  stressing.follow(large, at(0), null);
  stressing.follow(large, at(-40), null);
  for (let i = 0; !stressing.result && i < 20; i++) frames.shift()!(++time);
  expect(stressing.result!.after.zones).toEqual(zonesUnder(at(-40)));
  listeners.get('pointerup')?.();
});

test('back at nothing supposed there is nothing, also in the midst of a drag', () => {
  listeners.get('pointerdown')?.();
  stressing.follow(large, at(-5), null);
  stressing.follow(large, at(0), null);
  drawAll();
  vi.advanceTimersByTime(1_000);
  expect(stressing.result).toBeNull();
  expect(stressing.counted).toBeNull();
  expect(stressing.waiting).toBe(false);
  listeners.get('pointerup')?.();
});

test('a frame that a block takes has no step of a drag, and the next one has', async () => {
  const { frameTurns } = await import('../../src/ui/frameTurns');
  listeners.get('pointerdown')?.();
  stressing.follow(large, at(-5), null);
  const looks = vi.mocked(performance.now).mock.calls.length;
  frameTurns.first(++time);
  frames.shift()!(time);
  expect(vi.mocked(performance.now).mock.calls.length).toBe(looks);
  expect(frames).toHaveLength(1);
  frames.shift()!(++time);
  expect(vi.mocked(performance.now).mock.calls.length).toBeGreaterThan(looks);
  drawAll();
  expect(stressing.result!.after.zones).toEqual(zonesUnder(at(-5)));
  listeners.get('pointerup')?.();
});
