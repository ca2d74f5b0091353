import { fitGrid } from './fit';
import type { Presence } from './input';
import type { GroupBox, Layout, Rects, Viewport } from './layout';
import type { RectPool } from './rectPool';
import { SlotGrid } from './slotGrid';
import { SlotSteps } from './slotSteps';
import type { SlotPlan } from './slots';
import { OVERFLOW_NAME } from './slots';

/**
 * Equal tiles in the slots of a plan. Which slot lies where is decided once for a viewport; what comes later only fills free slots,
 * or the box at the end, which grows downward. `pick` and `neighbour` pass over ghosts; `order`, `groups` and `rowsIn` hold them.
 */
export class SlotLayout implements Layout {
  readonly rects: Rects;
  readonly most: { readonly width: number; readonly height: number };
  readonly groups: readonly GroupBox[];
  readonly free: Float32Array;
  readonly contentWidth: number;
  readonly contentHeight: number;
  readonly order: Uint32Array;
  private readonly steps: SlotSteps;

  private constructor(
    private readonly slots: SlotGrid,
    readonly size: number,
    private readonly pool: RectPool,
  ) {
    const { plan, grid, shelves } = slots;
    this.steps = new SlotSteps(slots);
    this.contentWidth = slots.spanOf(0, grid.columns) + 2 * grid.padding;
    this.contentHeight = shelves.contentHeight;
    let taken = plan.overflow.length;
    for (let g = 0; g < plan.leafCount; g++) taken += plan.used[g]!;
    this.rects = pool.take(size);
    // Nobody has come since: the plan's own order.
    this.order = taken === plan.partition.rows.length ? plan.partition.rows : new Uint32Array(taken);
    this.free = new Float32Array(4 * (plan.rows.length + plan.overflow.length - taken));
    this.most = this.fill();
    this.groups = this.boxes();
  }

  /** The largest tiles with which everything fits; see `fitGrid`. `size`: rows ever seen. */
  static fit(plan: SlotPlan, viewport: Viewport, presence: Presence, size: number, pool: RectPool): SlotLayout {
    const { grid, shelves } = fitGrid(plan, viewport);
    return new SlotLayout(new SlotGrid(plan, grid, shelves, presence), size, pool);
  }

  /** The same places for all who have one, with those whom the plan has admitted since. It replaces this layout. */
  extended(size: number): SlotLayout {
    this.slots.shelves.lay(this.slots.grid);
    return new SlotLayout(this.slots, size, this.pool);
  }

  /** CSS px of a tile, all alike but for a px of rounding, and of the space between two. */
  get tile(): { readonly width: number; readonly height: number; readonly gap: number } {
    const { tileWidth, tileHeight, gap } = this.slots.grid;
    return { width: tileWidth, height: tileHeight, gap };
  }

  pick(x: number, y: number): number {
    return this.slots.pick(x, y);
  }

  rowsIn(x: number, y: number, width: number, height: number, out: Uint32Array): number {
    const { slots, rects } = this;
    let count = 0;
    const left = slots.columnAt(x);
    const right = slots.columnAt(x + width);
    for (let g = 0; g <= slots.plan.leafCount; g++) {
      const top = slots.topOf(g);
      const from = slots.columnOf(g);
      const lastColumn = Math.min(right - from, slots.columnsOf(g) - 1);
      const lastLine = Math.min(slots.linesOf(g) - 1, Math.floor((y + height - top) / slots.pitchY));
      for (let line = Math.max(0, Math.floor((y - top) / slots.pitchY)); line <= lastLine; line++) {
        for (let column = Math.max(left - from, 0); column <= lastColumn; column++) {
          const row = slots.rowAt(g, column, line);
          if (row < 0) break;
          // The column and the line may touch the rectangle with their gap only.
          const at = 4 * row;
          if (rects[at]! + rects[at + 2]! < x || rects[at + 1]! + rects[at + 3]! < y) continue;
          if (count === out.length) return count;
          out[count++] = row;
        }
      }
    }
    return count;
  }

  neighbour(row: number, dx: -1 | 0 | 1, dy: -1 | 0 | 1): number {
    const spot = this.slots.spotOf(row);
    if (!spot || (dx === 0 && dy === 0)) return -1;
    return dx !== 0 ? this.steps.along(spot, dx) : this.steps.across(spot, dy);
  }

