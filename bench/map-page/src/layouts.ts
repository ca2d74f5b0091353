import { Arranger } from '../../../web/src/map/layout/arranger';
import { levelsOf, partition } from '../../../web/src/map/layout/partition';
import { orderBySize, settle } from '../../../web/src/map/layout/sizeOrder';
import type { Coding } from '../../../web/src/map/layout/stableSort';
import { sortByKey } from '../../../web/src/map/layout/stableSort';
import { assess } from '../../../web/src/model/assess';
import { Picture } from '../../../web/src/model/picture';
import type { World } from './world';

const VIEW = { width: 1600, height: 900, touch: false };
const SLOTS = { group: 'region', within: 'none', size: 'equal', sort: 'id' } as const;
const TREEMAP = { ...SLOTS, size: 'collateral' } as const;

/**
 * Milliseconds of each run: of zones, and of layouts beside a plain sort by size (`sort`) and the one that a treemap begins with
 * (`sortOwn`: by group and size, and what each row weighs).
 */
export async function layoutTimes(world: World, runs: number): Promise<Record<string, number[]>> {
  const [first, ...rest] = world.blocks;
  if (!first || rest.length === 0) throw new Error(`The world has ${world.blocks.length} blocks; expected two.`);
  const pictures = [first, ...rest].map((block) => new Picture(block.market, block.columns));
  const later = (run: number): Picture => pictures[run % pictures.length]!;
  const arranger = new Arranger();
  await Arranger.prepare(TREEMAP);
  const times: Record<string, number[]> = {};
  const measure = (name: string, act: (run: number) => unknown): void => {
    for (let run = 0; run < 3; run++) act(run);
    times[name] = Array.from({ length: runs }, (_, run) => {
      const began = performance.now();
      act(run);
      return performance.now() - began;
    });
  };
  measure('assess', (run) => assess(later(run).columns, later(run).market));
  measure('slots', (run) => arranger.arrange(later(run), SLOTS, VIEW));
  measure('slotsResize', (run) => arranger.resize({ ...VIEW, width: VIEW.width - (run % 5) }));
  measure('slotsBlock', (run) => arranger.follow(later(run)));
  measure('sort', (run) => sortByKey(first.columns.byId.slice(), later(run).columns.collateral));
  const weights = new Float64Array(first.columns.size);
  measure('sortOwn', (run) => {
    const { collateral, byId } = later(run).columns;
    const order = (rows: Uint32Array, coding: Coding): void => orderBySize(rows, coding, collateral);
    const { rows, leaves } = partition(later(run), byId.slice(), levelsOf(TREEMAP), order);
    for (const { start, count } of leaves) settle(rows, start, start + count, collateral, weights);
  });
  measure('treemap', (run) => arranger.arrange(later(run), TREEMAP, VIEW));
  measure('treemapBlock', (run) => arranger.follow(later(run)));
  return times;
}
