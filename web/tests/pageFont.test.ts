import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { convert } from 'fontverter';
import { describe, expect, test } from 'vitest';
import { FALLBACK_SIGNS, GLYPHS, LETTERS, SIGNS } from '../build/glyphs';
import { pageFont } from '../build/pageFont';

const root = join(import.meta.dirname, '..');
const comments = /\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(?<![:'"])\/\/.*$/gm;

/** Each sign beyond ASCII that sources hold outside of comments, with the file that holds it. */
function signs(): [string, string][] {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte|css)$/.test(name))
    .map((name) => join('src', name));
  return [...files, 'index.html'].flatMap((file) =>
    [
      ...readFileSync(join(root, file), 'utf8')
        .replace(comments, '')
        .matchAll(/[^\x00-\x7f]/gu),
    ].map(([sign]): [string, string] => [sign, file]),
  );
}

/** Whether a font, as plain sfnt, maps a character to a glyph: its cmap in format 4. */
function maps(font: DataView, character: string): boolean {
  const code = character.codePointAt(0)!;
  const tag = (at: number): string => String.fromCharCode(...[0, 1, 2, 3].map((i) => font.getUint8(at + i)));
  const tables = Array.from({ length: font.getUint16(4) }, (_, i) => 12 + 16 * i);
  const cmap = font.getUint32(tables.find((at) => tag(at) === 'cmap')! + 8);
  const part = Array.from({ length: font.getUint16(cmap + 2) }, (_, i) => cmap + font.getUint32(cmap + 8 + 8 * i)).find(
    (at) => font.getUint16(at) === 4,
  )!;
  const doubled = font.getUint16(part + 6);
  return Array.from({ length: doubled / 2 }, (_, i) => 2 * i).some(
    (i) => code <= font.getUint16(part + 14 + i) && code >= font.getUint16(part + 16 + doubled + i),
  );
}

describe('the page font', () => {
  test('holds every sign that the page writes, or leaves it to the fallback by name', () => {
    expect(signs().length).toBeGreaterThan(20);
    expect(signs().filter(([sign]) => !GLYPHS.includes(sign) && !FALLBACK_SIGNS.includes(sign))).toEqual([]);
  });

  test('names no sign that the page no longer writes', () => {
    const written = new Set(signs().map(([sign]) => sign));
    expect([...SIGNS].filter((sign) => !written.has(sign))).toEqual([]);
  });

  test('has a glyph for each, and costs less than 16 KB', async () => {
    const packed = await pageFont();
    expect(packed.length).toBeLessThan(16_000);

    const plain = await convert(packed, 'sfnt');
    const view = new DataView(plain.buffer, plain.byteOffset, plain.length);
    expect([...GLYPHS].filter((sign) => !maps(view, sign) && sign !== '\u00ad')).toEqual([]);
    expect([...FALLBACK_SIGNS].filter((sign) => maps(view, sign))).toEqual([]);
    expect(plain.includes('tnum'), 'figures of one width').toBe(true);
  });

  test('leaves letters of names to a second font, whose style asks for exactly these', async () => {
    const style = readFileSync(join(root, 'src/ui/letters.css'), 'utf8').match(/unicode-range: ([^;]+);/)![1]!;
    const asked = style.split(',').flatMap((range) => {
      const [from, to = from] = range.trim().slice(2).split('-');
      const [first, last] = [parseInt(from!, 16), parseInt(to!, 16)];
      return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i));
    });
    expect(asked.join('')).toBe(LETTERS);

    const plain = await convert(await pageFont(LETTERS), 'sfnt');
    const view = new DataView(plain.buffer, plain.byteOffset, plain.length);
    expect([...LETTERS].filter((sign) => !maps(view, sign) && sign !== '\u00ad')).toEqual([]);
  });
});
