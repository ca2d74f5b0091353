import type { Block, World } from './world';

/** A way to draw the map; each is given the same world and the same blocks. */
export interface Contender {
  /** Draws the first block. Resolves when it is drawn, with the milliseconds of script until then. */
  start(host: HTMLElement, world: World): Promise<number>;
  /** Draws another block. The same. */
  update(block: Block): Promise<number>;
  /** x and y of each row's tile's middle, CSS px, one after another. */
  centres(): Float64Array;
  end(): void;
}

export const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
