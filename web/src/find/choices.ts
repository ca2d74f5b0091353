import type { Place } from '../map/camera';
import type { OwnThresholds } from '../desk/ownThresholds';
import type { Stress } from '../desk/stress';
import type { Arrangement } from '../map/layout/layout';
import type { PaletteName, Theme } from '../map/palette';
import { PALETTES as PALETTE_MENU } from '../map/palette';
import type { Sort } from '../table/columnKeys';

export type View = 'map' | 'table' | 'queue' | 'alerts';
export type Part = 'now' | 'rules' | 'channels' | 'deliveries';
export type Panel = 'audit' | 'help' | 'mine' | 'stress' | 'views';

/** All that a viewer chooses; a link carries every word of it. */
export interface Choices extends Arrangement {
  /** Id of the network; null for the server's first. */
  readonly network: string | null;
  readonly view: View;
  /** Of the alerts. */
  readonly part: Part;
  /** The table's. */
  readonly order: Sort;
  /** Text of the filter, as it was typed. */
  readonly filter: string;
  /** Wallet addresses (lower case) and cluster ids (decimal digits) that the link calls mine. */
  readonly mine: readonly string[];
  readonly mineOnly: boolean;
  readonly palette: PaletteName;
  /** Null follows the system. */
  readonly theme: Theme | null;
  readonly own: OwnThresholds | null;
  readonly stress: Stress | null;
  /** Id of the selected cluster. */
  readonly cluster: string | null;
  /** What lies open over the page. */
  readonly panel: Panel | null;
  /** Where the map is looked at; null for all of it. */
  readonly zoom: Place | null;
}

export const DEFAULTS: Choices = Object.freeze({
  network: null,
  view: 'map',
  part: 'now',
  group: 'region',
  within: 'none',
  size: 'equal',
  sort: 'id',
  order: Object.freeze({ key: 'ratio', descending: false }),
  filter: '',
  mine: [],
  mineOnly: false,
  palette: 'default',
  theme: null,
  own: null,
  stress: null,
  cluster: null,
  panel: null,
  zoom: null,
});

export const GROUPS = ['region', 'class', 'operator', 'zone', 'none'] as const;
export const PARTS = ['now', 'rules', 'channels', 'deliveries'] as const;
export const SIZES = ['equal', 'collateral', 'gpus', 'requirement', 'shortfall'] as const;
export const PALETTES: readonly PaletteName[] = PALETTE_MENU.map(({ name }) => name);
