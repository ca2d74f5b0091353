import type { Layout } from '../layout/layout';
import { gapOf } from '../places';
import { ABSENT_WORD, FREE, LINE } from '../tileState';
import { linesFor } from './dataTexture';

/**
 * All places of a layout as texels, in whole lines: first the rows, then (on a line of their own) the free slots and the
 * headings. A place's number is its texel's.
 */
export class PlaceTexels {
  readonly rowLines: number;
  readonly extraLines: number;
  readonly firstFree: number;
  readonly firstHeading: number;
  /** Places that may be drawn as tiles: rows and free slots. */
  readonly tiles: number;
  /** x, y, width, height. */
  readonly rects: Float32Array;
  /** Words of free slots and headings. */
  readonly extraWords: Uint32Array;
  /** Between neighbours, px of the content. */
  readonly gap: number;
  readonly widest: number;
  readonly highest: number;

  /** `last`: places that are not drawn any more; their array is written over where it is as long. */
  constructor(
    readonly layout: Layout,
    last: PlaceTexels | null = null,
  ) {
    const { x, y, width, height, free, groups } = layout;
    const slots = free.length / 4;
    this.rowLines = linesFor(x.length);
    this.firstFree = this.rowLines * LINE;
    this.firstHeading = this.firstFree + slots;
    this.tiles = slots > 0 ? this.firstHeading : x.length;
    this.extraLines = linesFor(slots + groups.length);
    const length = (this.rowLines + this.extraLines) * LINE * 4;
    this.rects = last?.rects.length === length ? last.rects : new Float32Array(length);
    let widest = 0;
    let highest = 0;
    for (let row = 0, at = 0; row < x.length; row++, at += 4) {
      this.rects[at] = x[row]!;
      this.rects[at + 1] = y[row]!;
      this.rects[at + 2] = width[row]!;
      this.rects[at + 3] = height[row]!;
      if (width[row]! > widest) widest = width[row]!;
      if (height[row]! > highest) highest = height[row]!;
    }
    this.gap = gapOf(layout);
    this.widest = widest;
    this.highest = highest;
    this.rects.set(free, this.firstFree * 4);
    groups.forEach(({ heading }, i) =>
      this.rects.set([heading.x, heading.y, heading.width, heading.height], (this.firstHeading + i) * 4),
    );
    this.extraWords = new Uint32Array(this.extraLines * LINE).fill(ABSENT_WORD);
    this.extraWords.fill(FREE | (ABSENT_WORD & ~7), 0, slots);
  }

  /** Where each place was in the layout before; what has no place there is where it belongs. */
  from(before: Layout): Float32Array {
    const rects = this.rects.slice();
    const rows = Math.min(before.x.length, this.layout.x.length);
    for (let row = 0, at = 0; row < rows; row++, at += 4) {
      if (!(before.width[row]! > 0)) continue;
      rects[at] = before.x[row]!;
      rects[at + 1] = before.y[row]!;
      rects[at + 2] = before.width[row]!;
      rects[at + 3] = before.height[row]!;
    }
    return rects;
  }
}
