import type { Viewport } from './layout';
import type { Density, Grid } from './shelves';
import { Shelves } from './shelves';
import type { SlotPlan } from './slots';

const PADDING = 16;
const TOUCH_PADDING = 12;
const GAP = 3;
/** Tiles with room for their ratio. */
const SMALLEST = { width: 56, height: 26 };
const LARGEST_HEIGHT = 76;
const FLATTEST = 3.4;
/** Groups stand side by side on shelves of up to this many tile rows: long lines first, blocks where lines don't fit. */
const TALLEST_SHELVES = [3, 12];
/** The same for tiles without words. */
const BLOCK_SHELVES = [2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192];
const FEW_BLOCK_SHELVES = [4, 12, 48];
const MANY_GROUPS = 200;
/** From the roomiest on; the next is tried when the whole network does not fit. */
const DENSITIES: readonly Density[] = [
  { heading: 22, between: 10 },
  { heading: 12, between: 6 },
  { heading: 5, between: 3 },
];
/** The least side of a tile with which the whole network stays in one view; below it the map scrolls, with SCROLLED px a side. */
const LEAST = 2;
const SCROLLED = 3;
const TOUCH = { pitch: 60, height: 42, shelf: 3 };
/** WCAG 2.5.8: a finger's target, where larger ones would make the map longer than LONGEST screens. */
const SMALL_TOUCH = { pitch: 26, height: 24, shelf: 3 };
const LONGEST = 12;

/** Space between tiles, px: it shrinks with them. */
export function gapOf(side: number): number {
  return side >= 20 ? GAP : side >= 6 ? 1 : side >= 4 ? 0.5 : 0;
}

/** The largest tiles with which the whole network fits the viewport; where none does, the smallest, and the map scrolls. */
export function fitGrid(plan: SlotPlan, view: Viewport): { grid: Grid; shelves: Shelves } {
  const shelves = new Shelves(plan);
  const grid = view.touch ? fitTouch(shelves, view) : (fitWords(shelves, view, plan) ?? fitSmall(shelves, view, plan));
  shelves.lay(grid);
  return { grid, shelves };
}

function fitTouch(shelves: Shelves, view: Viewport): Grid {
  const width = view.width - 2 * TOUCH_PADDING + GAP;
  const gridOf = (touch: typeof TOUCH): Grid => {
    const columns = Math.max(4, Math.floor(width / touch.pitch));
    return {
      padding: TOUCH_PADDING,
      columns,
      tileWidth: width / columns - GAP,
      tileHeight: touch.height,
      gap: GAP,
      aisle: 1,
      shelf: touch.shelf,
      density: DENSITIES[0]!,
    };
  };
  const grid = gridOf(TOUCH);
  shelves.lay(grid);
  return shelves.contentHeight <= LONGEST * view.height ? grid : gridOf(SMALL_TOUCH);
}

/** Tiles with words, or null where these don't fit. */
function fitWords(shelves: Shelves, view: Viewport, plan: SlotPlan): Grid | null {
  const inner = view.width - 2 * PADDING;
  const most = Math.max(4, Math.floor((inner + GAP) / (SMALLEST.width + GAP)));
  if (plan.rows.length * (SMALLEST.width + GAP) * (SMALLEST.height + GAP) > (inner + GAP) * view.height) return null;
  for (const tallest of TALLEST_SHELVES) {
    let best: Grid | null = null;
    for (let columns = 4; columns <= most; columns++) {
      for (let shelf = 1; shelf <= tallest; shelf++) {
        const tileWidth = (inner + GAP) / columns - GAP;
        const grid = wordGrid(columns, tileWidth, SMALLEST.height, shelf);
        shelves.lay(grid);
        const spare = view.height - shelves.contentHeight;
        if (spare < 0 || shelves.rowsOnPath === 0) continue;
        const grown = SMALLEST.height + spare / shelves.rowsOnPath;
        const tileHeight = Math.floor(Math.min(LARGEST_HEIGHT, tileWidth * 0.72, grown));
        if (tileWidth / tileHeight <= FLATTEST && (!best || tileWidth * tileHeight > areaOf(best) * 1.01))
          best = wordGrid(columns, tileWidth, tileHeight, shelf);
      }
    }
    if (best) return best;
  }
  return null;
}

function wordGrid(columns: number, tileWidth: number, tileHeight: number, shelf: number): Grid {
  return { padding: PADDING, columns, tileWidth, tileHeight, gap: GAP, aisle: 1, shelf, density: DENSITIES[0]! };
}

/** Tiles of any size: by bisection over their columns, for each kind of shelf. */
function fitSmall(shelves: Shelves, view: Viewport, plan: SlotPlan): Grid {
  const inner = Math.max(1, view.width - 2 * PADDING);
  const many = plan.leafCount > MANY_GROUPS;
  const blocks = many ? FEW_BLOCK_SHELVES : BLOCK_SHELVES;
  const most = Math.max(4, Math.floor(inner / LEAST));
  for (const density of DENSITIES) {
    let best: Grid | null = null;
    for (const shelf of blocks) {
      // None is worth a look that would not beat the best one; and the fewest columns have the largest tiles.
      let low = 4;
      let high = best ? best.columns : most;
      if (!fits(shelves, view, smallGrid(inner, high, shelf, density))) continue;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (fits(shelves, view, smallGrid(inner, middle, shelf, density))) high = middle;
        else low = middle + 1;
      }
      const grid = stretched(shelves, view, smallGrid(inner, high, shelf, density));
      if (!best || areaOf(grid) > areaOf(best) * 1.01) best = grid;
    }
    if (best) return best;
  }
  return smallGrid(inner, Math.max(4, Math.floor(inner / SCROLLED)), blocks.at(-1)!, DENSITIES[0]!);
}

function fits(shelves: Shelves, view: Viewport, grid: Grid): boolean {
  shelves.lay(grid);
  return shelves.contentHeight <= view.height;
}

function smallGrid(inner: number, columns: number, shelf: number, density: Density): Grid {
  const pitch = inner / columns;
  // The gap that belongs to the tile that it leaves.
  const gap = [GAP, 1, 0.5, 0].find((g) => gapOf(pitch - g) >= g) ?? 0;
  const tileWidth = (inner + gap) / columns - gap;
  const tileHeight = crisp(tileWidth * squareness(tileWidth));
  const aisle = Math.max(1, Math.ceil(6 / (tileWidth + gap)));
  return { padding: PADDING, columns, tileWidth, tileHeight, gap, aisle, shelf, density };
}

/** Height over width: as wide as words need while there are any, square when the tile is a dot. */
function squareness(width: number): number {
  return width <= 12 ? 1 : width >= SMALLEST.width ? 0.5 : 1 - (0.5 * (width - 12)) / (SMALLEST.width - 12);
}

/** Whole px, and for dots whole quarters. */
function crisp(height: number): number {
  return height >= 6 ? Math.floor(height) : Math.max(1, Math.floor(height * 4) / 4);
}

/** As high as the viewport has room for, up to a good third more. */
function stretched(shelves: Shelves, view: Viewport, grid: Grid): Grid {
  shelves.lay(grid);
  const spare = view.height - shelves.contentHeight;
  if (spare <= 0 || shelves.rowsOnPath === 0) return grid;
  const tileHeight = crisp(Math.min(grid.tileHeight * 1.4, grid.tileHeight + spare / shelves.rowsOnPath));
  return { ...grid, tileHeight };
}

function areaOf({ tileWidth, tileHeight }: Grid): number {
  return tileWidth * tileHeight;
}
