import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { precompress } from '../build/precompressed';

test('each text file gets its two packed forms, which unpack to it; others get none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'isotherm-'));
  try {
    const text = 'const tile = 1;\n'.repeat(500);
    writeFileSync(join(folder, 'a.js'), text);
    writeFileSync(join(folder, 'b.woff2'), 'packed already');
    await precompress(folder);
    expect(readdirSync(folder).sort()).toEqual(['a.js', 'a.js.br', 'a.js.gz', 'b.woff2']);
    expect(brotliDecompressSync(readFileSync(join(folder, 'a.js.br'))).toString()).toBe(text);
    expect(gunzipSync(readFileSync(join(folder, 'a.js.gz'))).toString()).toBe(text);
    expect(readFileSync(join(folder, 'a.js.br')).length).toBeLessThan(text.length / 10);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
