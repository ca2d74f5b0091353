import type { Camera } from './camera';
import type { Layout, Rect } from './layout/layout';
import { rectAt } from './layout/layout';

/** Small tiles are laid without gaps; seen larger, they are set apart by up to this share of themselves. */
export const GAP_SHARE = 0.08;
/** CSS px. */
export const MOST_GAP = 3;
const PAIRS = 64;
/** How much tiles of one size differ for their edges and gaps are rounded; px of the content. */
export const SLACK = 1.2;

/** The gap between neighbours of a layout, in px of its content: the least between a few that stand side by side. */
export function gapOf({ rects, order }: Layout): number {
  let gap = MOST_GAP;
  for (let i = 1; i < Math.min(order.length, PAIRS); i++) {
    const [a, b] = [4 * order[i - 1]!, 4 * order[i]!];
    if (rects[a + 1] === rects[b + 1] && rects[b]! > rects[a]!)
      gap = Math.min(gap, rects[b]! - rects[a]! - rects[a + 2]!);
  }
  return Math.max(0, gap);
}

/** A usual tile: the one in the middle of the reading order; px of the content. */
export function usualOf({ rects, order }: Layout): { readonly width: number; readonly height: number } {
  const row = order[order.length >> 1];
  return row === undefined ? { width: 0, height: 0 } : rectAt(rects, row);
}

/** What a tile gives up at its right and lower edge so that neighbours are told apart; all in device px. */
export function insetOf(least: number, gap: number, ratio: number): number {
  return Math.floor(Math.max(0, Math.min(MOST_GAP * ratio, least * GAP_SHARE) - gap) + 0.5);
}

/**
 * Where a tile is seen, CSS px of the view: edges on whole device px so that they are crisp, and nothing thinner than one. The
 * same arithmetic as the shader's `placeOf`.
 */
export function placeOf(camera: Camera, ratio: number, gap: number, { x, y, width, height }: Rect): Rect {
  const scale = camera.zoom * ratio;
  const [left, top] = [Math.round(camera.x * ratio), Math.round(camera.y * ratio)];
  const edge = (at: number): number => Math.floor(at * scale + 0.5);
  const [x0, y0] = [edge(x), edge(y)];
  const wide = Math.max(edge(x + width) - x0, 1);
  const high = Math.max(edge(y + height) - y0, 1);
  const inset = insetOf(Math.min(wide, high), gap * scale, ratio);
  return {
    x: (x0 - left) / ratio,
    y: (y0 - top) / ratio,
    width: (wide - inset) / ratio,
    height: (high - inset) / ratio,
  };
}
