import type { Layout, SizeBy } from '../../../web/src/map/layout/layout';
import { MapView } from '../../../web/src/map/mapView';
import { assess } from '../../../web/src/model/assess';
import type { Assessment } from '../../../web/src/model/columns';
import { Picture } from '../../../web/src/model/picture';
import type { Contender } from './contender';
import type { Block, World } from './world';

/** The page's own map: exact zones of all rows, layout, and drawing. */
export class Ours implements Contender {
  private view: MapView | null = null;
  private layout: Layout | null = null;
  private picture: Picture | null = null;
  /** The one before, which the map may still compare with. */
  private before: Picture | null = null;
  private painted: () => void = () => undefined;

  constructor(private readonly size: SizeBy) {}

  get map(): MapView {
    if (!this.view) throw new Error('ours: start goes first');
    return this.view;
  }

  get drawn(): Layout {
    if (!this.layout) throw new Error('ours: nothing is laid out yet');
    return this.layout;
  }

  async start(host: HTMLElement, world: World): Promise<number> {
    const began = performance.now();
    host.className = 'map-host';
    this.view = new MapView(host, {
      hover: () => undefined,
      select: () => undefined,
      painted: () => this.painted(),
      overflowed: () => undefined,
      outOfOrder: () => undefined,
      camera: () => undefined,
      shown: (layout) => (this.layout = layout),
    });
    this.view.setPalette('default', 'dark');
    this.view.setArrangement({ group: 'region', within: 'none', size: this.size, sort: 'id' });
    const made = performance.now() - began;
    return made + (await this.update(world.blocks[0]!));
  }

  async update(block: Block): Promise<number> {
    const began = performance.now();
    const { market, columns } = block;
    // As on the page: written over the arrays of the picture that nobody looks at any more.
    const spare = this.before?.spend() ?? null;
    this.before = this.picture;
    this.picture = new Picture(market, columns, assess(columns, market, spare));
    return this.put(this.picture, null, began);
  }

  /** The same block with another assessment on the right half of each tile. */
  async stress(assess: (picture: Picture) => Assessment): Promise<number> {
    if (!this.picture) throw new Error('ours: start goes first');
    const began = performance.now();
    return this.put(this.picture, assess(this.picture), began);
  }

  centres(): Float64Array {
    const { rects, size } = this.drawn;
    const centres = new Float64Array(2 * size);
    for (let row = 0; row < size; row++) {
      centres[2 * row] = rects[4 * row]! + rects[4 * row + 2]! / 2;
      centres[2 * row + 1] = rects[4 * row + 1]! + rects[4 * row + 3]! / 2;
    }
    return centres;
  }

  end(): void {
    this.map.destroy();
  }

  private async put(picture: Picture, stressed: Assessment | null, began: number): Promise<number> {
    const { map } = this;
    const painted = new Promise<void>((resolve) => (this.painted = resolve));
    map.show({ picture, late: false, lateAge: null, own: null, stressed, matches: null, lit: null });
    const shown = performance.now() - began;
    await painted;
    return shown + map.stats.lastScriptMs;
  }
}
