import { fitGrid } from './fit';
import type { Presence } from './input';
import type { GroupBox, Layout, Viewport } from './layout';
import { SlotGrid } from './slotGrid';
import { SlotSteps } from './slotSteps';
import type { SlotPlan } from './slots';
import { OVERFLOW_NAME } from './slots';
import { rectsOf } from './strips';

/**
 * Equal tiles in the slots of a plan. Which slot lies where is decided once for a viewport; what comes later only fills free slots,
 * or the box at the end, which grows downward. `pick` and `neighbour` pass over ghosts; `order`, `groups` and `rowsIn` hold them.
 */
export class SlotLayout implements Layout {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly width: Float32Array;
  readonly height: Float32Array;
  readonly groups: readonly GroupBox[];
  readonly free: Float32Array;
  readonly contentWidth: number;
  readonly contentHeight: number;
  readonly order: Uint32Array;
  private readonly steps: SlotSteps;

  private constructor(
    private readonly slots: SlotGrid,
    size: number,
  ) {
    const { plan, grid, shelves } = slots;
    ({ x: this.x, y: this.y, width: this.width, height: this.height } = rectsOf(size));
    this.steps = new SlotSteps(slots);
    this.contentWidth = slots.spanOf(0, grid.columns) + 2 * grid.padding;
    this.contentHeight = shelves.contentHeight;
    let taken = plan.overflow.length;
    for (let g = 0; g < plan.leafCount; g++) taken += plan.used[g]!;
    this.order = new Uint32Array(taken);
    this.free = new Float32Array(4 * (plan.rows.length + plan.overflow.length - taken));
    this.fill();
    this.groups = this.boxes();
  }

  /** The largest tiles with which everything fits; see `fitGrid`. `size`: rows ever seen. */
  static fit(plan: SlotPlan, viewport: Viewport, presence: Presence, size: number): SlotLayout {
    const { grid, shelves } = fitGrid(plan, viewport);
    return new SlotLayout(new SlotGrid(plan, grid, shelves, presence), size);
  }

  /** The same places for all who have one, with those whom the plan has admitted since. It replaces this layout. */
  extended(size: number): SlotLayout {
    this.slots.shelves.lay(this.slots.grid);
    return new SlotLayout(this.slots, size);
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
    const { slots } = this;
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
          if (this.x[row]! + this.width[row]! < x || this.y[row]! + this.height[row]! < y) continue;
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

  private fill(): void {
    const { slots, order, free, height } = this;
    const { plan } = slots;
    const left = Float32Array.from(slots.columnX);
    const widths = Float32Array.from({ length: slots.grid.columns }, (_, c) => slots.widthOf(c));
    let [ordered, freed] = [0, 0];
    for (let g = 0; g <= plan.leafCount; g++) {
      const used = plan.usedIn(g);
      const rows =
        g < plan.leafCount
          ? plan.rows.subarray(plan.first[g]!, plan.first[g]! + used)
          : Uint32Array.from(plan.overflow);
      order.set(rows, ordered);
      ordered += used;
      this.fillLeaf(g, rows, left, widths);
      if (g < plan.leafCount) freed = this.freeLeaf(g, left, widths, free, freed);
    }
    const { tileHeight } = slots.grid;
    if (ordered === height.length) height.fill(tileHeight);
    else for (let i = 0; i < ordered; i++) height[order[i]!] = tileHeight;
  }

  /** Places of the rows of a leaf, line by line. */
  private fillLeaf(leaf: number, rows: Uint32Array, left: Float32Array, widths: Float32Array): void {
    const { x, y, width, slots } = this;
    const first = slots.columnOf(leaf);
    const columns = slots.columnsOf(leaf);
    let top = slots.topOf(leaf);
    for (let slot = 0; slot < rows.length; top += slots.pitchY) {
      const end = Math.min(slot + columns, rows.length);
      for (let column = first; slot < end; slot++, column++) {
        const row = rows[slot]!;
        x[row] = left[column]!;
        y[row] = top;
        width[row] = widths[column]!;
      }
    }
  }

  /** Places of a leaf's free slots into `free` from `at` on; returns where they end. */
  private freeLeaf(leaf: number, left: Float32Array, widths: Float32Array, free: Float32Array, from: number): number {
    const { plan, pitchY, grid } = this.slots;
    const first = this.slots.columnOf(leaf);
    const columns = this.slots.columnsOf(leaf);
    let at = from;
    for (let slot = plan.used[leaf]!; slot < plan.capacity(leaf); slot++) {
      const line = Math.floor(slot / columns);
      const column = first + slot - line * columns;
      free[at] = left[column]!;
      free[at + 1] = this.slots.topOf(leaf) + line * pitchY;
      free[at + 2] = widths[column]!;
      free[at + 3] = grid.tileHeight;
      at += 4;
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
