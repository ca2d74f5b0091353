// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { GlyphAtlas } from '../src/map/gl/glyphAtlas';
import { GlyphCells } from '../src/map/gl/glyphCells';
import { TextQuads } from '../src/map/gl/textQuads';

test('A heading has a glyph for each of its letters, also for those that text counts as two', () => {
  const drawn: string[] = [];
  const context = {
    measureText: () => ({ width: 8 }),
    fillText: (char: string) => drawn.push(char),
    clearRect: () => undefined,
  };
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as unknown as CanvasRenderingContext2D);
  const cells = new GlyphCells();
  const quads = new TextQuads(new GlyphAtlas(1), cells);
  quads.heading(0, { x: 0, y: 0, width: 400, height: 22 }, { name: 'a\u{1f600}b', details: ['9'] }, null);
  expect(cells.count).toBe(4);
  expect(drawn).toEqual(['a', '\u{1f600}', 'b', '9']);
  vi.restoreAllMocks();
});
