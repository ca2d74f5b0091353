import type { HierarchyNode, HierarchyRectangularNode } from 'd3-hierarchy';
import { hierarchy, treemap, treemapResquarify, treemapSquarify } from 'd3-hierarchy';
import { PAGE, fillsOf } from './colours';
import type { Contender } from './contender';
import type { Block, World } from './world';

interface Item {
  readonly name: string;
  readonly row: number;
  readonly children?: readonly Item[];
}

/**
 * d3-hierarchy on a 2D canvas, as its documentation does it: sums and sorts the hierarchy that it keeps, squarifies, fills a rectangle
 * for each leaf. `keeps`: by `treemapResquarify`, which keeps the structure; then nothing is sorted again. No labels on tiles.
 */
export class D3Treemap implements Contender {
  private readonly canvas = document.createElement('canvas');
  private context: CanvasRenderingContext2D | null = null;
  private root: HierarchyNode<Item> | null = null;
  private leaves: HierarchyRectangularNode<Item>[] = [];
  private boxes: HierarchyRectangularNode<Item>[] = [];
  private readonly fills: string[] = [];
  private sorted = false;
  private readonly lay;

  constructor(private readonly keeps: boolean) {
    this.lay = treemap<Item>()
      .tile(keeps ? treemapResquarify : treemapSquarify)
      .paddingInner(1)
      .paddingTop((node) => (node.depth === 1 ? 16 : 0));
  }

  async start(host: HTMLElement, world: World): Promise<number> {
    const began = performance.now();
    this.canvas.width = host.clientWidth;
    this.canvas.height = host.clientHeight;
    host.append(this.canvas);
    this.context = this.canvas.getContext('2d', { alpha: false });
    this.lay.size([host.clientWidth, host.clientHeight]);
    const groups = world.regions.map((name) => ({ name, row: -1, children: [] as Item[] }));
    world.region.forEach((region, row) => groups[region]!.children.push({ name: `cluster-${row + 1}`, row }));
    this.root = hierarchy<Item>({ name: '', row: -1, children: groups });
    const made = performance.now() - began;
    return made + (await this.update(world.blocks[0]!));
  }

  async update(block: Block): Promise<number> {
    const { root, context, canvas } = this;
    if (!root || !context) throw new Error('d3: start goes first');
    const began = performance.now();
    const fills = fillsOf(block, this.fills);
    const { collateral } = block;
    root.sum((item) => (item.row < 0 ? 0 : collateral[item.row]!));
    if (!this.keeps || !this.sorted) root.sort((a, b) => b.value! - a.value!);
    const laid = this.lay(root);
    if (!this.sorted) [this.boxes, this.leaves] = [laid.children ?? [], laid.leaves()];
    this.sorted = true;
    context.fillStyle = PAGE;
    context.fillRect(0, 0, canvas.width, canvas.height);
    for (const { x0, y0, x1, y1, data } of this.leaves) {
      context.fillStyle = fills[data.row]!;
      context.fillRect(x0, y0, x1 - x0, y1 - y0);
    }
    context.fillStyle = '#c8d2dc';
    context.font = '600 12px sans-serif';
    for (const { x0, y0, data } of this.boxes) context.fillText(data.name, x0 + 2, y0 + 12);
    return performance.now() - began;
  }

  centres(): Float64Array {
    const centres = new Float64Array(2 * this.leaves.length);
    for (const { x0, y0, x1, y1, data } of this.leaves) {
      centres[2 * data.row] = (x0 + x1) / 2;
      centres[2 * data.row + 1] = (y0 + y1) / 2;
    }
    return centres;
  }

  end(): void {
    this.canvas.remove();
  }
}
