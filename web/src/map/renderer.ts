import type { Layout } from './layout/layout';
import type { Camera } from './camera';
import type { Paints } from './paints';

/** What a heading says: its group's name, then as much of the rest as has room, from the longest to the shortest. */
export interface Heading {
  readonly name: string;
  readonly details: readonly string[];
}

/** Where a renderer asks for words. */
export interface TileWords {
  /** Null: not known yet; `mayWork` allows what takes time. */
  label(row: number, mayWork: boolean): string | null;
  /** Of the stressed half. */
  after(row: number): string;
  name(row: number): string;
  heading(group: number): Heading;
  /** What a simulated network says of itself; written at the end of each heading. */
  readonly told: string | null;
}

export interface Frame {
  readonly camera: Camera;
  /** Milliseconds of `performance.now()`. */
  readonly now: number;
  /** 0 to 1: how far tiles are on their way from the layout before. */
  readonly move: number;
  readonly late: boolean;
  readonly words: TileWords;
}

/** What draws the map. Two do: the GPU, and a 2D canvas where there is none. */
export interface Renderer {
  readonly canvas: HTMLCanvasElement;
  /** Draw calls of the last frame. */
  readonly drawCalls: number;
  readonly traffic: { readonly uploads: number; readonly bytesUploaded: number };
  /** CSS px, and device px per CSS px. */
  resize(width: number, height: number, ratio: number): void;
  /** Where tiles lie; `before`: where they come from, for as long as frames have a `move` under 1. */
  lay(layout: Layout, before: Layout | null): void;
  paint(paints: Paints): void;
  /** Tile words have changed: all of them, or one row's. The array stays the caller's; it is as long as the layout's columns. */
  look(words: Uint32Array, row?: number): void;
  /** Labels, names or headings may differ. */
  reword(): void;
  /** The font is there: letters are drawn anew. */
  reletter(): void;
  /** True when words are still missing, and another frame is wanted. */
  draw(frame: Frame): boolean;
  destroy(): void;
}
