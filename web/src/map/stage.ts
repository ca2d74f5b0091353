import type { Camera } from './camera';
import { FlatRenderer } from './flat/flatRenderer';
import type { Renderer } from './renderer';
import { CANVAS_WANTED, mapCanvas, takeStarted, takeWarm } from './warm';

export interface StageEvents {
  /** Another renderer draws from now on; it knows nothing yet. */
  replaced(): void;
  scrolled(): void;
  resized(): void;
}

/**
 * The map's elements in its scrolling host: a stage as large as the zoomed content, and on it a canvas that stays in view. Holds
 * the renderer: a 2D canvas's for the first picture, where there is no GPU and while a lost context is away; else the GPU's.
 */
export class Stage {
  renderer: Renderer;
  kind: 'webgl' | 'canvas' = 'canvas';
  /** The GPU draws now, or was found not to: nothing is being waited for. */
  settled = CANVAS_WANTED;
  private readonly element = document.createElement('div');
  private readonly resize = new ResizeObserver(() => this.events.resized());
  private readonly stop = new AbortController();
  private upgrading = false;
  private glCanvas: HTMLCanvasElement | null = null;
  private scrolled = { x: 0, y: 0 };
  /** The next that is heard of a scroll is what `mirror` itself did. */
  private own = false;
  /** What `mirror` wrote last: to write the same again would lay out the page in the midst of a frame, for nothing. */
  private mirrored = '';

  constructor(
    private readonly host: HTMLElement,
    private readonly events: StageEvents,
  ) {
    this.element.className = 'map-stage';
    this.renderer = this.started() ?? new FlatRenderer(mapCanvas());
    this.element.append(this.renderer.canvas);
    host.append(this.element);
    host.addEventListener('scroll', () => this.events.scrolled(), { passive: true, signal: this.stop.signal });
    this.resize.observe(host);
  }

  destroy(): void {
    this.stop.abort();
    this.resize.disconnect();
    this.renderer.destroy();
    // A page may hold only so many contexts.
    this.glCanvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    this.host.replaceChildren();
  }

  /**
   * Fetches the GPU's renderer and hands over to it, after `wait` ms. It is not needed for the first picture, so it is not part of the
   * page's weight; and a graphics unit that starts holds up the page.
   */
  async upgrade(wait = 0): Promise<void> {
    if (this.settled || this.upgrading) return;
    this.upgrading = true;
    try {
      if (wait > 0) await new Promise((done) => setTimeout(done, wait));
      if (this.stop.signal.aborted) return;
      const { GlRenderer } = await import('./gl/glRenderer');
      if (this.stop.signal.aborted) return;
      const ahead = takeWarm();
      const glCanvas = ahead?.canvas ?? mapCanvas();
      this.glCanvas = glCanvas;
      this.take(await (ahead?.renderer ?? GlRenderer.start(glCanvas)));
      this.guard(glCanvas);
    } catch (error) {
      this.refuse(error);
    }
    this.settled = true;
  }

  /** The GPU can't draw what is to be shown: the 2D canvas does from now on. */
  refuse(reason: unknown): void {
    console.info(`The map is drawn without the GPU: ${reason instanceof Error ? reason.message : String(reason)}`);
    this.settled = true;
    if (this.kind === 'webgl') this.put(new FlatRenderer(mapCanvas()), 'canvas');
  }

  /** What the map may use, CSS px; a scroll bar that the zoom hides counts as before. */
  measure(camera: Camera): { readonly width: number; readonly height: number } {
    const { clientWidth, clientHeight, offsetWidth, offsetHeight } = this.host;
    const bars = camera.zoomed && Math.abs(offsetWidth - camera.width) < 32 && offsetHeight === camera.height;
    return bars ? { width: camera.width, height: camera.height } : { width: clientWidth, height: clientHeight };
  }

  /** Makes the scrolling element say what the camera says. */
  mirror(camera: Camera): void {
    const { element, host } = this;
    const { zoomed, pannable, scrollWidth, scrollHeight, x, y } = camera;
    const mirrored = `${zoomed} ${pannable} ${scrollWidth} ${scrollHeight} ${x} ${y}`;
    if (mirrored === this.mirrored) return;
    this.mirrored = mirrored;
    host.classList.toggle('zoomed', zoomed);
    host.classList.toggle('pannable', pannable);
    element.style.width = `${Math.round(scrollWidth)}px`;
    element.style.height = `${Math.round(scrollHeight)}px`;
    const { scrolled } = this;
    const [across, down] = [Math.abs(scrolled.x - x) >= 1, Math.abs(scrolled.y - y) >= 1];
    this.own = false;
    if (!across && !down) return;
    if (across) host.scrollLeft = x;
    if (down) host.scrollTop = y;
    this.scrolled = { x: host.scrollLeft, y: host.scrollTop };
    this.own = this.scrolled.x !== scrolled.x || this.scrolled.y !== scrolled.y;
  }

  /** Where the user has scrolled to, or null where it is what `mirror` wrote. */
  takeScroll(): { readonly x: number; readonly y: number } | null {
    const { own } = this;
    this.own = false;
    // To ask the page would lay it out in the midst of a drag.
    if (own) return null;
    const { scrollLeft: x, scrollTop: y } = this.host;
    if (Math.abs(x - this.scrolled.x) < 1 && Math.abs(y - this.scrolled.y) < 1) return null;
    this.scrolled = { x, y };
    this.mirrored = '';
    return this.scrolled;
  }

  /** Where the view's top left is on the page, CSS px. */
  get box(): { readonly x: number; readonly y: number } {
    const box = this.host.getBoundingClientRect();
    return { x: box.left + scrollX, y: box.top + scrollY };
  }

  /** The renderer that was started while the page waited for what it is to draw; null where it is not there yet. */
  private started(): Renderer | null {
    const ahead = takeStarted();
    if (!ahead) return null;
    this.kind = 'webgl';
    this.settled = true;
    this.glCanvas = ahead.canvas;
    this.guard(ahead.canvas);
    return ahead.renderer;
  }

  /** After its context was lost and came back. */
  private async restart(glCanvas: HTMLCanvasElement): Promise<void> {
    const { GlRenderer } = await import('./gl/glRenderer');
    this.take(await GlRenderer.start(glCanvas));
  }

  private take(renderer: Renderer): void {
    if (this.stop.signal.aborted) renderer.destroy();
    else this.put(renderer, 'webgl');
  }

  /** A driver may take the context away at any time: meanwhile the 2D canvas draws. */
  private guard(glCanvas: HTMLCanvasElement): void {
    const { signal } = this.stop;
    const lost = (event: Event): void => {
      // Without this the context would not come back.
      event.preventDefault();
      if (this.kind === 'webgl') this.put(new FlatRenderer(mapCanvas()), 'canvas');
    };
    const restored = (): void => void this.restart(glCanvas).catch((error: unknown) => this.refuse(error));
    glCanvas.addEventListener('webglcontextlost', lost, { signal });
    glCanvas.addEventListener('webglcontextrestored', restored, { signal });
  }

  private put(renderer: Renderer, kind: 'webgl' | 'canvas'): void {
    this.renderer.canvas.replaceWith(renderer.canvas);
    this.renderer = renderer;
    this.kind = kind;
    this.events.replaced();
  }
}
