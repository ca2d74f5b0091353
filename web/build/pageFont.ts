import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';
import { GLYPHS, LETTERS } from './glyphs.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const WHOLE = path('../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2');
const FOLDER = path('../node_modules/.isotherm/');

/** What a browser does by itself, and figures of one width. Not `calt`: its other forms of signs beside capitals cost 4 KB. */
const FEATURES = ['ccmp', 'clig', 'kern', 'liga', 'locl', 'mark', 'mkmk', 'rlig', 'rvrn', 'tnum'];

/** Inter as the page needs it: its glyphs, the weights that its styles name (400 to 700), and FEATURES. */
export async function pageFont(glyphs = GLYPHS): Promise<Buffer> {
  return subsetFont(await readFile(WHOLE), glyphs, {
    targetFormat: 'woff2',
    keepFeatures: FEATURES,
    variationAxes: { wght: { min: 400, max: 700, default: 400 } },
  });
}

/** Writes the fonts that styles.css and letters.css name, before anything is built or served. */
export function writePageFont(): Plugin {
  return {
    name: 'isotherm-page-font',
    async buildStart() {
      await mkdir(FOLDER, { recursive: true });
      await writeFile(`${FOLDER}inter-page.woff2`, await pageFont());
      await writeFile(`${FOLDER}inter-letters.woff2`, await pageFont(LETTERS));
    },
  };
}
