import type { SlotGrid, Spot } from './slotGrid';

/** More than any number of tile columns: a line nearer goes before a column nearer. */
const LINE_COST = 1e4;

/** Steps to the tile that is seen beside another. There and back ends at the same tile, but where a column ends. */
export class SlotSteps {
  constructor(private readonly slots: SlotGrid) {}

  /** Left or right: in the line, then in the nearest group that has a line at this height; −1 at the edge. */
  along({ leaf, column, line }: Spot, dx: number): number {
    const { slots } = this;
    const own = this.firstInLine(leaf, line, column + dx, dx);
    if (own >= 0) return own;
    const middle = slots.topOf(leaf) + line * slots.pitchY + slots.grid.tileHeight / 2;
    const from = slots.columnOf(leaf) + column;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let g = 0; g <= slots.plan.leafCount; g++) {
      const start = dx > 0 ? slots.columnOf(g) : slots.columnOf(g) + slots.columnsOf(g) - 1;
      const distance = (start - from) * dx;
      if (g === leaf || distance <= 0 || distance >= least) continue;
      const theirs = Math.floor((middle - slots.topOf(g)) / slots.pitchY);
      if (theirs < 0 || theirs >= slots.linesOf(g)) continue;
      const row = this.firstInLine(g, theirs, dx > 0 ? 0 : slots.columnsOf(g) - 1, dx);
      if (row >= 0) [best, least] = [row, distance];
    }
    return best;
  }

  /** Up or down: in the tile column, through all groups; where it holds no more, the nearest tile of the next line. */
  across({ leaf, column, line }: Spot, dy: number): number {
    const { slots } = this;
    const at = slots.columnOf(leaf) + column;
    const y = slots.topOf(leaf) + line * slots.pitchY;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let g = 0; g <= slots.plan.leafCount; g++) {
      const own = at - slots.columnOf(g);
      if (own < 0 || own >= slots.columnsOf(g)) continue;
      const start = g === leaf ? line + dy : dy > 0 ? 0 : slots.linesOf(g) - 1;
      for (let l = start; l >= 0 && l < slots.linesOf(g); l += dy) {
        const distance = (slots.topOf(g) + l * slots.pitchY - y) * dy;
        if (distance <= 0 || distance >= least) break;
        const row = slots.livingAt(g, own, l);
        if (row >= 0) [best, least] = [row, distance];
      }
    }
    return best >= 0 ? best : this.nearest(at, y, dy);
  }

  /** The tile of the next line above or below, whatever its column; of those the nearest. */
  private nearest(column: number, y: number, dy: number): number {
    const { slots } = this;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let g = 0; g <= slots.plan.leafCount; g++) {
      const steps = Math.floor(((y - slots.topOf(g)) / slots.pitchY) * dy + 1e-6) + 1;
      const first = dy > 0 ? Math.max(0, steps) : Math.min(slots.linesOf(g) - 1, -steps);
      for (let l = first; l >= 0 && l < slots.linesOf(g); l += dy) {
        const found = this.nearestInLine(g, l, column);
        if (found < 0) continue;
        const aside = Math.abs(slots.columnOf(g) + found - column);
        const cost = (slots.topOf(g) + l * slots.pitchY - y) * dy * LINE_COST + aside;
        if (cost < least) [best, least] = [slots.livingAt(g, found, l), cost];
        break;
      }
    }
    return best;
  }

  /** The column, in a leaf's box, of the tile of a line that is nearest to a column of the content; −1 in an empty line. */
  private nearestInLine(leaf: number, line: number, column: number): number {
    const { slots } = this;
    const columns = slots.columnsOf(leaf);
    const wanted = Math.min(Math.max(column - slots.columnOf(leaf), 0), columns - 1);
    for (let d = 0; d < columns; d++) {
      if (wanted - d >= 0 && slots.livingAt(leaf, wanted - d, line) >= 0) return wanted - d;
      if (wanted + d < columns && slots.livingAt(leaf, wanted + d, line) >= 0) return wanted + d;
    }
    return -1;
  }

  private firstInLine(leaf: number, line: number, from: number, step: number): number {
    for (let c = from; c >= 0 && c < this.slots.columnsOf(leaf); c += step) {
      const row = this.slots.livingAt(leaf, c, line);
      if (row >= 0) return row;
    }
    return -1;
  }
}
