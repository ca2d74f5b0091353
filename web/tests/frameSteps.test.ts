import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FrameSteps } from '../src/stream/frameSteps';

let frames: Map<number, () => void>;
let done: string[];
let steps: FrameSteps;

beforeEach(() => {
  let id = 0;
  frames = new Map();
  done = [];
  steps = new FrameSteps();
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => (frames.set(++id, run), id));
  vi.stubGlobal('cancelAnimationFrame', (at: number) => frames.delete(at));
});

afterEach(() => vi.unstubAllGlobals());

function frame(): void {
  const now = [...frames.values()];
  frames.clear();
  now.forEach((run) => run());
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
