import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FrameSteps } from '../src/stream/frameSteps';

let frames: Map<number, (now: number) => void>;
let time = 0;
/** Frames that are taken by other work. */
let taken: Set<number>;
let kept: boolean;
let done: string[];
let steps: FrameSteps;

beforeEach(() => {
  let id = 0;
  frames = new Map();
  done = [];
  taken = new Set();
  kept = false;
  steps = new FrameSteps({
    first: (now) => !(kept = taken.has(now)),
    release: () => (kept = false),
  });
  vi.stubGlobal('requestAnimationFrame', (run: (now: number) => void) => (frames.set(++id, run), id));
  vi.stubGlobal('cancelAnimationFrame', (at: number) => frames.delete(at));
});

afterEach(() => vi.unstubAllGlobals());

function frame(): void {
  const now = [...frames.values()];
  frames.clear();
  time++;
  now.forEach((run) => run(time));
}

test('each step has a frame of its own, and none the frame that is being made', () => {
  steps.then(() => done.push('a'));
  steps.then(() => done.push('b'));
  frame();
  expect(done).toEqual([]);
  frame();
  expect(done).toEqual(['a']);
  frame();
  expect(done).toEqual(['a', 'b']);
  expect(frames.size).toBe(0);
});

test('finished, all that waits is done at once and in order, with what the steps themselves ask for', () => {
  steps.then(() => {
    done.push('a');
    steps.then(() => done.push('c'));
  });
  steps.then(() => done.push('b'));
  steps.finish();
  expect(done).toEqual(['a', 'b', 'c']);
  expect(frames.size).toBe(0);
});

test('dropped, nothing that waits is done, and what is asked afterwards is', () => {
  steps.then(() => done.push('a'));
  steps.drop();
  frame();
  frame();
  steps.then(() => done.push('b'));
  frame();
  frame();
  expect(done).toEqual(['b']);
});

test('a step waits where the frame is taken, and has the next; dropped, none is kept for it', () => {
  steps.then(() => done.push('a'));
  taken.add(time + 2);
  frame();
  frame();
  expect(done).toEqual([]);
  expect(kept).toBe(true);
  frame();
  expect(done).toEqual(['a']);
  expect(kept).toBe(false);
  steps.then(() => done.push('b'));
  taken.add(time + 2);
  frame();
  frame();
  expect(kept).toBe(true);
  steps.drop();
  expect(kept).toBe(false);
  frame();
  expect(done).toEqual(['a']);
});
