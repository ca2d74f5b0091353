import type { Presence } from './input';
import type { GroupBox, Layout, Rect } from './layout';
import { cellSide } from './strips';
import type { Rects, Strips } from './strips';

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
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly width: Float32Array;
  readonly height: Float32Array;
  readonly contentWidth: number;
  readonly contentHeight: number;
  readonly order: Uint32Array;

  constructor(
    rects: Rects,
    private readonly cells: Cells,
    readonly groups: readonly GroupBox[],
    size: { readonly width: number; readonly height: number },
    /** Of the longest cell: its longer side over its shorter one. */
    readonly worstAspect: number,
  ) {
    this.x = rects.x;
    this.y = rects.y;
    this.width = rects.width;
    this.height = rects.height;
    this.contentWidth = size.width;
    this.contentHeight = size.height;
    this.order = cells.items;
  }

  pick(x: number, y: number): number {
    const row = this.cellAt(x, y);
    if (row < 0 || this.cells.presence.present[row] !== 1) return -1;
    const inside = x < this.x[row]! + this.width[row]! && y < this.y[row]! + this.height[row]!;
    return inside ? row : -1;
  }

  rowsIn(x: number, y: number, width: number, height: number, out: Uint32Array): number {
    const { stripBoxes, strips, items } = this.cells;
    let count = 0;
    for (let k = 0; k < strips.upright.length; k++) {
      const [left, top] = [stripBoxes.x[k]!, stripBoxes.y[k]!];
      if (left > x + width || left + stripBoxes.width[k]! < x) continue;
      if (top > y + height || top + stripBoxes.height[k]! < y) continue;
      const stands = strips.upright[k] === 1;
      for (let i = this.itemAt(k, stands ? y : x); i < strips.start[k + 1]!; i++) {
        const row = items[i]!;
        if ((stands ? this.y[row]! : this.x[row]!) > (stands ? y + height : x + width)) break;
        if (!this.touches(row, x, y, width, height)) continue;
        if (count === out.length) return count;
        out[count++] = row;
      }
    }
    return count;
  }

  neighbour(row: number, dx: -1 | 0 | 1, dy: -1 | 0 | 1): number {
    if (!(this.width[row]! > 0) || (dx === 0 && dy === 0)) return -1;
    const { gap, presence, content } = this.cells;
    let from = row;
    let [x, y] = [this.x[row]! + this.width[row]! / 2, this.y[row]! + this.height[row]! / 2];
    // Ends: each step goes on in one direction, at least over one cell.
    while (from >= 0) {
      if (dx > 0) x = this.x[from]! + cellSide(this.width[from]!, gap) + STEP;
      else if (dx < 0) x = this.x[from]! - STEP;
      else if (dy > 0) y = this.y[from]! + cellSide(this.height[from]!, gap) + STEP;
      else y = this.y[from]! - STEP;
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
    const { bodies } = this.cells;
    let best: [number, number] | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (let g = 0; g < bodies.x.length; g++) {
      const [left, top] = [bodies.x[g]!, bodies.y[g]!];
      const [right, bottom] = [left + bodies.width[g]!, top + bodies.height[g]!];
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
    for (let g = 0; g < bodies.x.length; g++) {
      if (!covers(bodies, g, x, y)) continue;
      for (let k = stripsOf[g]!; k < stripsOf[g + 1]!; k++)
        if (covers(stripBoxes, k, x, y)) return items[this.itemAt(k, strips.upright[k] === 1 ? y : x)]!;
    }
    return -1;
  }

  /** The item of a strip at a point along it, by bisection. */
  private itemAt(strip: number, at: number): number {
    const { strips, items } = this.cells;
    const from = strips.upright[strip] === 1 ? this.y : this.x;
    let low = strips.start[strip]!;
    let high = strips.start[strip + 1]! - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (from[items[middle]!]! <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private touches(row: number, x: number, y: number, width: number, height: number): boolean {
    return (
      this.x[row]! <= x + width &&
      this.x[row]! + this.width[row]! >= x &&
      this.y[row]! <= y + height &&
      this.y[row]! + this.height[row]! >= y
    );
  }
}

function covers(rects: Rects, i: number, x: number, y: number): boolean {
  const [left, top] = [rects.x[i]!, rects.y[i]!];
  return x >= left && y >= top && x < left + rects.width[i]! && y < top + rects.height[i]!;
}
