import { Camera } from './camera';
import type { Layout } from './layout/layout';
import type { Paints } from './paints';
import type { TileWords } from './renderer';
import { FlatRenderer } from './flat/flatRenderer';

export interface Pictured {
  readonly layout: Layout;
  readonly paints: Paints;
  /** A word per row, see tileState.ts. */
  readonly looks: Uint32Array;
  readonly words: TileWords;
  readonly late: boolean;
}

/** The whole map on a canvas of its own, as large as it fits `width` × `height` CSS px at `pixelRatio`. */
export function pictureOf(
  size: { readonly width: number; readonly height: number; readonly pixelRatio: number },
  { layout, paints, looks, words, late }: Pictured,
): HTMLCanvasElement {
  const { width, height, pixelRatio } = size;
  const renderer = new FlatRenderer(document.createElement('canvas'));
  renderer.resize(width, height, pixelRatio);
  renderer.paint(paints);
  renderer.lay(layout, null);
  renderer.look(looks);
  const zoom = Math.min(width / layout.contentWidth, height / layout.contentHeight);
  renderer.draw({ camera: Camera.scaled(width, height, zoom), now: 0, move: 1, late, words });
  return renderer.canvas;
}
