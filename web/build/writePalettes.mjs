import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

// Prints the measured palettes, and writes them to docs/palettes.md.
const here = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { module } = await runnerImport(here('paletteTable.ts'), { configFile: false, logLevel: 'error' });
const table = module.paletteTable();
await writeFile(here('../../docs/palettes.md'), table);
console.log(table);
