const range = (from: number, to: number): string =>
  String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));

/** Signs beyond Latin-1 that the page's own words use. */
export const SIGNS = '–—’“”…−';

/** What the page's font holds: the page's own words, and names in western European letters. */
export const GLYPHS = range(0x20, 0x7e) + range(0xa0, 0xff) + SIGNS;

/** Signs that the page uses and Inter's Latin file lacks: the fallback font draws them. */
export const FALLBACK_SIGNS = '≤≥⁻⁸→▾▸';
