import type { Rect } from './layout/layout';
import { revealed } from './reveal';

/** The zoom is at least 1 (the layout as it was fitted) and at most this. */
export const MOST_ZOOM = 40;
/** Where tiles are large already, no more zoom than makes one this wide; CSS px. */
const LARGEST_TILE = 260;
const LEAST_MOST = 3;

/** A place on the map that means the same on any screen: the zoom, and the point in the middle as shares of the content. */
export interface Place {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/**
 * What part of the content is in sight. `x` and `y` are CSS px scrolled from the top left of the content as zoomed; a point of
 * the content is seen at `point × zoom − scroll`. Arithmetic only.
 */
export class Camera {
  zoom = 1;
  x = 0;
  y = 0;
  private view = { width: 0, height: 0 };
  private content = { width: 0, height: 0, tile: LARGEST_TILE };

  /** A view of everything at a scale of its own, smaller than 1 too; for pictures. */
  static scaled(width: number, height: number, zoom: number): Camera {
    const camera = new Camera();
    camera.view = { width, height };
    camera.zoom = zoom;
    return camera;
  }

  get width(): number {
    return this.view.width;
  }

  get height(): number {
    return this.view.height;
  }

  /** Size of all there is to scroll, at least the view's; CSS px. */
  get scrollWidth(): number {
    return Math.max(this.view.width, this.content.width * this.zoom);
  }

  get scrollHeight(): number {
    return Math.max(this.view.height, this.content.height * this.zoom);
  }

  get mostZoom(): number {
    return Math.min(MOST_ZOOM, Math.max(LEAST_MOST, LARGEST_TILE / Math.max(this.content.tile, 1e-3)));
  }

  /** Everything fits the view when not zoomed: then the wheel has nothing to scroll. */
  get fits(): boolean {
    return this.content.height <= this.view.height + 1;
  }

  get zoomed(): boolean {
    return this.zoom > 1.001;
  }

  /** Whether there is anything out of sight. */
  get pannable(): boolean {
    return this.scrollWidth > this.view.width + 0.5 || this.scrollHeight > this.view.height + 0.5;
  }

  setView(width: number, height: number): void {
    this.view = { width, height };
    this.clamp();
  }

  /** `tile`: a usual tile's width; CSS px at zoom 1. */
  setContent(width: number, height: number, tile: number): void {
    const place = this.place;
    this.content = { width, height, tile };
    if (this.zoomed) this.go(place);
    else this.clamp();
  }

  /** Zooms by a factor; what lies under a point of the view stays there. */
  zoomAt(factor: number, viewX: number, viewY: number): void {
    const zoom = Math.min(this.mostZoom, Math.max(1, this.zoom * factor));
    const contentX = (this.x + viewX) / this.zoom;
    const contentY = (this.y + viewY) / this.zoom;
    this.zoom = zoom < 1.001 ? 1 : zoom;
    this.scrollTo(contentX * this.zoom - viewX, contentY * this.zoom - viewY);
  }

  scrollTo(x: number, y: number): void {
    this.x = x;
    this.y = y;
    this.clamp();
  }

  fit(): void {
    this.zoom = 1;
    this.scrollTo(0, 0);
  }

  /** Everything in sight, from the top. */
  static readonly whole: Place = { zoom: 1, x: 0.5, y: 0.5 };

  get place(): Place {
    const { width, height } = this.content;
    return {
      zoom: this.zoom,
      x: width > 0 ? (this.x + this.view.width / 2) / this.zoom / width : 0.5,
      y: height > 0 ? (this.y + this.view.height / 2) / this.zoom / height : 0.5,
    };
  }

  /** Goes to a place, as near as the limits allow. */
  go({ zoom, x, y }: Place): void {
    this.zoom = Math.min(this.mostZoom, Math.max(1, Number.isFinite(zoom) ? zoom : 1));
    const { width, height } = this.content;
    const [contentX, contentY] = [x * width, y * height];
    this.scrollTo(contentX * this.zoom - this.view.width / 2, contentY * this.zoom - this.view.height / 2);
  }

  /** A rectangle of the content as seen in the view; CSS px. */
  seen({ x, y, width, height }: Rect): Rect {
    const { zoom } = this;
    return { x: x * zoom - this.x, y: y * zoom - this.y, width: width * zoom, height: height * zoom };
  }

  /** The part of the content that is in sight, with a margin of so many CSS px of the view. */
  sight(margin: number): Rect {
    const { zoom, view } = this;
    return {
      x: (this.x - margin) / zoom,
      y: (this.y - margin) / zoom,
      width: (view.width + 2 * margin) / zoom,
      height: (view.height + 2 * margin) / zoom,
    };
  }

  /** Scrolls a tile into the upper `share` of the view; leaves it where it is in sight already. */
  reveal(tile: Rect, share: number): void {
    const { zoom } = this;
    const across = { x: 0, y: tile.x * zoom, width: 0, height: tile.width * zoom };
    const down = { x: 0, y: tile.y * zoom, width: 0, height: tile.height * zoom };
    this.scrollTo(revealed(across, this.x, this.view.width), revealed(down, this.y, this.view.height * share));
  }

  private clamp(): void {
    this.x = Math.max(0, Math.min(this.x, this.scrollWidth - this.view.width));
    this.y = Math.max(0, Math.min(this.y, this.scrollHeight - this.view.height));
  }
}
