import type { GroupBy } from '../map/grouping';
import type { Theme } from '../map/palette';

export type View = 'map' | 'queue';

const GROUPS: readonly GroupBy[] = ['region', 'class', 'operator'];
const prefersLight = matchMedia('(prefers-color-scheme: light)');

/** What the user chose; all of it is in the URL, so that a link shows the same picture. */
class Settings {
  group = $state<GroupBy>('region');
  view = $state<View>('map');
  /** Id of the selected cluster. */
  cluster = $state<string | null>(null);
  network = $state<string | null>(null);
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
    const theme = query.get('theme');
    this.chosenTheme = theme === 'dark' || theme === 'light' ? theme : null;
  }

  private write(newEntry: boolean): void {
    const query = new URLSearchParams();
    if (this.network) query.set('network', this.network);
    if (this.view !== 'map') query.set('view', this.view);
    if (this.group !== 'region') query.set('group', this.group);
    if (this.cluster) query.set('cluster', this.cluster);
    if (this.chosenTheme) query.set('theme', this.chosenTheme);
    const url = query.size > 0 ? `?${query}` : location.pathname;
    if (newEntry) history.pushState(null, '', url);
    else history.replaceState(null, '', url);
  }
}

export const settings = new Settings();
