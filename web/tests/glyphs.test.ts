import { expect, test } from 'vitest';
import { GlyphCells } from '../src/map/gl/glyphCells';
import { Shelves } from '../src/map/gl/shelves';
import { halvesOf, typeOf } from '../src/map/typography';
import { fittedName, fittedTitle } from '../src/map/words';
import { randomFrom } from './fixtures';

test('No two boxes of the atlas overlap or touch, all lie inside, and a full one says so', () => {
  const random = randomFrom(3);
  const shelves = new Shelves(256);
  const boxes: { x: number; y: number; width: number; height: number }[] = [];
  for (;;) {
    const [width, height] = [3 + Math.floor(random() * 20), 5 + Math.floor(random() * 20)];
    const at = shelves.place(width, height);
    if (!at) break;
    expect(at.x + width).toBeLessThanOrEqual(256);
    expect(at.y + height).toBeLessThanOrEqual(256);
    boxes.push({ ...at, width, height });
  }
  expect(boxes.length).toBeGreaterThan(80);
  for (const a of boxes)
    for (const b of boxes) {
      const apart = a.x > b.x + b.width || b.x > a.x + a.width || a.y > b.y + b.height || b.y > a.y + a.height;
      expect(a === b || apart).toBe(true);
    }
  expect(shelves.place(300, 5)).toBeNull();
  shelves.clear();
  expect(shelves.place(10, 10)).toEqual({ x: 0, y: 0 });
});

test('A glyph keeps negative offsets and its ink, and there is room for any number', () => {
  const glyphs = new GlyphCells();
  const cell = { x: 700, y: 900, width: 12, height: 19 };
  for (let i = 0; i < 9_000; i++) glyphs.push(i, -3, 14, cell, 4);
  const [anchor, offset, from, size] = glyphs.cells.subarray(8_999 * 4);
  expect(anchor).toBe(8_999);
  expect([(offset! << 16) >> 16, offset! >> 16]).toEqual([-3, 14]);
  expect([from! & 0xffff, from! >>> 16]).toEqual([700, 900]);
  expect([size! & 255, (size! >> 8) & 255, size! >> 16]).toEqual([12, 19, 4]);
  glyphs.clear();
  expect(glyphs.count).toBe(0);
});

test('Words come as tiles grow: nothing, a sign, the ratio, the ratio with its sign, the name', () => {
  const stages = [8, 20, 32, 56, 90].map((size) => typeOf(size, size * 0.5 + 2));
  expect(stages[0]).toMatchObject({ label: 0, glyph: null });
  expect(stages[1]).toMatchObject({ label: 0, glyph: 'alone' });
  expect(stages[2]!.label).toBeGreaterThan(0);
  expect(stages[2]!.glyph).toBeNull();
  expect(stages[3]).toMatchObject({ glyph: 'beside', name: 0 });
  expect(stages[4]!.name).toBeGreaterThan(0);
});

test('No word is written on the plain left edge, where a band’s colour is read off', () => {
  for (let width = 1; width < 300; width += 3)
    for (let height = 1; height < 200; height += 7) {
      const { label, left } = typeOf(width, height);
      if (label > 0) expect(left).toBeGreaterThanOrEqual(7);
      const halves = halvesOf(width, height);
      if (halves) expect(halves.left).toBeGreaterThanOrEqual(7);
    }
});

test('A name loses its first part, then its beginning; a title its end', () => {
  const width = (text: string): number => text.length;
  expect(fittedName('eu-h100-07', 20, false, width)).toBe('eu-h100-07');
  expect(fittedName('eu-h100-07', 20, true, width)).toBe('h100-07');
  expect(fittedName('eu-h100-07', 8, false, width)).toBe('h100-07');
  expect(fittedName('eu-h100-07', 4, false, width)).toBe('…-07');
  expect(fittedTitle('ap-northeast', 5, width)).toBe('ap-n…');
});
