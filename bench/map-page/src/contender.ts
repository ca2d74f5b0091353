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

/** How often a GPU is asked whether it is done; ms. */
const ASK_MS = 5;

/** Waits until what a host's canvases were told to draw is drawn: in software a frame takes the processors from what comes next. */
export async function drawn(host: HTMLElement): Promise<void> {
  for (const canvas of host.querySelectorAll('canvas')) {
    // Null for a 2D canvas, which is drawn when its script is over or with the next frame.
    const gl = canvas.getContext('webgl2');
    const fence = gl?.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (!gl || !fence) continue;
    gl.flush();
    while (gl.clientWaitSync(fence, 0, 0) === gl.TIMEOUT_EXPIRED)
      await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    gl.deleteSync(fence);
  }
}
