// @vitest-environment jsdom
import { createRawSnippet, flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { focusWrong } from '../src/ui/focusNear';
import RowActs from '../src/ui/RowActs.svelte';

describe('the acts of a row', () => {
  let parts: object[];
  let deleted: string[];
  let refuse: boolean;
  const focused = (): string =>
    document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '';
  const row = (name: string): HTMLElement => document.getElementById(name)!;
  const press = async (name: string, words: string): Promise<void> => {
    const button = [...row(name).querySelectorAll('button')].find((one) => one.textContent.trim() === words);
    if (!button) throw new Error(`${name} has no button ${words}`);
    button.focus();
    button.click();
    for (let turn = 0; turn < 10; turn++) await tick();
  };

  beforeEach(() => {
    [deleted, refuse] = [[], false];
    document.body.innerHTML =
      '<div role="region" tabindex="0" id="place"><ul><li id="a"></li><li id="b"></li><li id="c"></li></ul></div>';
    parts = ['a', 'b', 'c'].map((name) =>
      mount(RowActs, {
        target: row(name),
        props: {
          name,
          children: createRawSnippet(() => ({ render: () => '<button>Edit</button>' })),
          ondelete: () => {
            deleted.push(name);
            if (!refuse) row(name).remove();
            return Promise.resolve();
          },
        },
      }),
    );
    flushSync();
  });

  afterEach(async () => {
    for (const part of parts) await unmount(part);
    document.body.replaceChildren();
  });

  test('ask once more, with the focus on what changes nothing', async () => {
    await press('b', 'Delete…');
    expect([focused().trim(), deleted]).toEqual(['Keep', []]);
    await press('b', 'Keep');
    expect([focused(), deleted]).toEqual(['Delete b', []]);
  });

  test('are kept by Escape, which goes no further', async () => {
    await press('b', 'Delete…');
    let further = false;
    document.addEventListener('keydown', () => (further = true), { once: true });
    document.activeElement!.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }),
    );
    await tick();
    await tick();
    expect([focused(), deleted, further]).toEqual(['Delete b', [], false]);
  });

  test('leave the focus in the row after a deleted one, in the one before the last, and at last where they lay', async () => {
    const drop = async (name: string): Promise<void> => {
      await press(name, 'Delete…');
      await press(name, `Delete ${name}`);
    };
    await drop('b');
    expect(document.activeElement?.closest('li')?.id).toBe('c');
    await drop('c');
    expect(document.activeElement?.closest('li')?.id).toBe('a');
    await drop('a');
    expect([document.activeElement?.id, deleted]).toEqual(['place', ['b', 'c', 'a']]);
  });

  test('stay where they are when it was refused', async () => {
    refuse = true;
    await press('b', 'Delete…');
    await press('b', 'Delete b');
    expect([focused(), deleted]).toEqual(['Delete b', ['b']]);
  });
});

describe('a refused form', () => {
  test('has the focus on its first wrong field, else on the button that was pressed', async () => {
    document.body.innerHTML =
      '<form><input id="x"><input id="y" aria-invalid="true"><input aria-invalid="true"><button class="act" id="go">Go</button></form>';
    const form = document.querySelector('form')!;
    await focusWrong(form);
    expect(document.activeElement?.id).toBe('y');
    form.querySelectorAll('[aria-invalid]').forEach((field) => field.removeAttribute('aria-invalid'));
    await focusWrong(form);
    expect(document.activeElement?.id).toBe('go');
  });
});
