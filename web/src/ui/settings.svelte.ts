import type { OwnThresholds } from '../desk/ownThresholds';
import type { Stress } from '../desk/stress';
import type { Choices, Panel, Part, View } from '../find/choices';
import { DEFAULTS } from '../find/choices';
import { readLink, refusalWords, writeLink } from '../find/link';
import { keepMine, keptMine } from '../find/localMine';
import type { Arrangement, GroupBy, SizeBy, SortBy } from '../map/layout/layout';
import type { Place } from '../map/camera';
import type { PaletteName, Theme } from '../map/palette';
import type { Sort } from '../table/columnKeys';
import { UrlWriter } from './urlWriter';

export type { Panel, View } from '../find/choices';

const prefersLight = matchMedia('(prefers-color-scheme: light)');

/**
 * What the user chose; all of it is in the URL, so that a link shows the same picture. A setter writes the URL in place; another
 * view, another order of the table, another network and a saved view are steps that Back undoes.
 */
class Settings {
  view = $state<View>('map');
  /** Of the alerts. */
  part = $state<Part>('now');
  group = $state<GroupBy>('region');
  within = $state<GroupBy>('none');
  size = $state<SizeBy>('equal');
  sort = $state<SortBy>('id');
  /** The table's. */
  order = $state.raw<Sort>(DEFAULTS.order);
  /** Text of the filter, as it was typed. */
  filter = $state('');
  /** All but mine are dimmed. */
  mineOnly = $state(false);
  palette = $state<PaletteName>('default');
  /** The viewer's own thresholds; null for the network's. */
  own = $state.raw<OwnThresholds | null>(null);
  stress = $state.raw<Stress | null>(null);
  zoom = $state.raw<Place | null>(null);
  /** Id of the selected cluster. */
  cluster = $state<string | null>(null);
  /** Id of the network; null for the server's first. */
  network = $state<string | null>(null);
  /** What lies open over the page. */
  panel = $state<Panel | null>(null);
  /** What of the URL could not be read, in one sentence; null when it was dismissed, or there is nothing. */
  problem = $state<string | null>(null);
  private linked = $state.raw<readonly string[]>([]);
  private kept = $state.raw<readonly string[]>([]);
  private keptFor: string | null = null;
  private chosenTheme = $state<Theme | null>(null);
  private systemTheme = $state<Theme>(prefersLight.matches ? 'light' : 'dark');
  theme = $derived<Theme>(this.chosenTheme ?? this.systemTheme);
  arrangement = $derived<Arrangement>({
    group: this.group,
    within: this.within === this.group ? 'none' : this.within,
    size: this.size,
    sort: this.sort,
  });
  /** Wallet addresses (lower case) and cluster ids that are mine: the link's own list, else the one kept in this browser. */
  mine = $derived<readonly string[]>(this.linked.length > 0 ? this.linked : this.kept);
  /** The list came with a link, and is not the one that this browser keeps. */
  mineCameByLink = $derived(this.linked.length > 0 && this.linked.join() !== this.kept.join());
  private readonly url = new UrlWriter();

  constructor() {
    this.read();
    addEventListener('popstate', () => {
      this.url.forget();
      this.read();
    });
    prefersLight.addEventListener('change', (event) => (this.systemTheme = event.matches ? 'light' : 'dark'));
  }

  setView(view: View): void {
    if (view === this.view) return;
    this.view = view;
    this.write(true);
  }

  /** A part of the alerts: a step that Back undoes. */
  setPart(part: Part): void {
    if (part === this.part && this.view === 'alerts') return;
    this.part = part;
    this.view = 'alerts';
    this.write(true);
  }

  setGroup(group: GroupBy): void {
    this.group = group;
    this.write(false);
  }

  setWithin(within: GroupBy): void {
    this.within = within;
    this.write(false);
  }

  setSize(size: SizeBy): void {
    this.size = size;
    this.write(false);
  }

  setSort(sort: SortBy): void {
    this.sort = sort;
    this.write(false);
  }

  /** Another order of the table: a step that Back undoes. */
  setOrder(order: Sort): void {
    this.order = order;
    this.write(true);
  }

