import type { Camera } from './camera';

/** A mouse that moves less has clicked; CSS px. */
const CLICK_SLOP = 4;
const WHEEL_RATE = 0.0016;
/** A pinch on a trackpad comes as a wheel with Ctrl, in small steps. */
const PINCH_RATE = 0.01;
const LINE_PX = 16;
const DOUBLE_TAP = 2.5;

export interface GestureActs {
  /** The camera has moved. */
  moved(): void;
  /** The pointer is over this point of the view; null when it left or drags. */
  hover(point: { readonly x: number; readonly y: number } | null): void;
  click(point: { readonly x: number; readonly y: number }): void;
}

/** Mouse, wheel and fingers on the map: what does not scroll by itself. A finger alone scrolls, with the system's own inertia. */
export class Gestures {
  private drag: { readonly id: number; readonly x: number; readonly y: number; moving: boolean } | null = null;
  private pinch: { distance: number; x: number; y: number } | null = null;
  private suppressClick = false;
  private readonly stop = new AbortController();

  constructor(
    private readonly host: HTMLElement,
    private readonly camera: Camera,
    private readonly acts: GestureActs,
  ) {
    const { signal } = this.stop;
    host.addEventListener('wheel', (event) => this.onWheel(event), { passive: false, signal });
    host.addEventListener('touchstart', (event) => this.onTouch(event), { passive: false, signal });
    host.addEventListener('touchmove', (event) => this.onTouch(event), { passive: false, signal });
    for (const end of ['touchend', 'touchcancel'] as const)
      host.addEventListener(end, () => void (this.pinch = null), { passive: true, signal });
    host.addEventListener('pointerdown', (event) => this.onDown(event), { signal });
    host.addEventListener('pointermove', (event) => this.onMove(event), { signal });
    for (const end of ['pointerup', 'pointercancel'] as const)
      host.addEventListener(end, (event) => this.onUp(event), { signal });
    host.addEventListener('pointerleave', () => this.acts.hover(null), { signal });
    host.addEventListener('click', (event) => this.onClick(event), { signal });
    host.addEventListener('dblclick', (event) => this.zoom(DOUBLE_TAP, this.pointOf(event)), { signal });
  }

  destroy(): void {
    this.stop.abort();
  }

  private zoom(factor: number, { x, y }: { x: number; y: number }): void {
    this.camera.zoomAt(factor, x, y);
    this.acts.moved();
  }

  private pointOf(at: { readonly clientX: number; readonly clientY: number }): { x: number; y: number } {
    const box = this.host.getBoundingClientRect();
    return { x: at.clientX - box.left, y: at.clientY - box.top };
  }

  private onWheel(event: WheelEvent): void {
    const { camera } = this;
    const pinched = event.ctrlKey || event.metaKey;
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    // What overflows when all is in sight is scrolled, as any page is.
    if (!pinched && (sideways || !camera.fits)) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_PX;
    const rate =
      pinched && event.deltaMode === WheelEvent.DOM_DELTA_PIXEL && Math.abs(event.deltaY) < 50
        ? PINCH_RATE
        : WHEEL_RATE;
    this.zoom(Math.exp(-event.deltaY * unit * rate), this.pointOf(event));
  }

  /** Two fingers pinch, and move the map with them. */
  private onTouch(event: TouchEvent): void {
    const [a, b] = [event.touches[0], event.touches[1]];
    if (!a || !b) return;
    if (event.cancelable) event.preventDefault();
    const middle = this.pointOf({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 });
    const distance = Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
    const before = this.pinch;
    this.pinch = { distance, ...middle };
    if (!before || event.type === 'touchstart') return;
    this.camera.scrollTo(this.camera.x - (middle.x - before.x), this.camera.y - (middle.y - before.y));
    this.zoom(distance / before.distance, middle);
  }

  private onDown(event: PointerEvent): void {
    this.suppressClick = false;
    const { x, y } = this.pointOf(event);
    const onScrollbar = x > this.host.clientWidth || y > this.host.clientHeight;
    if (event.pointerType !== 'mouse' || event.button !== 0 || !this.camera.pannable || onScrollbar) return;
    this.drag = {
      id: event.pointerId,
      x: event.clientX + this.camera.x,
      y: event.clientY + this.camera.y,
      moving: false,
    };
  }

  private onMove(event: PointerEvent): void {
    if (event.pointerType !== 'mouse') return;
    const { drag, camera, host } = this;
    if (!drag || drag.id !== event.pointerId) {
      this.acts.hover(this.pointOf(event));
      return;
    }
    const [x, y] = [drag.x - event.clientX, drag.y - event.clientY];
    if (!drag.moving) {
      if (Math.hypot(x - camera.x, y - camera.y) < CLICK_SLOP) return;
      drag.moving = true;
      host.setPointerCapture(event.pointerId);
      host.classList.add('dragging');
      this.acts.hover(null);
    }
    camera.scrollTo(x, y);
    this.acts.moved();
  }

  private onUp(event: PointerEvent): void {
    if (this.drag?.id !== event.pointerId) return;
    this.suppressClick = this.drag.moving;
    this.drag = null;
    this.host.classList.remove('dragging');
  }

  private onClick(event: MouseEvent): void {
    const dragged = this.suppressClick;
    this.suppressClick = false;
    if (!dragged) this.acts.click(this.pointOf(event));
  }
}
