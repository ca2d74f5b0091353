import type { Layout, Rects } from '../layout/layout';
import { isPlaced } from '../layout/layout';
import { gapOf } from '../places';
import { ABSENT_WORD, FREE, LINE } from '../tileState';
import { linesFor } from './dataTexture';

/**
 * All places of a layout as texels, in whole lines: first the rows, as the layout has them, then (on a line of their own) the free
 * slots and the headings. A place's number is its texel's.
 */
export class PlaceTexels {
  readonly rowLines: number;
  readonly extraLines: number;
  readonly firstFree: number;
  readonly firstHeading: number;
  /** Places that may be drawn as tiles: rows and free slots. */
  readonly tiles: number;
  /** Of free slots and headings. */
  readonly extraRects: Rects;
  /** Words of free slots and headings. */
  readonly extraWords: Uint32Array;
  /** Between neighbours, px of the content. */
  readonly gap: number;

  /** `last`: the places before these, not looked at any more: words that would be the same are taken from it, and room for rectangles. */
  constructor(
    readonly layout: Layout,
    last: PlaceTexels | null = null,
  ) {
    const { size, free, groups } = layout;
    const slots = free.length / 4;
    this.rowLines = linesFor(size);
    this.firstFree = this.rowLines * LINE;
    this.firstHeading = this.firstFree + slots;
    this.tiles = slots > 0 ? this.firstHeading : size;
    this.extraLines = linesFor(slots + groups.length);
    this.gap = gapOf(layout);
    const alike = last?.firstFree === this.firstFree && last.firstHeading === this.firstHeading;
    const reused = alike && last.layout.groups.length === groups.length ? last : null;
    this.extraRects = reused?.extraRects ?? new Float32Array(this.extraLines * LINE * 4);
    this.extraRects.set(free);
    let at = free.length;
    for (const { heading } of groups) {
      this.extraRects[at++] = heading.x;
      this.extraRects[at++] = heading.y;
      this.extraRects[at++] = heading.width;
      this.extraRects[at++] = heading.height;
    }
    this.extraWords = alike && last.extraLines === this.extraLines ? last.extraWords : this.wordsOf(slots);
  }

  /** Where each row was in the layout before; what had no place there is where it belongs. */
  from(before: Layout): Rects {
    const rects = this.layout.rects.slice();
    const rows = Math.min(before.size, this.layout.size);
    for (let row = 0; row < rows; row++)
      if (isPlaced(before.rects, row)) rects.set(before.rects.subarray(4 * row, 4 * row + 4), 4 * row);
    return rects;
  }

  private wordsOf(slots: number): Uint32Array {
    const words = new Uint32Array(this.extraLines * LINE).fill(ABSENT_WORD);
    return words.fill(FREE | (ABSENT_WORD & ~7), 0, slots);
  }
}
