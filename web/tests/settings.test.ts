// @vitest-environment jsdom
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DEFAULTS } from '../src/find/choices';
import { keptMine } from '../src/find/localMine';
import type { settings as Settings } from '../src/ui/settings.svelte';

/** After this long without a change the URL says all of it; ms. */
const REST = 600;
const WALLET = `0x${'ab'.repeat(20)}`;

describe('settings', () => {
  let settings: typeof Settings;

  beforeAll(async () => {
    vi.useFakeTimers();
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
    ({ settings } = await import('../src/ui/settings.svelte'));
  });

  afterAll(() => vi.useRealTimers());

  beforeEach(() => {
    localStorage.clear();
    vi.advanceTimersByTime(1_000);
    at('/?network=a&view=queue&group=class&cluster=7&theme=light');
    settings.openMine('none');
    vi.advanceTimersByTime(1_000);
  });

  /** The user comes to this URL with the browser's own Back or Forward. */
  function at(url: string): void {
    history.replaceState(null, '', url);
    dispatchEvent(new PopStateEvent('popstate'));
  }

  test('a link shows the same picture', () => {
    at(
      '/?view=table&group=operator&within=zone&size=gpus&sort=risk&q=ratio<1.3&palette=mono&own=1.6,1.3&zoom=4,0.1,0.2',
    );
    const { view, arrangement, filter, palette, own, zoom } = settings;
    expect({ view, arrangement, filter, palette, own, zoom }).toEqual({
      view: 'table',
      arrangement: { group: 'operator', within: 'zone', size: 'gpus', sort: 'risk' },
      filter: 'ratio<1.3',
      palette: 'mono',
      own: { warning: '1.6', critical: '1.3' },
      zoom: { zoom: 4, x: 0.1, y: 0.2 },
    });
    expect(settings.problem).toBeNull();
  });

  test('another order of the table is in the link, and Back leads to the one before', () => {
    const before = history.length;
    settings.setOrder({ key: 'collateral', descending: true });
    expect([history.length, location.search.includes('order=-collateral')]).toEqual([before + 1, true]);
    at('/?view=table&order=gpus');
    expect(settings.order).toEqual({ key: 'gpus', descending: false });
    at('/?view=table');
    expect(settings.order).toBe(DEFAULTS.order);
  });

  test('a group within itself is one level', () => {
    at('/?group=class&within=class');
    expect(settings.arrangement).toEqual({ group: 'class', within: 'none', size: 'equal', sort: 'id' });
  });

  test('another network is a new entry of the history and takes nothing along that belongs to the one that is left', () => {
    settings.setPanel('audit');
    settings.setFilter('class:h100');
    settings.setOwn({ warning: '1.6', critical: '1.3' });
    settings.setStress({ price: -20, demand: 0, gas: 0, requirement: 0, depth: null });
    settings.setZoom({ zoom: 2, x: 0, y: 0 });
    const before = history.length;
    settings.setNetwork('b');
    expect(history.length).toBe(before + 1);
    expect(location.search).toBe('?network=b&view=queue&group=class&theme=light');
    expect([settings.cluster, settings.panel]).toEqual([null, null]);
  });

  test('choosing the network that is shown changes nothing', () => {
    const before = history.length;
    settings.setNetwork('a');
    expect(history.length).toBe(before);
    expect(settings.cluster).toBe('7');
  });

  test('the server’s first network is named in the URL without a new entry', () => {
    at('/?cluster=7');
    const before = history.length;
    settings.nameNetwork('a');
    expect(history.length).toBe(before);
    expect(location.search).toBe('?network=a&cluster=7');
  });

  test('going back returns to the network and what was selected in it', () => {
    settings.setNetwork('b');
    at('/?network=a&cluster=7');
    expect([settings.network, settings.cluster, settings.view]).toEqual(['a', '7', 'map']);
  });

  test('what a URL says that is none of the choices is passed over, and told until it is dismissed', () => {
    at('/?view=roof&group=colour&theme=plaid&panel=none');
    const { network, view, group, panel, theme } = settings;
    expect({ network, view, group, panel, theme }).toEqual({
      network: null,
      view: 'map',
      group: 'region',
      panel: null,
      theme: 'dark',
    });
    for (const word of ['view “roof”', 'group “colour”', 'theme “plaid”', 'panel “none”'])
      expect(settings.problem).toContain(word);
    settings.problem = null;
    at('/?view=map');
    expect(settings.problem).toBeNull();
  });

  test('a drag writes the URL when it begins and when it rests, and its last word always', () => {
    const replace = vi.spyOn(history, 'replaceState');
    for (let i = 0; i < 600; i++) {
      settings.setZoom({ zoom: 2, x: i, y: 0 });
      vi.advanceTimersByTime(5);
    }
    expect(replace).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(REST);
    expect(replace).toHaveBeenCalledTimes(2);
    expect(location.search).toContain('zoom=2,599,0');
    replace.mockRestore();
  });

  test('what waits to be written goes to the entry that is left, and to none after Back', () => {
    settings.setGroup('zone');
    settings.setGroup('operator');
    const replace = vi.spyOn(history, 'replaceState');
    settings.setView('table');
    expect(replace.mock.calls.at(-1)?.[2]).toBe('/?network=a&view=queue&group=operator&theme=light&cluster=7');
    expect(location.search).toBe('?network=a&view=table&group=operator&theme=light&cluster=7');
    replace.mockRestore();
    settings.setGroup('none');
    at('/?network=a');
    vi.advanceTimersByTime(1_000);
    expect(location.search).toBe('?network=a');
  });

  test('a saved view is one step of the history, keeps the network that it does not name, and says all of the picture', () => {
    const before = history.length;
    settings.apply('?q=zone:red&size=collateral');
    expect(history.length).toBe(before + 1);
    expect(location.search).toBe('?network=a&size=collateral&q=zone:red');
    expect(settings.view).toBe('map');
    expect(settings.cluster).toBeNull();
  });

  test('mine is kept in this browser for each network, and in the URL where the picture depends on it', () => {
    settings.openMine('a');
    settings.setMine([WALLET, '7']);
    vi.advanceTimersByTime(REST);
    expect(keptMine('a')).toEqual([WALLET, '7']);
    expect(location.search).not.toContain('mine');
    expect(settings.link()).toContain(`mine=${WALLET},7`);
    settings.setMineOnly(true);
    vi.advanceTimersByTime(REST);
    expect(location.search).toContain(`mine=${WALLET},7&only=mine`);
    settings.setNetwork('b');
    settings.openMine('b');
    expect([settings.mine, settings.mineOnly]).toEqual([[], false]);
    settings.openMine('a');
    expect(settings.mine).toEqual([WALLET, '7']);
  });

  test('a filter that asks for mine puts the list in the URL', () => {
    settings.openMine('c');
    settings.setMine(['7']);
    settings.setFilter('mine ratio<2');
    vi.advanceTimersByTime(REST);
    expect(location.search).toContain('mine=7');
  });

  test('a list that came with a link does not take the place of the one that is kept', () => {
    settings.openMine('d');
    settings.setMine(['7']);
    at('/?network=d&mine=8,9');
    expect(settings.mine).toEqual(['8', '9']);
    expect(settings.mineCameByLink).toBe(true);
    expect(keptMine('d')).toEqual(['7']);
    settings.forgetLinkedMine();
    expect(settings.mine).toEqual(['7']);
    expect(settings.mineCameByLink).toBe(false);
  });

  test('a browser that keeps nothing is a page that forgets, not one that fails', () => {
    const forbidden = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    settings.openMine('e');
    expect(settings.mine).toEqual([]);
    forbidden.mockRestore();
  });

  test('of nothing chosen nothing is said', () => {
    at('/');
    settings.setGroup(DEFAULTS.group);
    vi.advanceTimersByTime(REST);
    expect(location.search).toBe('');
  });
});
