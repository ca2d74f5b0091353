import type { MapStats, MapView } from '../map/mapView';
import { printRatio } from '../model/printing';
import { ZONES } from '../stream/wire';
import type { LiveNetwork } from './live.svelte';

/** What `window.isotherm` says of a tile; see web/README.md. */
export interface TileHandle {
  readonly rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly ratio: string | null;
  readonly zone: string;
  readonly bandColour: string;
  /** It is left out by the filter, by mine, or by the level that is looked at. */
  readonly dimmed: boolean;
  /** Of the right half, while the map is stressed; else null. */
  readonly after: { readonly zone: string; readonly bandColour: string } | null;
  readonly block: number;
}

export interface Handle {
  readonly network: string;
  readonly seq: number;
  readonly block: number | null;
  readonly state: string;
  readonly count: number;
  readonly mismatches: number;
  /** What drawing the map costs; null while there is none. */
  readonly map: MapStats | null;
  tile(id: string): TileHandle | null;
}

declare global {
  interface Window {
    isotherm?: Handle;
  }
}

/** A read-only look at what the page shows, for tests and curious users. */
export function exposeHandle(live: LiveNetwork, map: () => MapView | null): void {
  window.isotherm = Object.freeze({
    get network() {
      return live.id;
    },
    get seq() {
      return live.seq;
    },
    get block() {
      return live.head?.block.number ?? null;
    },
    get state() {
      return live.freshness;
    },
    get count() {
      return live.shown?.counts.reduce((a, b) => a + b, 0) ?? 0;
    },
    get mismatches() {
      return live.mismatches;
    },
    get map() {
      return map()?.stats ?? null;
    },
    tile(id: string): TileHandle | null {
      const row = live.row(id);
      const reading = row === null ? null : live.shown?.reading(row);
      const painted = row === null ? null : map()?.describe(row);
      if (!reading || !painted || !live.shown) return null;
      return {
        rect: painted.rect,
        ratio: reading.ratio === null ? null : printRatio(reading.ratio),
        zone: ZONES[reading.zone]!,
        bandColour: painted.fill,
        dimmed: painted.dimmed,
        after: painted.after && { zone: ZONES[painted.after.zone]!, bandColour: painted.after.fill },
        block: live.shown.block.number,
      };
    },
  });
}
