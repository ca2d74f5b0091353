// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WireNetwork, WireRefusal } from '../src/stream/wire';
import { Directory } from '../src/ui/directory.svelte';
import type { LiveNetwork } from '../src/ui/live.svelte';
import NetworkMenu from '../src/ui/NetworkMenu.svelte';
import { network, SIMULATION } from './networks';
import { openLive, stubBrowser } from './openLive';

describe('the menu of networks', () => {
  let directory: Directory;
  let live: LiveNetwork;
  let chosen: string[];
  let menu: object;

  const networks: WireNetwork[] = [
    network('a', { name: 'Alpha' }),
    network('b', { name: 'Beta', status: 'replay', chainId: null, simulation: SIMULATION }),
    network('c', {
      name: 'Gamma',
      problem: 'The node does not answer.',
      counts: { green: 1, yellow: 0, red: 0, unknown: 0, exempt: 0, liquidated: 0 },
    }),
    network('d', { name: 'Galileo', status: 'late', counts: null }),
  ];
  const button = (): HTMLButtonElement => document.querySelector('button.current')!;
  const list = (): HTMLElement | null => document.querySelector('[role=listbox]');
  const options = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role=option]')];
  const pointed = (): string | undefined =>
    document.getElementById(list()!.getAttribute('aria-activedescendant')!)?.querySelector('b')?.textContent;

  // Loaded once beforehand: real time passes by that, and the tests' clock stands still.
  beforeAll(() => import('../src/ui/NetworkList.svelte'));

  beforeEach(() => {
    stubBrowser();
    directory = new Directory(() => undefined);
    directory.networks = networks;
    directory.state = 'ready';
    live = openLive();
    chosen = [];
    menu = mount(NetworkMenu, {
      target: document.body,
      props: { directory, live, phone: false, onchoose: (id: string) => chosen.push(id) },
    });
    flushSync();
  });

  afterEach(async () => {
    await unmount(menu);
    live.close();
    directory.close();
    document.body.replaceChildren();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  function refuse(refused: WireRefusal[]): void {
    directory.refused = refused;
    flushSync();
  }

  async function open(): Promise<void> {
    button().click();
    flushSync();
    await vi.advanceTimersByTimeAsync(1);
    flushSync();
  }

  function press(key: string): KeyboardEvent {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    document.activeElement!.dispatchEvent(event);
    flushSync();
    return event;
  }

  test('is a button that says which network is shown and whether its list is open', async () => {
    expect(button().getAttribute('aria-haspopup')).toBe('listbox');
    expect(button().getAttribute('aria-expanded')).toBe('false');
    expect(button().getAttribute('aria-label')).toBe('Network: Network a');
    expect(list()).toBeNull();
    await open();
    expect(button().getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement).toBe(list());
  });

  test('tells of each network its state in a word, its red, and that it is a simulation', async () => {
    await open();
    const words = options().map((o) => o.textContent!.replace(/\s+/g, ' ').trim());
    expect(words[0]).toBe('Alpha chain 31337 · GRID · 6 clusters live 1 red');
    expect(words[1]).toBe('Betapolicy simulation recorded feed · GRID · 6 clusters replay 1 red');
    expect(words[2]).toBe('Gamma chain 31337 · GRID · 1 cluster problem 0 red The node does not answer.');
    expect(words[3]).toBe('Galileo chain 31337 · GRID late');
    expect(options().map((o) => o.getAttribute('aria-selected'))).toEqual(['true', 'false', 'false', 'false']);
  });

  test('is worked by keyboard: arrows, Home, End, letters, Enter', async () => {
    await open();
    expect(pointed()).toBe('Alpha');
    press('ArrowUp');
    expect(pointed()).toBe('Alpha');
    press('ArrowDown');
    expect(pointed()).toBe('Beta');
    press('End');
    expect(pointed()).toBe('Galileo');
    press('ArrowDown');
    expect(pointed()).toBe('Galileo');
    press('Home');
    press('g');
    expect(pointed()).toBe('Gamma');
    press('a');
    press('l');
    expect(pointed()).toBe('Galileo');
    vi.advanceTimersByTime(1_000);
    press('g');
    expect(pointed()).toBe('Gamma');
    vi.advanceTimersByTime(1_000);
    press('g');
    expect(pointed()).toBe('Galileo');
    press('Enter');
    expect(chosen).toEqual(['d']);
    expect(list()).toBeNull();
    expect(document.activeElement).toBe(button());
  });

  test('opens by an arrow on its button', async () => {
    button().focus();
    press('ArrowDown');
    await vi.advanceTimersByTimeAsync(1);
    expect(document.activeElement).toBe(list());
  });

  test('keys pressed before the list has come are taken when it comes', async () => {
    button().focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) press(key);
    expect(list()).toBeNull();
    expect(chosen).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    flushSync();
    expect(chosen).toEqual(['c']);
    expect(list()).toBeNull();
  });

  test('Escape closes it and nothing beneath it, and the focus goes back', async () => {
    const beneath = vi.fn();
    addEventListener('keydown', beneath);
    await open();
    expect(press('Escape').defaultPrevented).toBe(true);
    expect(list()).toBeNull();
    expect(document.activeElement).toBe(button());
    expect(beneath).not.toHaveBeenCalled();
    press('Escape');
    expect(beneath).toHaveBeenCalledOnce();
    removeEventListener('keydown', beneath);
  });

  test('the network that is shown is not opened again', async () => {
    await open();
    options()[0]!.click();
    flushSync();
    expect(chosen).toEqual([]);
    expect(list()).toBeNull();
  });

  test('a press outside closes it', async () => {
    await open();
    document.body.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }));
    flushSync();
    expect(list()).toBeNull();
  });

  test('says which manifests could not be read, and why', async () => {
    refuse([{ file: 'bad.json', problems: ['line 3, /id: expected text', 'line 9, /gas: unknown field'] }]);
    await open();
    const words = document.querySelector('.refused')!.textContent!.replace(/\s+/g, ' ');
    expect(words).toContain('1 network could not be read');
    expect(words).toContain('bad.json line 3, /id: expected textline 9, /gas: unknown field');
    refuse([
      { file: 'bad.json', problems: [] },
      { file: 'worse.json', problems: [] },
    ]);
    expect(document.querySelector('.refused h2')!.textContent).toContain('2 networks could not be read');
  });
});
