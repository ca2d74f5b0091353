// @vitest-environment jsdom
import { afterEach, describe, expect, test } from 'vitest';
import { SHORTCUTS, shortcutOf } from '../src/find/shortcuts';

describe('a shortcut', () => {
  afterEach(() => document.body.replaceChildren());

  function pressed(key: string, more: KeyboardEventInit = {}, on: Element = document.body): string | null {
    let answer: string | null = null;
    const listen = (event: KeyboardEvent): void => void (answer = shortcutOf(event));
    addEventListener('keydown', listen);
    on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
    removeEventListener('keydown', listen);
    return answer;
  }

  test('is a key alone', () => {
    for (const { key } of SHORTCUTS) expect(pressed(key)).toBe(key);
    expect(pressed('?', { shiftKey: true })).toBe('?');
    expect(pressed('G')).toBe('g');
    expect(pressed('x')).toBeNull();
  });

  test('is none with a modifier held', () => {
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'isComposing'])
      expect(pressed('s', { [modifier]: true })).toBeNull();
    expect(pressed('S', { shiftKey: true })).toBeNull();
  });

  test('is none while something is typed or chosen, or a dialog is open', () => {
    document.body.innerHTML =
      '<input /><textarea></textarea><select></select><div role="listbox"><b id="in"></b></div><dialog><button></button></dialog><button id="free"></button>';
    for (const selector of ['input', 'textarea', 'select', '#in', 'dialog button'])
      for (const { key } of SHORTCUTS) expect(pressed(key, {}, document.querySelector(selector)!), selector).toBeNull();
    expect(pressed('s', {}, document.querySelector('#free')!)).toBe('s');
  });
});
