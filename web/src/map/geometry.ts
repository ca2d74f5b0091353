import type { SlotPlan } from './slots';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Viewport {
  readonly width: number;
  readonly height: number;
  /** Larger tiles that scroll, for fingers. */
  readonly touch: boolean;
}

interface GroupBox {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
}

export const GAP = 3;
export const HEADING = 22;
const BETWEEN = 10;
const PADDING = 16;
const SMALLEST = { width: 56, height: 26 };
const LARGEST_HEIGHT = 76;
/** Groups stand side by side on shelves of up to this many tile rows: long lines first, blocks where lines don't fit. */
const TALLEST_SHELVES = [3, 12];

/** Tile sizes and group boxes for a plan in a viewport; CSS px from the content's top left. Arithmetic only, no DOM. */
export class Geometry {
  readonly padding: number;

  private constructor(
    private readonly plan: SlotPlan,
    readonly tile: { readonly width: number; readonly height: number },
    readonly boxes: readonly GroupBox[],
    readonly contentHeight: number,
    touch: boolean,
  ) {
    this.padding = touch ? 12 : PADDING;
  }

  /** The largest tiles with which the whole network fits the viewport; where none does, the smallest, and the map scrolls. */
  static fit(plan: SlotPlan, view: Viewport): Geometry {
    if (view.touch) {
      const columns = Math.max(4, Math.floor((view.width - 24 + GAP) / 60));
      return Geometry.lay(plan, view, columns, 42, 3);
    }
    const inner = view.width - 2 * PADDING;
    const most = Math.max(4, Math.floor((inner + GAP) / (SMALLEST.width + GAP)));
    let lowest: Geometry | null = null;
    for (const tallest of TALLEST_SHELVES) {
      let best: Geometry | null = null;
      for (let columns = 4; columns <= most; columns++) {
        for (let shelf = 1; shelf <= tallest; shelf++) {
          const probe = Geometry.lay(plan, view, columns, SMALLEST.height, shelf);
          if (!lowest || probe.contentHeight < lowest.contentHeight) lowest = probe;
          const spare = view.height - probe.contentHeight;
          if (spare < 0 || probe.rowsOnPath === 0) continue;
          const { width } = probe.tile;
          const height = Math.floor(Math.min(LARGEST_HEIGHT, width * 0.72, SMALLEST.height + spare / probe.rowsOnPath));
          if (width / height <= 3.4 && (!best || width * height > best.area * 1.01))
            best = Geometry.lay(plan, view, columns, height, shelf);
        }
      }
      if (best) return best;
    }
    return lowest ?? Geometry.lay(plan, view, most, SMALLEST.height, 1);
  }

  private static lay(plan: SlotPlan, view: Viewport, columns: number, height: number, shelf: number): Geometry {
    const padding = view.touch ? 12 : PADDING;
    const width = (view.width - 2 * padding + GAP) / columns - GAP;
    const boxes: GroupBox[] = [];
    let y = padding - 6;
    let used = 0;
    let shelfRows = 0;
    const close = (): void => {
      if (shelfRows > 0) y += HEADING + shelfRows * (height + GAP) + BETWEEN;
      used = 0;
      shelfRows = 0;
    };
    for (const group of plan.groups) {
      const count = Number.isFinite(group.capacity) ? group.capacity : Math.max(columns, group.slots.length);
      const narrow = Math.ceil(count / shelf);
      const own = Math.min(columns, narrow < columns ? Math.max(3, narrow) : columns);
      if (used > 0 && used + own > columns) close();
      const rows = Math.ceil(count / own);
      boxes.push({ x: padding + used * (width + GAP), y: y + HEADING, columns: own, rows });
      shelfRows = Math.max(shelfRows, rows);
      // A column is left between neighbours on a shelf.
      used += own + 1;
      if (used >= columns) close();
    }
    close();
    return new Geometry(plan, { width, height }, boxes, y + padding - BETWEEN, view.touch);
  }

  private get area(): number {
    return this.tile.width * this.tile.height;
  }

  /** Tile rows on the way from top to bottom: what grows when tiles grow. */
  private get rowsOnPath(): number {
    const tallest = new Map<number, number>();
    for (const box of this.boxes) tallest.set(box.y, Math.max(tallest.get(box.y) ?? 0, box.rows));
    return [...tallest.values()].reduce((a, b) => a + b, 0);
  }

  /** A row's tile, or null where it has no slot. */
  rect(row: number): Rect | null {
    const at = this.plan.of(row);
    return at ? this.place(at.group, at.slot) : null;
  }

  /** The slots that are reserved for newcomers: where a tile may come, and nothing else ever is. */
  free(): Rect[] {
    return this.plan.groups.flatMap(({ slots, capacity, overflow }, group) =>
      overflow ? [] : Array.from({ length: capacity - slots.length }, (_, i) => this.place(group, slots.length + i)),
    );
  }

  private place(group: number, slot: number): Rect {
    const box = this.boxes[group]!;
    const { width, height } = this.tile;
    const column = slot % box.columns;
    // On whole px, so that edges are crisp; widths differ by one at most.
    const x = Math.round(box.x + column * (width + GAP));
    const next = Math.round(box.x + (column + 1) * (width + GAP));
    return { x, y: box.y + Math.floor(slot / box.columns) * (height + GAP), width: next - GAP - x, height };
  }

  /** Where a group's heading is written. */
  heading(group: number): Rect {
    const box = this.boxes[group]!;
    return { x: box.x, y: box.y - HEADING, width: box.columns * (this.tile.width + GAP) - GAP, height: HEADING };
  }

  /** The row under a point of the content, or −1. */
  pick(x: number, y: number): number {
    const { width, height } = this.tile;
    for (let g = 0; g < this.boxes.length; g++) {
      const box = this.boxes[g]!;
      const column = Math.floor((x - box.x) / (width + GAP));
      const line = Math.floor((y - box.y) / (height + GAP));
      if (column < 0 || column >= box.columns || line < 0 || line >= box.rows) continue;
      if (x - box.x - column * (width + GAP) > width || y - box.y - line * (height + GAP) > height) return -1;
      return this.plan.groups[g]!.slots[line * box.columns + column] ?? -1;
    }
    return -1;
  }
}
