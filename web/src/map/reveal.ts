import type { Rect } from './layout/layout';

/** Room above a revealed tile for its group's heading, and below it; CSS px. */
const ABOVE = 30;
const BELOW = 16;
const EDGE = 8;

/** The scroll position that shows a tile in the first `visible` px of the map; the present one where it is shown already. */
export function revealed(tile: Rect, scrollTop: number, visible: number): number {
  if (tile.y < scrollTop + EDGE) return Math.max(0, tile.y - ABOVE);
  const bottom = tile.y + tile.height;
  return bottom > scrollTop + visible - EDGE ? Math.max(0, bottom + BELOW - visible) : scrollTop;
}
