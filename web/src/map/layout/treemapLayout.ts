import type { Presence } from './input';
import type { GroupBox, Layout, Rect, Rects } from './layout';
import { isPlaced, rectAt } from './layout';
import { cellSide } from './strips';
import type { Seen, Strips } from './strips';

/** Beyond an edge: more than a 32-bit float's rounding at a few thousand px. */
const STEP = 0.01;
/** What a step to another group may pass over sideways: a heading and the space round a box. */
const ASIDE = 60;

/** What a treemap is at one block; shared by its layouts until its structure changes. */
export interface Cells {
  readonly strips: Strips;
  readonly stripBoxes: Rects;
  /** Strips of leaf g begin at `stripsOf[g]`. */
  readonly stripsOf: Uint32Array;
  readonly items: Uint32Array;
  readonly bodies: Rects;
  readonly gap: number;
  readonly content: Rect;
  readonly presence: Presence;
}

/**
 * Tiles of a treemap. A tile is found by its group, its strip and bisection in the strip. Unlike in slots, going there and back need
 * not end at the same tile: one large tile has many neighbours. `pick` and `neighbour` pass over ghosts; `order`, `groups` and
 * `rowsIn` hold them.
 */
export class TreemapLayout implements Layout {
  readonly free = new Float32Array(0);
  readonly contentWidth: number;
  readonly contentHeight: number;
  readonly order: Uint32Array;

  constructor(
    readonly rects: Rects,
    readonly size: number,
    private readonly cells: Cells,
    readonly groups: readonly GroupBox[],
    content: { readonly width: number; readonly height: number },
    readonly most: Seen,
  ) {
    this.contentWidth = content.width;
    this.contentHeight = content.height;
    this.order = cells.items;
  }

  /** Of the longest cell: its longer side over its shorter one. */
  get worstAspect(): number {
    return this.most.aspect;
  }

  pick(x: number, y: number): number {
    const row = this.cellAt(x, y);
    if (row < 0 || this.cells.presence.present[row] !== 1) return -1;
    const rect = rectAt(this.rects, row);
    const inside = x < rect.x + rect.width && y < rect.y + rect.height;
    return inside ? row : -1;
  }

  rowsIn(x: number, y: number, width: number, height: number, out: Uint32Array): number {
    const { rects } = this;
    const { stripBoxes, strips, items } = this.cells;
    let count = 0;
    for (let k = 0; k < strips.upright.length; k++) {
      const [left, top] = [stripBoxes[4 * k]!, stripBoxes[4 * k + 1]!];
      if (left > x + width || left + stripBoxes[4 * k + 2]! < x) continue;
      if (top > y + height || top + stripBoxes[4 * k + 3]! < y) continue;
      const stands = strips.upright[k] === 1;
      const along = stands ? 1 : 0;
      for (let i = this.itemAt(k, stands ? y : x); i < strips.start[k + 1]!; i++) {
        const row = items[i]!;
        if (rects[4 * row + along]! > (stands ? y + height : x + width)) break;
        if (!this.touches(row, x, y, width, height)) continue;
        if (count === out.length) return count;
        out[count++] = row;
      }
    }
    return count;
  }

  neighbour(row: number, dx: -1 | 0 | 1, dy: -1 | 0 | 1): number {
    if (!isPlaced(this.rects, row) || (dx === 0 && dy === 0)) return -1;
    const { gap, presence, content } = this.cells;
    let from = row;
    let rect = rectAt(this.rects, row);
    let [x, y] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
    // Ends: each step goes on in one direction, at least over one cell.
    while (from >= 0) {
      rect = rectAt(this.rects, from);
      if (dx > 0) x = rect.x + cellSide(rect.width, gap) + STEP;
      else if (dx < 0) x = rect.x - STEP;
      else if (dy > 0) y = rect.y + cellSide(rect.height, gap) + STEP;
      else y = rect.y - STEP;
      let next = this.cellAt(x, y);
      if (next < 0) {
        const point = this.enter(x, y, dx, dy);
        if (point) [x, y] = point;
        next = point ? this.cellAt(x, y) : -1;
      }
      if (next >= 0 && presence.present[next] === 1) return next;
      from = next === from || x < content.x || x > content.x + content.width ? -1 : next;
    }
    return -1;
  }

  /** The point at which one comes into the nearest group in a direction, or null where there is none. */
  private enter(x: number, y: number, dx: number, dy: number): [number, number] | null {
    const { bodies, stripsOf } = this.cells;
    let best: [number, number] | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (let g = 0; g + 1 < stripsOf.length; g++) {
      const { x: left, y: top, width, height } = rectAt(bodies, g);
      const [right, bottom] = [left + width, top + height];
      const into: [number, number] = [
        dx > 0 ? left + STEP : dx < 0 ? right - STEP : Math.min(Math.max(x, left + STEP), right - STEP),
        dy > 0 ? top + STEP : dy < 0 ? bottom - STEP : Math.min(Math.max(y, top + STEP), bottom - STEP),
      ];
      const along = (into[0] - x) * dx + (into[1] - y) * dy;
      const aside = Math.abs((into[0] - x) * dy) + Math.abs((into[1] - y) * dx);
      if (along < -2 * STEP || aside > ASIDE) continue;
      const cost = along + 2 * aside;
      if (cost < least) [best, least] = [into, cost];
    }
    return best;
  }

  /** The row whose cell, gap included, covers a point, or −1; ghosts included. */
  private cellAt(x: number, y: number): number {
    const { bodies, stripsOf, stripBoxes, strips, items } = this.cells;
    for (let g = 0; g + 1 < stripsOf.length; g++) {
      if (!covers(bodies, g, x, y)) continue;
      for (let k = stripsOf[g]!; k < stripsOf[g + 1]!; k++)
        if (covers(stripBoxes, k, x, y)) return items[this.itemAt(k, strips.upright[k] === 1 ? y : x)]!;
    }
    return -1;
  }

  /** The item of a strip at a point along it, by bisection. */
  private itemAt(strip: number, at: number): number {
    const { strips, items } = this.cells;
    const { rects } = this;
    const along = strips.upright[strip] === 1 ? 1 : 0;
    let low = strips.start[strip]!;
    let high = strips.start[strip + 1]! - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (rects[4 * items[middle]! + along]! <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private touches(row: number, x: number, y: number, width: number, height: number): boolean {
    const rect = rectAt(this.rects, row);
    return rect.x <= x + width && rect.x + rect.width >= x && rect.y <= y + height && rect.y + rect.height >= y;
  }
}

function covers(rects: Rects, i: number, x: number, y: number): boolean {
  const { x: left, y: top, width, height } = rectAt(rects, i);
  return x >= left && y >= top && x < left + width && y < top + height;
}
