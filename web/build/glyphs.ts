const range = (from: number, to: number): string =>
  String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));

/** Signs beyond ASCII that the page's own words use. */
export const SIGNS = '±·×÷–—’“”…−';

/** What the page's own words are written with: the font before the first picture. */
export const GLYPHS = `${range(0x20, 0x7e)}\u00a0${SIGNS}`;

/** Names in western European letters: a font behind the first picture, fetched where one of them is shown. */
export const LETTERS = [...range(0xa1, 0xff)].filter((sign) => !SIGNS.includes(sign)).join('');

/** Signs that the page uses and Inter's Latin file lacks: the fallback font draws them. */
export const FALLBACK_SIGNS = '≤≥⁻⁸→▾▸';
