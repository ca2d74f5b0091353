import { LINE } from '../tileState';

/** Which colour a glyph has: its tile's ink, that of the tile's stressed half, or a heading's (in the order of paints.ts). */
export const INK = { tile: 0, after: 1, heading: 2, detail: 3, told: 4 } as const;

const FIRST_LINES = 4;

/** Glyphs to draw, four 32-bit numbers each: anchor · offset (x, y, signed 16 bits) · atlas (x, y) · width, height, ink. */
export class GlyphCells {
  cells = new Uint32Array(FIRST_LINES * LINE * 4);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  /** `anchor`: the tile or heading by number; offsets in whole device px from its top left. */
  push(
    anchor: number,
    x: number,
    y: number,
    cell: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
    ink: number,
  ): void {
    if ((this.count + 1) * 4 > this.cells.length) {
      const larger = new Uint32Array(this.cells.length * 2);
      larger.set(this.cells);
      this.cells = larger;
    }
    const at = this.count++ * 4;
    this.cells[at] = anchor;
    this.cells[at + 1] = (x & 0xffff) | ((y & 0xffff) << 16);
    this.cells[at + 2] = cell.x | (cell.y << 16);
    this.cells[at + 3] = cell.width | (cell.height << 8) | (ink << 16);
  }
}
