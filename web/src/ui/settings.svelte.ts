import type { GroupBy } from '../map/grouping';
import type { Theme } from '../map/palette';

export type View = 'map' | 'queue';
export type Panel = 'audit';

const GROUPS: readonly GroupBy[] = ['region', 'class', 'operator'];
const prefersLight = matchMedia('(prefers-color-scheme: light)');

/** What the user chose; all of it is in the URL, so that a link shows the same picture. */
class Settings {
  group = $state<GroupBy>('region');
  view = $state<View>('map');
  /** Id of the selected cluster. */
  cluster = $state<string | null>(null);
  /** Id of the network; null for the server's first. */
  network = $state<string | null>(null);
  /** What lies open over the page. */
  panel = $state<Panel | null>(null);
  private chosenTheme = $state<Theme | null>(null);
  private systemTheme = $state<Theme>(prefersLight.matches ? 'light' : 'dark');
  theme = $derived<Theme>(this.chosenTheme ?? this.systemTheme);

  constructor() {
    this.read();
    addEventListener('popstate', () => this.read());
    prefersLight.addEventListener('change', (event) => (this.systemTheme = event.matches ? 'light' : 'dark'));
  }

  setGroup(group: GroupBy): void {
    this.group = group;
    this.write(false);
  }

  setView(view: View): void {
    if (view === this.view) return;
    this.view = view;
    this.write(true);
  }

  setCluster(id: string | null): void {
    this.cluster = id;
    this.write(false);
  }

  /** Another network: a step that Back undoes. What was chosen within the one that is left does not go along. */
  setNetwork(id: string): void {
    if (id === this.network) return;
    this.network = id;
    this.cluster = null;
    this.panel = null;
    this.write(true);
  }

  setPanel(panel: Panel | null): void {
    this.panel = panel;
    this.write(false);
  }

  /** The network that is shown is named in the URL, so that a link does not depend on the server's order. */
  nameNetwork(id: string): void {
    this.network = id;
    this.write(false);
  }

  toggleTheme(): void {
    this.chosenTheme = this.theme === 'dark' ? 'light' : 'dark';
    this.write(false);
  }

  private read(): void {
    const query = new URLSearchParams(location.search);
    this.group = GROUPS.find((g) => g === query.get('group')) ?? 'region';
    this.view = query.get('view') === 'queue' ? 'queue' : 'map';
    this.cluster = query.get('cluster');
    this.network = query.get('network');
    this.panel = query.get('panel') === 'audit' ? 'audit' : null;
    const theme = query.get('theme');
    this.chosenTheme = theme === 'dark' || theme === 'light' ? theme : null;
  }

  private write(newEntry: boolean): void {
    const query = new URLSearchParams();
    if (this.network) query.set('network', this.network);
    if (this.view !== 'map') query.set('view', this.view);
    if (this.group !== 'region') query.set('group', this.group);
    if (this.cluster) query.set('cluster', this.cluster);
    if (this.panel) query.set('panel', this.panel);
    if (this.chosenTheme) query.set('theme', this.chosenTheme);
    const url = query.size > 0 ? `?${query}` : location.pathname;
    if (newEntry) history.pushState(null, '', url);
    else history.replaceState(null, '', url);
  }
}

export const settings = new Settings();