  /** Writes all places; returns the longest sides of a tile. */
  private fill(): { width: number; height: number } {
    const { slots, order, free } = this;
    const { plan, grid } = slots;
    const left = Float32Array.from(slots.columnX);
    const widths = Float32Array.from({ length: grid.columns }, (_, c) => slots.widthOf(c));
    let [ordered, freed] = [0, 0];
    for (let g = 0; g <= plan.leafCount; g++) {
      const used = plan.usedIn(g);
      if (order !== plan.partition.rows) order.set(plan.rowsIn(g), ordered);
      this.fillLeaf(g, order.subarray(ordered, (ordered += used)), left, widths);
      if (g < plan.leafCount) freed = this.freeLeaf(g, left, widths, free, freed);
    }
    return { width: widths.reduce((most, width) => Math.max(most, width), 0), height: grid.tileHeight };
  }

  /** Places of the rows of a leaf, line by line. */
  private fillLeaf(leaf: number, rows: Uint32Array, left: Float32Array, widths: Float32Array): void {
    const { rects, slots } = this;
    const { tileHeight } = slots.grid;
    const first = slots.columnOf(leaf);
    const columns = slots.columnsOf(leaf);
    let top = slots.topOf(leaf);
    for (let slot = 0; slot < rows.length; top += slots.pitchY) {
      const end = Math.min(slot + columns, rows.length);
      for (let column = first; slot < end; slot++, column++) {
        const at = rows[slot]! << 2;
        rects[at] = left[column]!;
        rects[at + 1] = top;
        rects[at + 2] = widths[column]!;
        rects[at + 3] = tileHeight;
      }
    }
  }

  /** Places of a leaf's free slots into `free` from `at` on; returns where they end. */
  private freeLeaf(leaf: number, left: Float32Array, widths: Float32Array, free: Float32Array, from: number): number {
    const { slots } = this;
    const { tileHeight } = slots.grid;
    const first = slots.columnOf(leaf);
    const columns = slots.columnsOf(leaf);
    const capacity = slots.plan.capacity(leaf);
    let slot = slots.plan.used[leaf]!;
    let line = Math.floor(slot / columns);
    let at = from;
    for (; slot < capacity; line++) {
      const top = slots.topOf(leaf) + line * slots.pitchY;
      const end = Math.min(capacity, (line + 1) * columns);
      for (let column = first + slot - line * columns; slot < end; slot++, column++, at += 4) {
        free[at] = left[column]!;
        free[at + 1] = top;
        free[at + 2] = widths[column]!;
        free[at + 3] = tileHeight;
      }
    }
    return at;
  }

  private boxes(): GroupBox[] {
    const { plan, shelves, columnX, grid } = this.slots;
    const { partition } = plan;
    const { outerColumn, outerColumns, outerY, outerHeight } = shelves.boxes;
    const twoLevels = partition.levels.inner !== 'none';
    const boxes: GroupBox[] = [];
    let at = 0;
    partition.outers.forEach(({ name, first, end }, o) => {
      const start = at;
      const leaves: GroupBox[] = [];
      for (let g = first; g < end; g++) {
        const rows = this.order.subarray(at, (at += plan.used[g]!));
        leaves.push(this.leafBox(g, partition.leaves[g]!.name, twoLevels ? 1 : 0, rows));
      }
      if (twoLevels) {
        const [x, y] = [columnX[outerColumn[o]!]!, outerY[o]!];
        const width = this.slots.spanOf(outerColumn[o]!, outerColumns[o]!);
        const heading = { x, y, width, height: grid.density.heading };
        const rows = this.order.subarray(start, at);
        boxes.push({ x, y, width, height: outerHeight[o]!, name, level: 0, heading, rows });
      }
      boxes.push(...leaves);
    });
    if (plan.overflow.length > 0) boxes.push(this.leafBox(plan.leafCount, OVERFLOW_NAME, 0, this.order.subarray(at)));
    return boxes;
  }

  private leafBox(leaf: number, name: string, level: 0 | 1, rows: Uint32Array): GroupBox {
    const { slots } = this;
    const { heading } = slots.grid.density;
    const column = slots.columnOf(leaf);
    const x = slots.columnX[column]!;
    const y = slots.topOf(leaf) - heading;
    const width = slots.spanOf(column, slots.columnsOf(leaf));
    const height = heading + slots.linesOf(leaf) * slots.pitchY - slots.grid.gap;
    return { x, y, width, height, name, level, heading: { x, y, width, height: heading }, rows };
  }
}
