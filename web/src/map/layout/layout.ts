/** CSS px of the map's content at zoom 1. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Viewport {
  readonly width: number;
  readonly height: number;
  /** Larger tiles that scroll, for fingers. */
  readonly touch: boolean;
}

export type GroupBy = 'region' | 'class' | 'operator' | 'zone' | 'none';
export type SizeBy = 'equal' | 'collateral' | 'gpus' | 'requirement' | 'shortfall';
export type SortBy = 'id' | 'risk';

/** Rectangles by index, CSS px: x, y, width and height of index i from 4i on. */
export type Rects = Float32Array;

/** Rectangles of `size` indices, all of them empty. */
export function rectsOf(size: number): Rects {
  return new Float32Array(4 * size);
}

export function rectAt(rects: Rects, i: number): Rect {
  return { x: rects[4 * i]!, y: rects[4 * i + 1]!, width: rects[4 * i + 2]!, height: rects[4 * i + 3]! };
}

/** Whether an index has a place; not one that there is none of. */
export function isPlaced(rects: Rects, i: number): boolean {
  return (rects[4 * i + 2] ?? 0) > 0;
}

/** How the user wants the map laid out. */
export interface Arrangement {
  /** The outer level; `none` for one group. */
  readonly group: GroupBy;
  /** A second level inside it; `none` without. */
  readonly within: GroupBy;
  readonly size: SizeBy;
  readonly sort: SortBy;
}

/** A group's box with the strip for its heading. */
export interface GroupBox extends Rect {
  readonly name: string;
  /** 0 outer, 1 inner. */
  readonly level: 0 | 1;
  readonly heading: Rect;
  /** Rows in it, ghosts included, in reading order. */
  readonly rows: Uint32Array;
}

/** Where every row's tile lies; arithmetic only. */
export interface Layout {
  /** By row, as the GPU reads them: with zeros behind the last up to a whole line. A width of 0 is a row without a place. */
  readonly rects: Rects;
  /** Rows ever seen, with a place or without. */
  readonly size: number;
  /** Px that no tile is wider or higher than. */
  readonly most: { readonly width: number; readonly height: number };
  readonly groups: readonly GroupBox[];
  /** x, y, width, height of each slot that waits for a newcomer, one after another. */
  readonly free: Float32Array;
  readonly contentWidth: number;
  readonly contentHeight: number;
  /** Rows in reading order, ghosts included. */
  readonly order: Uint32Array;
  /** The row whose tile covers a point, or −1, also on a ghost; by arithmetic, not by search over all tiles. */
  pick(x: number, y: number): number;
  /** Writes the rows whose tiles, or ghosts, touch a rectangle into `out`; returns how many, at most `out.length`. */
  rowsIn(x: number, y: number, width: number, height: number, out: Uint32Array): number;
  /** The neighbour that is seen in a direction, past ghosts, or −1 at the edge. */
  neighbour(row: number, dx: -1 | 0 | 1, dy: -1 | 0 | 1): number;
}
