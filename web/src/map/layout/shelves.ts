import type { SlotPlan } from './slots';

/** Space that is not tiles, CSS px. With very many groups headings shrink, since all else would be space. */
export interface Density {
  readonly heading: number;
  readonly between: number;
}

/** One way to lay groups out: everything is a multiple of a tile's pitch, but for headings and the space between shelves. */
export interface Grid {
  readonly padding: number;
  readonly columns: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly gap: number;
  /** Free tile columns between neighbours on a shelf; between outer groups twice as many. */
  readonly aisle: number;
  /** Tile rows up to which a group is made narrower, to stand beside others. */
  readonly shelf: number;
  readonly density: Density;
}

/** Where each leaf and each outer group stands: tile columns from the left edge, px from the content's top. */
export class Boxes {
  readonly column: Uint32Array;
  readonly columns: Uint32Array;
  readonly lines: Uint32Array;
  /** Top of the leaf's tiles, under its heading. */
  readonly y: Float64Array;
  readonly outerColumn: Uint32Array;
  readonly outerColumns: Uint32Array;
  readonly outerY: Float64Array;
  readonly outerHeight: Float64Array;

  constructor(leaves: number, outers: number) {
    this.column = new Uint32Array(leaves);
    this.columns = new Uint32Array(leaves);
    this.lines = new Uint32Array(leaves);
    this.y = new Float64Array(leaves);
    this.outerColumn = new Uint32Array(outers);
    this.outerColumns = new Uint32Array(outers);
    this.outerY = new Float64Array(outers);
    this.outerHeight = new Float64Array(outers);
  }
}

/** Puts groups side by side on shelves, as on a page: left to right, then beneath. Costs O(groups), whatever the tiles. */
export class Shelves {
  readonly boxes: Boxes;
  /** Of the last `lay`: px from top to bottom, padding included. */
  contentHeight = 0;
  /** Of the last `lay`: tile rows on the way from top to bottom at most: what grows when tiles grow. */
  rowsOnPath = 0;
  /** Top of the tiles that came since, under their heading. */
  overflowY = 0;
  overflowLines = 0;
  private readonly capacities: Uint32Array;
  private blockHeight = 0;
  private blockColumns = 0;
  private blockRows = 0;

  constructor(private readonly plan: SlotPlan) {
    const { leaves, outers } = plan.partition;
    this.boxes = new Boxes(leaves.length, outers.length);
    this.capacities = Uint32Array.from(leaves, (_, g) => plan.capacity(g));
  }

  lay(grid: Grid): void {
    const { padding, columns, density } = grid;
    const top = Math.max(4, padding - 6);
    const { outers, levels } = this.plan.partition;
    if (levels.inner === 'none') {
      this.block(grid, 0, this.capacities.length);
      for (let g = 0; g < this.capacities.length; g++) this.boxes.y[g]! += top;
      this.rowsOnPath = this.blockRows;
      this.contentHeight = top + this.blockHeight + padding - density.between;
      this.overflow(grid);
      return;
    }
    let y = top;
    let [used, shelfHeight, shelfRows, rows] = [0, 0, 0, 0];
    outers.forEach(({ first, end }, o) => {
      this.block(grid, first, end);
      const [own, height] = [this.blockColumns, density.heading + this.blockHeight];
      if (used > 0 && used + own > columns) {
        y += shelfHeight;
        rows += shelfRows;
        [used, shelfHeight, shelfRows] = [0, 0, 0];
      }
      for (let g = first; g < end; g++) {
        this.boxes.column[g]! += used;
        this.boxes.y[g]! += y + density.heading;
      }
      this.boxes.outerColumn[o] = used;
      this.boxes.outerColumns[o] = own;
      this.boxes.outerY[o] = y;
      this.boxes.outerHeight[o] = height - density.between;
      shelfHeight = Math.max(shelfHeight, height);
      shelfRows = Math.max(shelfRows, this.blockRows);
      used += own + 2 * grid.aisle;
    });
    this.rowsOnPath = rows + shelfRows;
    this.contentHeight = y + shelfHeight + padding - density.between;
    this.overflow(grid);
  }

  /** Room for the box at the end, when there is one, beneath everything. */
  private overflow({ padding, columns, tileHeight, gap, density }: Grid): void {
    const count = this.plan.overflow.length;
    if (count === 0) return;
    this.overflowLines = Math.ceil(count / columns);
    this.overflowY = this.contentHeight - padding + density.between + density.heading;
    this.rowsOnPath += this.overflowLines;
    this.contentHeight = this.overflowY + this.overflowLines * (tileHeight + gap) + padding;
  }

  /** Shelves of leaves `from` to `end`, from 0, 0 on. */
  private block(grid: Grid, from: number, end: number): void {
    const { columns, tileHeight, gap, shelf, aisle, density } = grid;
    const { boxes } = this;
    let [y, used, shelfRows, widest, rows] = [0, 0, 0, 0, 0];
    for (let g = from; g < end; g++) {
      const count = this.capacities[g]!;
      const narrow = Math.ceil(count / shelf);
      const own = narrow < columns ? Math.max(3, narrow) : columns;
      if (used > 0 && used + own > columns) {
        y += density.heading + shelfRows * (tileHeight + gap) + density.between;
        rows += shelfRows;
        used = 0;
        shelfRows = 0;
      }
      const lines = Math.ceil(count / own);
      boxes.column[g] = used;
      boxes.columns[g] = own;
      boxes.lines[g] = lines;
      boxes.y[g] = y + density.heading;
      if (lines > shelfRows) shelfRows = lines;
      if (used + own > widest) widest = used + own;
      used += own + aisle;
    }
    if (end > from) y += density.heading + shelfRows * (tileHeight + gap) + density.between;
    this.blockHeight = y;
    this.blockColumns = widest;
    this.blockRows = rows + shelfRows;
  }
}
