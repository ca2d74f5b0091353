// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Finder as FinderOf } from '../src/find/finder.svelte';
import type { LiveNetwork } from '../src/ui/live.svelte';
import type { settings as Settings } from '../src/ui/settings.svelte';
import { wireTerms } from './fixtures';
import { openLive, stubBrowser } from './openLive';

describe('the filter’s box', () => {
  let live: LiveNetwork;
  let finder: FinderOf;
  let settings: typeof Settings;
  let jumped: number[];
  let box: object;

  const input = (): HTMLInputElement => document.querySelector('input')!;
  const options = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role=option]')];
  const said = (): string =>
    document.getElementById(input().getAttribute('aria-describedby') ?? 'none')?.textContent ?? '';
  const matched = (): number[] => [...(finder.matches?.rows ?? [])];

  beforeEach(async () => {
    stubBrowser();
    Element.prototype.scrollIntoView = () => undefined;
    const [{ default: FilterBox }, { Finder }, store] = await Promise.all([
      import('../src/find/FilterBox.svelte'),
      import('../src/find/finder.svelte'),
      import('../src/ui/settings.svelte'),
      import('../src/find/suggest'),
    ]);
    settings = store.settings;
    settings.setFilter('');
    settings.setMineOnly(false);
    live = openLive({
      clusters: [
        wireTerms(),
        wireTerms({ id: '2', name: 'us-a100', region: 'us-west' }),
        wireTerms({ id: '3', name: 'us-b200', region: 'us-west' }),
      ],
    });
    finder = new Finder(live);
    jumped = [];
    box = mount(FilterBox, { target: document.body, props: { finder, onjump: (row: number) => jumped.push(row) } });
    flushSync();
  });

  afterEach(async () => {
    await unmount(box);
    live.close();
    document.body.replaceChildren();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function settle(): Promise<void> {
    await vi.advanceTimersByTimeAsync(1);
    flushSync();
  }

  async function type(text: string): Promise<void> {
    input().focus();
    input().value = text;
    input().setSelectionRange(text.length, text.length);
    input().dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
  }

  async function press(key: string): Promise<void> {
    input().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await settle();
  }

  test('dims what does not match and says how many do', async () => {
    await type('region:us');
    expect(matched()).toEqual([0, 1, 1]);
    expect(document.querySelector('.count')!.textContent).toBe('2 of 3');
    document.querySelector<HTMLButtonElement>('.clear')!.click();
    flushSync();
    expect(finder.matches).toBeNull();
    expect(input().value).toBe('');
  });

  test('is a combobox that is worked by keys', async () => {
    await type('region:');
    expect(input().getAttribute('aria-expanded')).toBe('true');
    expect(options().map((o) => o.firstElementChild!.textContent)).toEqual(['region:eu-central', 'region:us-west']);
    expect(input().getAttribute('aria-activedescendant')).toBeNull();
    await press('ArrowUp');
    expect(document.getElementById(input().getAttribute('aria-activedescendant')!)!.textContent).toContain('us-west');
    await press('Enter');
    expect(settings.filter).toBe('region:us-west ');
    expect(options()).toEqual([]);
    expect(matched()).toEqual([0, 1, 1]);
    expect(jumped).toEqual([]);
  });

  test('goes to the one cluster that is left, by Enter', async () => {
    await type('us');
    await press('Enter');
    expect(jumped).toEqual([]);
    await type('a100');
    await press('Enter');
    expect(jumped).toEqual([1]);
  });

  test('goes to a cluster that is chosen from the list', async () => {
    await type('b20');
    await press('ArrowDown');
    await press('Enter');
    expect(jumped).toEqual([2]);
    expect(settings.filter).toBe('');
  });

  test('underlines what is wrong, says what was expected, and filters nothing', async () => {
    await type('ratoi<1 zone:red');
    expect(input().getAttribute('aria-invalid')).toBe('true');
    expect(document.querySelector('mark')!.textContent).toBe('ratoi');
    expect(said()).toContain('no key is called “ratoi”: did you mean ratio?');
    expect(finder.matches).toBeNull();
  });

  test('gives time to what is being typed: the last right text stays in force until the box is left', async () => {
    await type('zone:red');
    await type('zone:red ratio<');
    expect(input().getAttribute('aria-invalid')).toBeNull();
    expect(said()).toContain('expected a number');
    expect(finder.matches).not.toBeNull();
    input().blur();
    await settle();
    expect(input().getAttribute('aria-invalid')).toBe('true');
    expect(document.querySelector('mark')!.textContent).toBe('ratio<');
    expect(finder.matches).toBeNull();
  });

  test('Escape closes the list, then clears the text, then leaves the box, and nothing beneath', async () => {
    const beneath = vi.fn();
    addEventListener('keydown', beneath);
    await type('us');
    await press('Escape');
    expect([options().length, settings.filter]).toEqual([0, 'us']);
    await press('Escape');
    expect(settings.filter).toBe('');
    await press('Escape');
    expect(document.activeElement).not.toBe(input());
    expect(beneath).not.toHaveBeenCalled();
    removeEventListener('keydown', beneath);
  });

  test('looks for a mine that is known, and says where none is', async () => {
    settings.setMine(['2']);
    settings.setMineOnly(true);
    flushSync();
    expect(matched()).toEqual([0, 1, 0]);
    expect(finder.mineCount).toBe(1);
    settings.setMine([]);
    expect(settings.mineOnly).toBe(false);
  });
});
