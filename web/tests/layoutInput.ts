import type { LayoutInput } from '../src/map/layout/input';
import type { GroupBox, Layout } from '../src/map/layout/layout';
import { randomFrom } from './fixtures';

export const REGIONS = ['eu-central', 'us-east', 'us-west', 'ap-south', 'ap-northeast', 'sa-east'];
export const CLASSES = ['H100', 'A100', 'B200'];

/** A made-up network as columns; rows ascend by id. What a test changes, it changes in place or in a copy made by `copyOf`. */
export interface MadeUp extends LayoutInput {
  readonly columns: LayoutInput['columns'] & { readonly present: Uint8Array; readonly collateral: Float64Array };
}

/** `size` clusters in six regions (row % 6), three classes and `operators` operators, with log-normal collateral. */
export function madeUp(size: number, operators = 25, seed = 5): MadeUp {
  const random = randomFrom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const shades = Float64Array.from({ length: size }, () => 1 + random());
  const collateral = Float64Array.from({ length: size }, () => 4e21 * Math.exp(0.8 * normal()));
  return {
    columns: {
      size,
      present: new Uint8Array(size).fill(1),
      gpus: Float64Array.from({ length: size }, (_, row) => 8 * (1 + (row % 4))),
      collateral,
      classAt: Uint32Array.from({ length: size }, (_, row) => Math.floor(row / 6) % CLASSES.length),
      regionAt: Uint32Array.from({ length: size }, (_, row) => row % REGIONS.length),
      regions: REGIONS,
      operatorAt: Uint32Array.from({ length: size }, () => Math.floor(random() * operators)),
      operators: Array.from({ length: operators }, (_, i) => `0x${i.toString(16).padStart(40, '0')}`),
      byId: Uint32Array.from({ length: size }, (_, row) => row),
    },
    market: { classes: CLASSES.map((name) => ({ name })) },
    zones: zonesOf(shades),
    shades,
    requirements: () => collateral.map((c) => c / 1.5),
    shortfalls: () => collateral.map((c, row) => (shades[row]! < 1.2 ? c * 0.1 : 0)),
  };
}

export function zonesOf(shades: Float64Array): Uint8Array {
  return Uint8Array.from(shades, (shade) => (shade > 1.5 ? 0 : shade < 1.2 ? 2 : 1));
}

/** The network with more clusters at its end; those before stay as they are. */
export function grown(input: MadeUp, by: number, regionAt: (row: number) => number): MadeUp {
  const size = input.columns.size + by;
  const { columns } = input;
  const all = madeUp(size);
  const longer = <T extends { set(from: T): void }>(to: T, from: T): T => {
    to.set(from);
    return to;
  };
  const regions = longer(
    Uint32Array.from({ length: size }, (_, row) => regionAt(row)),
    columns.regionAt,
  );
  const shades = longer(all.shades, input.shades);
  return {
    ...all,
    columns: {
      ...all.columns,
      present: longer(all.columns.present, columns.present),
      collateral: longer(all.columns.collateral, columns.collateral),
      regionAt: regions,
      operatorAt: longer(all.columns.operatorAt, columns.operatorAt),
    },
    shades,
    zones: zonesOf(shades),
  };
}

/** The network without some clusters. */
export function without(input: MadeUp, ...rows: number[]): MadeUp {
  const present = input.columns.present.slice();
  const zones = input.zones.slice();
  for (const row of rows) [present[row], zones[row]] = [0, 255];
  return { ...input, columns: { ...input.columns, present }, zones };
}

/** The same clusters with other ratios, and other sizes by a log-random walk of `noise`. */
export function later(input: MadeUp, random: () => number, noise: number): MadeUp {
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const shades = input.shades.map((shade) => Math.max(0, shade + 0.05 * (random() - 0.5)));
  const collateral = input.columns.collateral.map((c) => c * Math.exp(noise * normal()));
  return { ...input, columns: { ...input.columns, collateral }, shades, zones: zonesOf(shades) };
}

export function rectOf({ rects }: Layout, row: number): [number, number, number, number] {
  return [rects[4 * row]!, rects[4 * row + 1]!, rects[4 * row + 2]!, rects[4 * row + 3]!];
}

/** A tile's left edge, its top, its width and its height, each by its row. */
export const xOf = ({ rects }: Layout, row: number): number => rects[4 * row]!;
export const yOf = ({ rects }: Layout, row: number): number => rects[4 * row + 1]!;
export const widthOf = ({ rects }: Layout, row: number): number => rects[4 * row + 2]!;
export const heightOf = ({ rects }: Layout, row: number): number => rects[4 * row + 3]!;

/** The rectangles of the first rows, for comparing layouts whole. */
export function rectsIn({ rects }: Layout, rows: number): Float32Array {
  return rects.slice(0, 4 * rows);
}

/** Pairs of tiles that cover one another by more than `slack` px; found cell by cell of a coarse grid. */
export function overlaps(layout: Layout, slack = 1e-3): [number, number][] {
  const cells = new Map<number, number[]>();
  const side = Math.max(8, Math.sqrt((layout.contentWidth * layout.contentHeight) / (layout.order.length + 1)));
  const found: [number, number][] = [];
  for (const row of layout.order) {
    const [x, y, width, height] = rectOf(layout, row);
    for (let cy = Math.floor(y / side); cy <= (y + height) / side; cy++)
      for (let cx = Math.floor(x / side); cx <= (x + width) / side; cx++) {
        const cell = cells.get(cy * 1e5 + cx) ?? [];
        for (const other of cell) if (cover(layout, row, other, slack)) found.push([other, row]);
        cell.push(row);
        cells.set(cy * 1e5 + cx, cell);
      }
  }
  return found;
}

function cover(layout: Layout, a: number, b: number, slack: number): boolean {
  const [ax, ay, awidth, aheight] = rectOf(layout, a);
  const [bx, by, bwidth, bheight] = rectOf(layout, b);
  return ax < bx + bwidth - slack && bx < ax + awidth - slack && ay < by + bheight - slack && by < ay + aheight - slack;
}

/** Rows of a group's box that are not wholly in it, under its heading. */
export function strays(layout: Layout, box: GroupBox): number[] {
  return [...box.rows].filter((row) => {
    const [x, y, width, height] = rectOf(layout, row);
    const across = x >= box.x - 0.01 && x + width <= box.x + box.width + 0.01;
    const along = y >= box.heading.y + box.heading.height - 0.01 && y + height <= box.y + box.height + 0.01;
    return !across || !along;
  });
}

/** Rows whose rectangle is empty, or not wholly in the content. */
export function outsiders(layout: Layout): number[] {
  return [...layout.order].filter((row) => {
    const [x, y, width, height] = rectOf(layout, row);
    if (!(width > 0 && height > 0 && x >= 0 && y >= 0)) return true;
    return x + width > layout.contentWidth || y + height > layout.contentHeight;
  });
}

/** How many of a layout's tiles the arrow keys reach from the first one. */
export function reached(layout: Layout): number {
  const seen = new Set<number>([layout.order[0]!]);
  const open = [layout.order[0]!];
  while (open.length > 0) {
    const row = open.pop()!;
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      const next = layout.neighbour(row, dx, dy);
      if (next < 0 || seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen.size;
}
