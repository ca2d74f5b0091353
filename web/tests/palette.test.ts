import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  LEAST,
  THEMES,
  VISION_NAMES,
  contrast,
  fromRamps,
  leastInk,
  measure,
  paletteTable,
  standsOut,
} from '../build/paletteTable';
import { distance, parseHex, toLab } from '../src/map/oklab';
import type { PaletteName } from '../src/map/palette';
import { PALETTES, Palette, RAMP_STEPS, rampPosition } from '../src/map/palette';
import { Zone } from '../src/model/zone';

const SAFE: readonly PaletteName[] = ['default', 'cividis', 'mono'];
const NAMES = PALETTES.map(({ name }) => name);
const COLOURED = [Zone.green, Zone.yellow, Zone.red] as const;
const ALL = [0, 1, 2, 3, 4, 5] as readonly Zone[];
const of = (names: readonly PaletteName[]) => names.flatMap((name) => THEMES.map((theme) => [name, theme] as const));
const seen = of(SAFE).flatMap(([name, theme]) => VISION_NAMES.map((vision) => [name, theme, vision] as const));
const bands = { critical: 1.2, warning: 1.5 };

describe.each(seen)('the %s palette on a %s page under %s vision', (name, theme, vision) => {
  const distances = measure(name, theme, vision);

  test('keeps the anchors of all zones at least 18 apart', () => {
    expect(distances.redYellow).toBeGreaterThanOrEqual(LEAST.anchors);
    expect(distances.yellowGreen).toBeGreaterThanOrEqual(LEAST.anchors);
    expect(distances.redGreen).toBeGreaterThanOrEqual(LEAST.anchors);
  });

  test('steps by at least 6 at each threshold', () => {
    expect(distances.critical).toBeGreaterThanOrEqual(LEAST.step);
    expect(distances.warning).toBeGreaterThanOrEqual(LEAST.step);
  });

  test('never lets unknown or exempt pass for a zone that has a ratio', () => {
    expect(fromRamps(name, theme, vision)).toBeGreaterThanOrEqual(LEAST.plain);
  });
});

describe.each(of(NAMES))('the %s palette on a %s page', (name, theme) => {
  const palette = new Palette(name, theme, false);
  const late = new Palette(name, theme, true);
  const fills = (p: Palette, zone: Zone): string[] =>
    Array.from({ length: zone <= Zone.red ? RAMP_STEPS : 1 }, (_, step) => p.fill(zone, step).css);

  test('steps at each threshold for a normal eye', () => {
    const { critical, warning } = measure(name, theme, 'normal');
    expect(Math.min(critical, warning)).toBeGreaterThanOrEqual(LEAST.step);
  });

  test('gives no colour to two zones, also when late', () => {
    for (const p of [palette, late]) {
      const all = ALL.flatMap((zone) => [...new Set(fills(p, zone))]);
      expect(new Set(all).size).toBe(all.length);
    }
    expect(new Set(fills(palette, Zone.green)).size).toBeGreaterThan(15);
  });

  test('writes in black or white with at least 4.58 : 1 on every fill', () => {
    expect(leastInk(palette)).toBeGreaterThanOrEqual(LEAST.ink);
    expect(leastInk(late)).toBeGreaterThanOrEqual(LEAST.ink);
  });

  test('draws every zone with at least 3 : 1 against the page, by its fill or by its outline', () => {
    for (const zone of ALL)
      expect(standsOut(palette, zone).drawn, `zone ${zone}`).toBeGreaterThanOrEqual(LEAST.outline);
  });

  test('runs evenly: no two neighbouring steps differ by more than 1.5', () => {
    for (const zone of COLOURED) {
      const labs = fills(palette, zone).map((css) => toLab(parseHex(css)));
      for (let i = 1; i < labs.length; i++) expect(distance(labs[i]!, labs[i - 1]!)).toBeLessThan(1.5);
    }
  });

  test('gives the GPU the same texels that it gives the painter', () => {
    const texels = late.ramp();
    expect(texels).toHaveLength(6 * RAMP_STEPS * 4);
    for (const zone of ALL)
      for (let step = 0; step < RAMP_STEPS; step++) {
        const at = (zone * RAMP_STEPS + step) * 4;
        const css = late.fill(zone, zone <= Zone.red ? step : 0).css;
        const [r, g, b, alpha] = texels.slice(at, at + 4);
        expect([r, g, b, alpha]).toEqual([...parseHex(css).map((c) => Math.round(c * 255)), 255]);
      }
  });
});

test('docs/palettes.md is what `npm run palette` writes', () => {
  const written = readFileSync(new URL('../../docs/palettes.md', import.meta.url), 'utf8');
  expect(written, 'run `npm --prefix web run palette`').toBe(paletteTable());
});

test('Classic says that it is not colour-blind-safe', () => {
  expect(PALETTES.find(({ name }) => name === 'classic')!.note).toContain('not colour-blind-safe');
});

test.each(of(SAFE))('the %s palette on a %s page lets the worst stand out most', (name, theme) => {
  const palette = new Palette(name, theme, false);
  const { page } = palette.colours;
  expect(contrast(palette.fill(Zone.red, 0).css, page)).toBeGreaterThan(
    2 * contrast(palette.fill(Zone.green, RAMP_STEPS - 1).css, page),
  );
});

describe('rampPosition', () => {
  test('spans a zone and is clamped at the outer ends', () => {
    expect(rampPosition(Zone.red, 0.1, bands)).toBe(0);
    expect(rampPosition(Zone.red, 1.2, bands)).toBe(1);
    expect(rampPosition(Zone.yellow, 1.35, bands)).toBeCloseTo(0.5);
    expect(rampPosition(Zone.green, 9, bands)).toBe(1);
    expect(rampPosition(Zone.red, Number.NaN, bands)).toBe(0);
  });

  test('never leaves the zone that was given, whatever the double says', () => {
    expect(rampPosition(Zone.yellow, 1.5000001, bands)).toBe(1);
    expect(rampPosition(Zone.green, 1.4999999, bands)).toBe(0);
  });
});
