import type { TreemapSeriesOption } from 'echarts/charts';
import { TreemapChart } from 'echarts/charts';
import type { EChartsType } from 'echarts/core';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { PAGE, fillsOf } from './colours';
import type { Contender } from './contender';
import type { Block, World } from './world';

use([TreemapChart, CanvasRenderer]);

/** Of ECharts' own model, which has no public way to ask where a tile lies; x and y count from the parent's corner. */
interface TreeNode {
  readonly name: string;
  readonly children: readonly TreeNode[];
  getLayout(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined;
}
interface Inside {
  getModel(): { getSeriesByIndex(index: number): { getData(): { tree: { root: TreeNode } } } };
}

interface Leaf {
  readonly name: string;
  value: number;
  readonly itemStyle: { color: string };
}

/**
 * ECharts' treemap with what costs and is not needed switched off: animation, hover, tooltip, bread crumbs, zooming, labels on tiles.
 * Tiles smaller than 10 px² are drawn too, as everyone else draws them.
 */
export class EChartsTreemap implements Contender {
  private chart: EChartsType | null = null;
  private groups: { name: string; children: Leaf[] }[] = [];
  private leaves: Leaf[] = [];
  private readonly fills: string[] = [];

  async start(host: HTMLElement, world: World): Promise<number> {
    const began = performance.now();
    this.chart = init(host, null, { renderer: 'canvas', devicePixelRatio: 1 });
    this.groups = world.regions.map((name) => ({ name, children: [] }));
    this.leaves = Array.from(world.region, (region, row) => {
      const leaf = { name: String(row), value: 0, itemStyle: { color: '' } };
      this.groups[region]!.children.push(leaf);
      return leaf;
    });
    this.write(world.blocks[0]!);
    const series: TreemapSeriesOption = {
      type: 'treemap',
      width: '100%',
      height: '100%',
      left: 0,
      top: 0,
      data: this.groups,
      animation: false,
      silent: true,
      roam: false,
      nodeClick: false,
      breadcrumb: { show: false },
      label: { show: false },
      emphasis: { disabled: true },
      visibleMin: 0,
      levels: [
        { itemStyle: { borderWidth: 0, borderColor: PAGE, gapWidth: 8 } },
        {
          itemStyle: { borderWidth: 0, borderColor: PAGE, gapWidth: 1 },
          upperLabel: { show: true, height: 16, fontSize: 12 },
        },
      ],
    };
    this.chart.setOption({ animation: false, backgroundColor: PAGE, series: [series] });
    return performance.now() - began;
  }

  async update(block: Block): Promise<number> {
    const began = performance.now();
    this.write(block);
    this.chart!.setOption({ series: [{ data: this.groups }] }, { silent: true });
    return performance.now() - began;
  }

  centres(): Float64Array {
    const centres = new Float64Array(2 * this.leaves.length).fill(Number.NaN);
    const { root } = (this.chart as unknown as Inside).getModel().getSeriesByIndex(0).getData().tree;
    const visit = (node: TreeNode, left: number, top: number): void => {
      const place = node.getLayout();
      if (!place) return;
      const [x, y] = [left + place.x, top + place.y];
      if (node.children.length === 0) {
        centres[2 * Number(node.name)] = x + place.width / 2;
        centres[2 * Number(node.name) + 1] = y + place.height / 2;
      }
      for (const child of node.children) visit(child, x, y);
    };
    visit(root, 0, 0);
    return centres;
  }

  end(): void {
    this.chart?.dispose();
  }

  private write(block: Block): void {
    const fills = fillsOf(block, this.fills);
    for (let row = 0; row < this.leaves.length; row++) {
      const leaf = this.leaves[row]!;
      leaf.value = block.collateral[row]!;
      leaf.itemStyle.color = fills[row]!;
    }
  }
}
