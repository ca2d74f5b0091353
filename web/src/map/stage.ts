import type { Camera } from './camera';
import { GlRenderer } from './gl/glRenderer';
import type { Renderer } from './renderer';

/** `?renderer=canvas` shows what browsers without WebGL 2 see. Read at once: the page writes its settings into the URL. */
const CANVAS_WANTED = new URLSearchParams(globalThis.location?.search ?? '').get('renderer') === 'canvas';

export interface StageEvents {
  /** Another renderer draws from now on; it knows nothing yet. */
  replaced(): void;
  scrolled(): void;
  resized(): void;
}

type Flat = typeof import('./flat/flatRenderer');
let flatModule: Promise<Flat> | null = null;

/** The 2D renderer comes when it is needed, or when the page has nothing better to do. */
export function loadFlat(): Promise<Flat> {
  return (flatModule ??= import('./flat/flatRenderer'));
}

/**
 * The map's elements in its scrolling host: a stage as large as the zoomed content, and on it a canvas that stays in view. Holds
 * the renderer: the GPU's while there is one, the 2D canvas's where there is none and while a lost context is away.
 */
export class Stage {
  renderer: Renderer | null = null;
  private readonly element = document.createElement('div');
  private readonly resize = new ResizeObserver(() => this.events.resized());
  private readonly stop = new AbortController();
  private glCanvas: HTMLCanvasElement | null = null;
  private scrolled = { x: 0, y: 0 };
  /** What `mirror` wrote last: to write the same again would lay out the page in the midst of a frame, for nothing. */
  private mirrored = '';

  constructor(
    private readonly host: HTMLElement,
    private readonly events: StageEvents,
  ) {
    this.element.className = 'map-stage';
    host.append(this.element);
    host.addEventListener('scroll', () => this.events.scrolled(), { passive: true, signal: this.stop.signal });
    this.resize.observe(host);
    if (CANVAS_WANTED) void this.useFlat();
    else this.useGl(this.glCanvas ?? this.canvas());
  }

  get kind(): 'webgl' | 'canvas' {
    return this.renderer instanceof GlRenderer ? 'webgl' : 'canvas';
  }

  destroy(): void {
    this.stop.abort();
    this.resize.disconnect();
    this.renderer?.destroy();
    // A page may hold only so many contexts.
    this.glCanvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    this.host.replaceChildren();
  }

  /** What the map may use, CSS px; a scroll bar that only the zoom has brought does not count. */
  measure(camera: Camera): { readonly width: number; readonly height: number } {
    const { host } = this;
    return camera.zoomed
      ? { width: Math.max(host.clientWidth, camera.width), height: Math.max(host.clientHeight, camera.height) }
      : { width: host.clientWidth, height: host.clientHeight };
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
    if (Math.abs(host.scrollLeft - x) >= 1) host.scrollLeft = x;
    if (Math.abs(host.scrollTop - y) >= 1) host.scrollTop = y;
    this.scrolled = { x: host.scrollLeft, y: host.scrollTop };
  }

  /** Where the user has scrolled to, or null where it is what `mirror` wrote. */
  takeScroll(): { readonly x: number; readonly y: number } | null {
    const { scrollLeft: x, scrollTop: y } = this.host;
    if (Math.abs(x - this.scrolled.x) < 1 && Math.abs(y - this.scrolled.y) < 1) return null;
    this.scrolled = { x, y };
    this.mirrored = '';
    return this.scrolled;
  }

  /** Where the canvas is on the page, CSS px. */
  get box(): { readonly x: number; readonly y: number } {
    const box = this.host.getBoundingClientRect();
    return { x: box.left + scrollX, y: box.top + scrollY };
  }

  private canvas(): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    canvas.className = 'map-canvas';
    canvas.setAttribute('aria-hidden', 'true');
    return canvas;
  }

  private useGl(canvas: HTMLCanvasElement): void {
    try {
      this.put(new GlRenderer(canvas));
    } catch (error) {
      console.info(`The map is drawn without the GPU: ${error instanceof Error ? error.message : String(error)}`);
      void this.useFlat();
      return;
    }
    if (this.glCanvas === canvas) return;
    this.glCanvas = canvas;
    const { signal } = this.stop;
    const lost = (event: Event): void => {
      // Without this the context would not come back.
      event.preventDefault();
      void this.useFlat();
    };
    canvas.addEventListener('webglcontextlost', lost, { signal });
    canvas.addEventListener('webglcontextrestored', () => this.useGl(canvas), { signal });
  }

  /** Also when the GPU can't hold a layout. */
  async useFlat(): Promise<void> {
    const { FlatRenderer } = await loadFlat();
    const back = this.glCanvas !== null && this.renderer instanceof GlRenderer && !this.glLost;
    if (this.stop.signal.aborted || (back && !this.refused)) return;
    this.put(new FlatRenderer(this.canvas()));
  }

  /** The GPU can't hold what is to be shown: from now on it is not asked. */
  refuse(): void {
    this.refused = true;
    void this.useFlat();
  }

  private refused = false;

  private get glLost(): boolean {
    return this.glCanvas?.getContext('webgl2')?.isContextLost() ?? true;
  }

  private put(renderer: Renderer): void {
    this.renderer = renderer;
    this.element.replaceChildren(renderer.canvas);
    this.events.replaced();
  }
}
