// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import ThresholdEntry from '../../src/desk/ThresholdEntry.svelte';

const onreset = vi.fn();
let shown: object;
let button: HTMLButtonElement;

beforeEach(() => {
  onreset.mockReset();
  const now = { critical: 12_500n, warning: 16_000n };
  shown = mount(ThresholdEntry, {
    target: document.body,
    props: { now, mine: true, refused: null, onset: vi.fn(), onreset },
  });
  flushSync();
  button = document.querySelector('button')!;
  button.focus();
});

afterEach(() => unmount(shown));

const click = (detail: number): void => {
  button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
  flushSync();
};

test('Back to the network’s by keyboard, the focus goes on in the first field', () => {
  click(0);
  expect(onreset).toHaveBeenCalledTimes(1);
  expect(document.activeElement).toBe(document.querySelector('input'));
});

test('Back to the network’s by mouse or finger, no field takes the focus and no keyboard comes up', () => {
  click(1);
  expect(onreset).toHaveBeenCalledTimes(1);
  expect(document.activeElement).toBe(button);
});

test('Enter is the button’s own where it stands on the button, and takes what is typed where it stands in a field', () => {
  const enter = (on: Element): boolean =>
    on.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  expect(enter(button)).toBe(true);
  expect(enter(document.querySelector('input')!)).toBe(false);
});
