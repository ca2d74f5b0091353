import { assess } from '../../../web/src/model/assess';
import { CALM, stressedMarket } from '../../../web/src/desk/stress';
import type { Contender } from './contender';
import { drawn, frame } from './contender';
import { D3Treemap } from './d3Treemap';
import { EChartsTreemap } from './echartsTreemap';
import { layoutTimes } from './layouts';
import { Movement } from './movement';
import { Ours } from './ours';
import { World } from './world';

/** Our hidden rows follow 60 ms after a block, tiles that crossed pulse for 280: what belongs to an update is over after so long. */
const REST_MS = 320;

const contenders: Readonly<Record<string, () => Contender>> = {
  slots: () => new Ours('equal'),
  treemap: () => new Ours('collateral'),
  echarts: () => new EChartsTreemap(),
  d3: () => new D3Treemap(false),
  d3keeps: () => new D3Treemap(true),
};

let world: World | null = null;
let contender: Contender | null = null;
/** The block that is shown. */
let at = 0;

const host = (): HTMLElement => known(document.getElementById('host'), 'The page has no #host.');

/** Each block begins on a page that is done with the one before. */
const rest = async (): Promise<void> => {
  await frame();
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  await drawn(host());
  await frame();
};

function known<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(what);
  return value;
}

async function next(): Promise<number> {
  const blocks = known(world, 'prepare goes first').blocks;
  const block = known(blocks[++at], `There are ${blocks.length} blocks; block ${at} was asked for.`);
  return known(contender, 'begin goes first').update(block);
}

/** What bench/Isotherm.Bench/Map calls, in this order: prepare, begin, warmUp, then updates, movement or stress. */
const bench = {
  prepare(size: number, blocks: number): void {
    world = new World(size, blocks);
  },

  /** Milliseconds of script, and until the frame after the first picture. */
  async begin(name: string): Promise<{ script: number; picture: number }> {
    const [made, first] = [known(contenders[name], `'${name}' is no contender`)(), known(world, 'prepare goes first')];
    at = 0;
    contender = made;
    const began = performance.now();
    const script = await made.start(host(), first);
    await frame();
    await frame();
    return { script, picture: performance.now() - began };
  },

  async warmUp(most: number): Promise<void> {
    for (let i = 0; i < most; i++) {
      await next();
      await rest();
    }
  },

  /** Milliseconds of script for each of so many blocks. */
  async updates(count: number): Promise<number[]> {
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      times.push(await next());
      await rest();
    }
    return times;
  },

  /** Where tiles go over so many blocks. */
  async movement(count: number): Promise<Movement['figures']> {
    const shown = known(contender, 'begin goes first');
    const movement = new Movement();
    let before = shown.centres();
    for (let i = 0; i < count; i++) {
      await next();
      await frame();
      const after = shown.centres();
      movement.add(before, after);
      before = after;
    }
    return movement.figures;
  },

  /** Milliseconds of script for each of so many steps of a price that falls; ours only. */
  async stress(count: number): Promise<number[]> {
    const ours = contender;
    if (!(ours instanceof Ours)) throw new Error('Only ours knows a stress.');
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const stress = { ...CALM, price: -1 - (i % 60) };
      times.push(await ours.stress(({ columns, market }) => assess(columns, stressedMarket(market, stress))));
      await frame();
    }
    return times;
  },

  /** Milliseconds of each run of zones and layouts, in a world of `prepare`'s. */
  layouts: (runs: number): Promise<Record<string, number[]>> => layoutTimes(known(world, 'prepare goes first'), runs),

  /** Zooms ours in, so that there is something to pan. */
  zoom(factor: number): void {
    if (contender instanceof Ours) contender.map.zoomBy(factor);
  },

  stats: () => (contender instanceof Ours ? contender.map.stats : null),
};

declare global {
  interface Window {
    bench: typeof bench;
  }
}

window.bench = bench;
