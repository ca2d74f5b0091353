/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { writePageFont } from './build/pageFont.ts';
import { precompressed } from './build/precompressed.ts';

/** All of these are in the first picture by themselves. */
const FIRST =
  /node_modules\/(svelte|esm-env|clsx)\/|src\/(model\/|map\/(palette|oklab|sentences)\.|stream\/wire\.|ui\/format\.|desk\/(ownThresholds|stressWords)\.)/;

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), writePageFont(), precompressed()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What the first picture needs and later pieces use too: in one piece, which packs better than a dozen small ones.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'core', test: FIRST }] } } },
  },
  worker: { format: 'es' },
  // Tests mount components, which the framework's server build cannot.
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  // The development page talks to the server (or to dev/mockServer.mjs); the built page is served by it.
  server: { proxy: { '/api': { target: 'http://127.0.0.1:5080', changeOrigin: true } } },
  // A starved machine is slow, not wrong.
  test: { environment: 'node', include: ['tests/**/*.test.ts'], testTimeout: 60_000 },
}));
