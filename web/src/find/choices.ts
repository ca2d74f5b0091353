import type { Arrangement } from '../map/layout/layout';
import type { Theme } from '../map/palette';

export type View = 'map' | 'table' | 'queue';
export type Panel = 'audit' | 'help' | 'stress' | 'views';
export type PaletteName = 'default' | 'classic' | 'cividis' | 'mono';

/** The viewer's own thresholds, decimal with at most 4 decimals: `1.6`. Critical is above 0 and not above warning. */
export interface OwnThresholds {
  readonly warning: string;
  readonly critical: string;
}

/** What is tried on the network: whole per cent, −99 to +900; `depth` in token base units, null where it is not asked. */
export interface Stress {
  readonly price: number;
  readonly demand: number;
  readonly gas: number;
  readonly requirement: number;
  readonly depth: bigint | null;
}

/** Where the map is looked at: magnification, and the content's CSS px at zoom 1 that lies in the view's upper left corner. */
export interface Camera {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** All that a viewer chooses; a link carries every word of it. */
export interface Choices extends Arrangement {
  /** Id of the network; null for the server's first. */
  readonly network: string | null;
  readonly view: View;
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
  readonly zoom: Camera | null;
}

export const DEFAULTS: Choices = Object.freeze({
  network: null,
  view: 'map',
  group: 'region',
  within: 'none',
  size: 'equal',
  sort: 'id',
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
export const SIZES = ['equal', 'collateral', 'gpus', 'requirement', 'shortfall'] as const;
export const PALETTES: readonly PaletteName[] = ['default', 'classic', 'cividis', 'mono'];
