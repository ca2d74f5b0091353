// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WireTerms } from '../src/stream/wire';
import { DEFAULTS } from '../src/find/choices';
import TableView from '../src/table/TableView.svelte';
import type { LiveNetwork } from '../src/ui/live.svelte';
import { settings } from '../src/ui/settings.svelte';
import { FakeEventSource } from './fakeEventSource';
import { BLOCK, E18, globals, wireTerms } from './fixtures';
import { openLive, stubBrowser } from './openLive';
import { sealed } from './sealed';

// The settings ask for the colour scheme as soon as they are read.
vi.hoisted(() => {
  globalThis.matchMedia = (() => ({ matches: false, addEventListener: () => undefined })) as never;
});

const clusters = (count: number, more: (i: number) => Partial<WireTerms> = () => ({})): WireTerms[] =>
  Array.from({ length: count }, (_, i) =>
    wireTerms({ id: String(i + 1), name: `c-${i + 1}`, collateral: String((2000n + BigInt(i)) * E18), ...more(i) }),
  );

describe('the table of clusters', () => {
  let live: LiveNetwork;
  let table: object;
  let opened: string[];

  const grid = (): HTMLElement => document.querySelector('[role=grid]')!;
  const names = (): string[] =>
    [...document.querySelectorAll('[role=rowheader]')].map((cell) => cell.textContent.trim());
  const active = (): HTMLElement => document.getElementById(grid().getAttribute('aria-activedescendant')!)!;
  const press = async (key: string): Promise<void> => {
    grid().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await vi.advanceTimersByTimeAsync(0);
    flushSync();
  };
  const button = (words: string): HTMLButtonElement =>
    [...document.querySelectorAll('button')].find((b) => b.textContent.includes(words))!;

  function show(world: WireTerms[], matches: Uint8Array | null = null): void {
    live = openLive({ clusters: world });
    table = mount(TableView, {
      target: document.body,
      props: { live, matches, onopen: (id: string) => opened.push(id) },
    });
    flushSync();
    grid()?.focus();
    flushSync();
  }

  /** Another block with these clusters. */
  function block(number: number, world: WireTerms[]): void {
    const at = { ...BLOCK, number };
    const body = sealed(at, globals(), world);
    FakeEventSource.last.say('snapshot', JSON.stringify({ ...body, seq: number }), `j-${number}`);
    flushSync();
  }

  beforeEach(() => {
    stubBrowser();
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe(): void {}
        unobserve(): void {}
        disconnect(): void {}
      },
    );
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 * 11);
    Element.prototype.scrollIntoView = () => undefined;
    opened = [];
  });

  afterEach(async () => {
    await unmount(table);
    live.close();
    settings.setOrder(DEFAULTS.order);
    document.body.replaceChildren();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  test('says how many rows there are, holds only those in sight, and names the sorted column', () => {
    show(clusters(500));
    expect(grid().getAttribute('aria-rowcount')).toBe('501');
    const rows = [...grid().querySelectorAll('[role=row]')];
    expect(rows.length).toBeLessThan(30);
    expect(rows.map((row) => row.getAttribute('aria-rowindex'))).toEqual(rows.map((_, i) => String(i + 1)));
    expect(names().slice(0, 3)).toEqual(['c-1', 'c-2', 'c-3']);
    const sorted = grid().querySelector('[aria-sort=ascending]')!;
    expect(sorted.getAttribute('role')).toBe('columnheader');
    expect(sorted.textContent).toContain('Ratio');
  });

  test('is one tab stop that arrows, pages, Home and End walk, and Enter opens', async () => {
    show(clusters(500));
    expect(grid().querySelectorAll('[tabindex="0"], button, a')).toHaveLength(0);
    await press('ArrowDown');
    expect(active().getAttribute('aria-rowindex')).toBe('3');
    await press('PageDown');
    expect(active().getAttribute('aria-rowindex')).toBe('12');
    await press('End');
    expect(active().dataset['clusterId']).toBe('500');
    expect(active().getAttribute('aria-rowindex')).toBe('501');
    await press('Home');
    await press('ArrowRight');
    expect(active().getAttribute('role')).toBe('rowheader');
    await press('Enter');
    expect(opened).toEqual(['1']);
  });

  test('sorts from the head by keyboard, and again the other way', async () => {
    show(clusters(20));
    await press('ArrowUp');
    expect(active().textContent).toContain('Cluster');
    await press('Enter');
    expect(names().slice(0, 3)).toEqual(['c-1', 'c-2', 'c-3']);
    await press('Enter');
    expect(names().slice(0, 3)).toEqual(['c-20', 'c-19', 'c-18']);
    expect(active().getAttribute('aria-sort')).toBe('descending');
  });

  test('a block changes figures in place and moves no row; "sort again" does', () => {
    show(clusters(20));
    const before = names();
    block(
      8,
      clusters(20, (i) => (i === 0 ? { collateral: String(9000n * E18) } : {})),
    );
    expect(names()).toEqual(before);
    expect(document.querySelector('[data-cluster-id="1"] .c-collateral')!.textContent).toContain('9\u2009000.00');
    expect(button('sort again').textContent).toContain('1 out of order');
    button('sort again').click();
    flushSync();
    expect(names()[0]).toBe('c-2');
    expect(button('in order').disabled).toBe(true);
  });

  test('lists what matches the filter, and says so when nothing does', async () => {
    show(clusters(3), Uint8Array.of(0, 1, 0));
    expect(names()).toEqual(['c-2']);
    expect(document.body.textContent).toContain('1 of 3 clusters');
    await unmount(table);
    live.close();
    show(clusters(3), new Uint8Array(3));
    expect(document.body.textContent).toContain('No cluster matches the filter.');
  });
});
