import type { Presence } from './input';
import { NONE } from './input';
import type { Grid, Shelves } from './shelves';
import type { SlotPlan } from './slots';

/** Beneath this side tiles lie on fractions of a px: whole ones would make neighbours visibly unlike. */
const CRISP = 6;

/** A slot by its leaf (`leafCount` is the box at the end), and its tile column and line in the leaf's box. */
export interface Spot {
  readonly leaf: number;
  readonly column: number;
  readonly line: number;
}

/** The arithmetic between px and slots. All boxes stand on the same tile columns. */
export class SlotGrid {
  /** px from one tile's edge to the next one's. */
  readonly pitchX: number;
  readonly pitchY: number;
  /** Left edge of each tile column of the content, and of one more. */
  readonly columnX: Float64Array;

  constructor(
    readonly plan: SlotPlan,
    readonly grid: Grid,
    readonly shelves: Shelves,
    private readonly presence: Presence,
  ) {
    this.pitchX = grid.tileWidth + grid.gap;
    this.pitchY = grid.tileHeight + grid.gap;
    // On whole px, so that edges are crisp; widths differ by one at most.
    const crisp = grid.tileWidth >= CRISP;
    this.columnX = Float64Array.from({ length: grid.columns + 1 }, (_, c) => {
      const x = grid.padding + c * this.pitchX;
      return crisp ? Math.round(x) : x;
    });
  }

  /** px of a tile in a column. */
  widthOf(column: number): number {
    return this.columnX[column + 1]! - this.columnX[column]! - this.grid.gap;
  }

  /** px of `columns` tiles from `column` on, the gaps between them included. */
  spanOf(column: number, columns: number): number {
    return this.columnX[column + columns]! - this.columnX[column]! - this.grid.gap;
  }

  columnOf(leaf: number): number {
    return leaf < this.plan.leafCount ? this.shelves.boxes.column[leaf]! : 0;
  }

  columnsOf(leaf: number): number {
    return leaf < this.plan.leafCount ? this.shelves.boxes.columns[leaf]! : this.grid.columns;
  }

  linesOf(leaf: number): number {
    return leaf < this.plan.leafCount ? this.shelves.boxes.lines[leaf]! : this.shelves.overflowLines;
  }

  /** Top of a leaf's tiles. */
  topOf(leaf: number): number {
    return leaf < this.plan.leafCount ? this.shelves.boxes.y[leaf]! : this.shelves.overflowY;
  }

  /** The tile column of a point, the gap at its right included; some integer outside the content. */
  columnAt(x: number): number {
    const column = Math.floor((x - this.grid.padding) / this.pitchX);
    if (column < 0 || column >= this.grid.columns) return column;
    if (x < this.columnX[column]!) return column - 1;
    return x >= this.columnX[column + 1]! ? column + 1 : column;
  }

  spotOf(row: number): Spot | null {
    const place = this.plan.placeOf(row);
    if (place === NONE) return null;
    const leaf = this.plan.leafAt(place);
    const slot = place - this.plan.first[leaf]!;
    const columns = this.columnsOf(leaf);
    return { leaf, column: slot % columns, line: Math.floor(slot / columns) };
  }

  /** The row in a slot, ghosts included, or −1. */
  rowAt(leaf: number, column: number, line: number): number {
    const slot = line * this.columnsOf(leaf) + column;
    return slot < this.plan.usedIn(leaf) ? this.plan.rowAt(this.plan.first[leaf]! + slot) : -1;
  }

  /** The cluster in a slot, or −1 where it is free or a ghost. */
  livingAt(leaf: number, column: number, line: number): number {
    const row = this.rowAt(leaf, column, line);
    return row >= 0 && this.presence.present[row] === 1 ? row : -1;
  }

  pick(x: number, y: number): number {
    const column = this.columnAt(x);
    if (column < 0 || column >= this.grid.columns || x >= this.columnX[column]! + this.widthOf(column)) return -1;
    for (let g = 0; g <= this.plan.leafCount; g++) {
      const own = column - this.columnOf(g);
      if (own < 0 || own >= this.columnsOf(g)) continue;
      const line = Math.floor((y - this.topOf(g)) / this.pitchY);
      if (line < 0 || line >= this.linesOf(g)) continue;
      return y - this.topOf(g) - line * this.pitchY < this.grid.tileHeight ? this.livingAt(g, own, line) : -1;
    }
    return -1;
  }
}
