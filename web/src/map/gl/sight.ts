import type { Camera } from '../camera';
import type { Rect } from '../layout/layout';
import type { PlaceTexels } from './placeTexels';

/** Round the view, tiles are taken along too, so that a pan need not ask again each frame; CSS px. */
const MARGIN = 200;
/** Fewer tiles than this are always all drawn. */
const FEW = 4_000;
/** Where more than this share of the content is in sight, all is drawn. */
const MOST_SHARE = 0.3;

export function covers(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

/** Which places are worth drawing: when zoomed into a large map, those in sight and a margin round it. */
export class Sight {
  found = new Uint32Array(0);
  count = 0;
  /** Only `found` is to be drawn, not all. */
  narrow = false;
  private taken: Rect | null = null;
  private zoom = 0;

  forget(): void {
    this.taken = null;
    this.narrow = false;
  }

  /** Looks again where the view has left what was taken; returns what was taken now, or null when nothing changed. */
  update(camera: Camera, places: PlaceTexels): Rect | null {
    const { layout } = places;
    const view = camera.sight(0);
    const share =
      (view.width * view.height) /
      Math.max(1, Math.max(layout.contentWidth * layout.contentHeight, view.width * view.height));
    if (places.tiles < FEW || share > MOST_SHARE) {
      this.forget();
      return null;
    }
    const near = Math.abs(Math.log2(camera.zoom / this.zoom)) < 0.5;
    if (this.taken && near && covers(this.taken, view)) return null;
    const taken = camera.sight(MARGIN);
    if (this.found.length < places.tiles) this.found = new Uint32Array(places.tiles);
    let count = layout.rowsIn(taken.x, taken.y, taken.width, taken.height, this.found);
    for (let at = 0, place = places.firstFree; at < layout.free.length; at += 4, place++) {
      const { free } = layout;
      const outside =
        free[at]! > taken.x + taken.width ||
        free[at + 1]! > taken.y + taken.height ||
        free[at]! + free[at + 2]! < taken.x ||
        free[at + 1]! + free[at + 3]! < taken.y;
      if (!outside && count < this.found.length) this.found[count++] = place;
    }
    this.count = count;
    this.taken = taken;
    this.zoom = camera.zoom;
    this.narrow = true;
    return taken;
  }
}