  setFilter(text: string): void {
    this.filter = text;
    this.write(false);
  }

  /** Keeps the list in this browser, for this network. */
  setMine(mine: readonly string[]): void {
    this.kept = mine;
    this.linked = [];
    if (mine.length === 0) this.mineOnly = false;
    if (this.keptFor !== null) keepMine(this.keptFor, mine);
    this.write(false);
  }

  /** Puts aside the list that came with a link. */
  forgetLinkedMine(): void {
    this.linked = [];
    if (this.kept.length === 0) this.mineOnly = false;
    this.write(false);
  }

  /** The network that is open: its own list of mine is read. */
  openMine(network: string): void {
    if (network === this.keptFor) return;
    this.keptFor = network;
    this.kept = keptMine(network);
    this.write(false);
  }

  setMineOnly(only: boolean): void {
    this.mineOnly = only;
    this.write(false);
  }

  setPalette(palette: PaletteName): void {
    this.palette = palette;
    this.write(false);
  }

  setTheme(theme: Theme | null): void {
    this.chosenTheme = theme;
    this.write(false);
  }

  toggleTheme(): void {
    this.setTheme(this.theme === 'dark' ? 'light' : 'dark');
  }

  setOwn(own: OwnThresholds | null): void {
    this.own = own;
    this.write(false);
  }

  setStress(stress: Stress | null): void {
    this.stress = stress;
    this.write(false);
  }

  setZoom(zoom: Place | null): void {
    this.zoom = zoom;
    this.write(false);
  }

  setCluster(id: string | null): void {
    this.cluster = id;
    this.write(false);
  }

  setPanel(panel: Panel | null): void {
    this.panel = panel;
    this.write(false);
  }

  /** Another network: a step that Back undoes. What was chosen within the one that is left does not go along. */
  setNetwork(id: string): void {
    if (id === this.network) return;
    this.network = id;
    this.cluster = null;
    this.panel = null;
    this.zoom = null;
    this.filter = '';
    this.own = null;
    this.stress = null;
    this.linked = [];
    this.mineOnly = false;
    this.write(true);
  }

  /** The network that is shown is named in the URL, so that a link does not depend on the server's order. */
  nameNetwork(id: string): void {
    this.network = id;
    this.write(false);
  }

  /** A saved view: a step that Back undoes. `query` is a link's, with or without its `?`; a network that it does not name stays. */
  apply(query: string): void {
    const { choices, refused } = readLink(query);
    this.adopt({ ...choices, network: choices.network ?? this.network });
    this.problem = refusalWords(refused);
    this.write(true);
  }

  /** The query of a link that shows this same picture elsewhere: with the list of mine, without what lies open over it. */
  link(): string {
    return writeLink({ ...this.choices(), mine: this.mine, panel: null });
  }

  private read(): void {
    const { choices, refused } = readLink(location.search);
    this.adopt(choices);
    this.problem = refusalWords(refused);
  }

  private adopt({ mine, theme, ...choices }: Choices): void {
    Object.assign(this, choices);
    this.linked = mine;
    this.chosenTheme = theme;
  }

  private choices(): Choices {
    return {
      ...DEFAULTS,
      view: this.view,
      part: this.part,
      group: this.group,
      within: this.within,
      size: this.size,
      sort: this.sort,
      order: this.order,
      filter: this.filter,
      mineOnly: this.mineOnly,
      palette: this.palette,
      own: this.own,
      stress: this.stress,
      zoom: this.zoom,
      cluster: this.cluster,
      network: this.network,
      panel: this.panel,
      mine: this.mineShown,
      theme: this.chosenTheme,
    };
  }

  /** The list is in the URL where the picture depends on it, and not told to every link otherwise. */
  private get mineShown(): readonly string[] {
    return this.mineOnly || this.linked.length > 0 || /\bmine\b/i.test(this.filter) ? this.mine : [];
  }

  private write(newEntry: boolean): void {
    const query = writeLink(this.choices());
    if (newEntry) this.url.push(query);
    else this.url.replace(query);
  }
}

export const settings = new Settings();
