// @vitest-environment jsdom
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { settings as Settings } from '../src/ui/settings.svelte';

describe('settings', () => {
  let settings: typeof Settings;

  beforeAll(async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
    ({ settings } = await import('../src/ui/settings.svelte'));
  });

  beforeEach(() => at('/?network=a&view=queue&group=class&cluster=7&theme=light'));

  /** The user comes to this URL with the browser's own Back or Forward. */
  function at(url: string): void {
    history.replaceState(null, '', url);
    dispatchEvent(new PopStateEvent('popstate'));
  }

  test('a link shows the same picture', () => {
    const { network, view, group, cluster, theme } = settings;
    expect({ network, view, group, cluster, theme }).toEqual({
      network: 'a',
      view: 'queue',
      group: 'class',
      cluster: '7',
      theme: 'light',
    });
  });

  test('another network is a new entry of the history and takes nothing along that belongs to the one that is left', () => {
    settings.setPanel('audit');
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

  test('what a URL says that is none of the choices is passed over', () => {
    at('/?view=roof&group=colour&theme=plaid&panel=none');
    const { network, view, group, panel, theme } = settings;
    expect({ network, view, group, panel, theme }).toEqual({
      network: null,
      view: 'map',
      group: 'region',
      panel: null,
      theme: 'dark',
    });
  });
});
