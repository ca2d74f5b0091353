import type { GlRenderer } from './gl/glRenderer';

/** `?renderer=canvas` shows what browsers without WebGL 2 see. Read at once: the page writes its settings into the URL. */
export const CANVAS_WANTED = new URLSearchParams(globalThis.location?.search ?? '').get('renderer') === 'canvas';
/** Tiles from which the first picture waits for the GPU. */
export const MANY = 20_000;

/** A renderer that was asked for ahead, and its canvas. */
interface Warm {
  readonly canvas: HTMLCanvasElement;
  readonly renderer: Promise<GlRenderer>;
  /** The renderer, once it has started. */
  started: GlRenderer | null;
}

let warm: Warm | null = null;

/** A canvas as the map has it: seen, not read. */
export function mapCanvas(): HTMLCanvasElement {
  const made = document.createElement('canvas');
  made.className = 'map-canvas';
  made.setAttribute('aria-hidden', 'true');
  return made;
}

/** So many tiles are on their way: where the first picture will wait for the GPU's renderer, it starts while the page waits for them. */
export function warmUp(tiles: number): void {
  if (tiles <= MANY || CANVAS_WANTED || warm) return;
  const canvas = mapCanvas();
  canvas.addEventListener('webglcontextlost', () => {
    if (warm?.canvas === canvas) warm = null;
  });
  const renderer = import('./gl/glRenderer').then(({ GlRenderer }) => GlRenderer.start(canvas));
  const made: Warm = { canvas, renderer, started: null };
  void renderer.then(
    (started) => (made.started = started),
    () => undefined, // whoever takes it is told
  );
  warm = made;
}

/** What was asked for ahead, once, where it has started already: it draws the first picture at once. */
export function takeStarted(): { readonly canvas: HTMLCanvasElement; readonly renderer: GlRenderer } | null {
  if (!warm?.started) return null;
  const { canvas, started: renderer } = warm;
  warm = null;
  return { canvas, renderer };
}

/** What was asked for ahead, once; null where there is none, or its context was lost meanwhile. */
export function takeWarm(): Warm | null {
  const taken = warm;
  warm = null;
  return taken;
}
