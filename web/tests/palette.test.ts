import { describe, expect, test } from 'vitest';
import type { Rgb } from '../src/map/oklab';
import { distance, fromLab, luminance, mix, parseHex, toLab } from '../src/map/oklab';
import { Palette, rampPosition } from '../src/map/palette';
import colours from '../src/map/palette.json';
import { Zone } from '../src/model/zone';
import { VISIONS, seenBy } from './colourVision';

const THEMES = ['dark', 'light'] as const;
const CASES = THEMES.flatMap((theme) => Object.keys(VISIONS).map((vision) => [theme, vision] as const));
const bands = { critical: 1.2, warning: 1.5 };

function ends(theme: (typeof THEMES)[number], zone: 'red' | 'yellow' | 'green'): readonly [Rgb, Rgb] {
  const [from, to] = colours[theme].ramps[zone];
  return [parseHex(from!), parseHex(to!)];
}

function anchor(theme: (typeof THEMES)[number], zone: 'red' | 'yellow' | 'green'): Rgb {
  const [from, to] = ends(theme, zone);
  return fromLab(mix(toLab(from), toLab(to), 0.5));
}

describe.each(CASES)('the %s palette under %s vision', (theme, vision) => {
  const between = (a: Rgb, b: Rgb): number =>
    distance(toLab(seenBy(VISIONS[vision]!, a)), toLab(seenBy(VISIONS[vision]!, b)));

  test.each([
    ['red', 'yellow'],
    ['yellow', 'green'],
    ['red', 'green'],
  ] as const)('keeps the anchors of %s and %s at least 18 apart', (a, b) => {
    expect(between(anchor(theme, a), anchor(theme, b))).toBeGreaterThanOrEqual(18);
  });

  test('steps by at least 6 at each threshold', () => {
    expect(between(ends(theme, 'red')[1], ends(theme, 'yellow')[0])).toBeGreaterThanOrEqual(6);
    expect(between(ends(theme, 'yellow')[1], ends(theme, 'green')[0])).toBeGreaterThanOrEqual(6);
  });
});

describe.each(THEMES)('the %s palette', (theme) => {
  const palette = new Palette(theme, false);
  const ramp = (zone: Zone): string[] => Array.from({ length: 64 }, (_, step) => palette.fill(zone, step).css);

  test('gives no colour to two zones, also when late', () => {
    const late = new Palette(theme, true);
    for (const p of [palette, late]) {
      const sets = [Zone.green, Zone.yellow, Zone.red].map(
        (z) => new Set(Array.from({ length: 64 }, (_, s) => p.fill(z, s).css)),
      );
      for (const [a, b] of [
        [0, 1],
        [1, 2],
        [0, 2],
      ] as const)
        expect([...sets[a]!].filter((css) => sets[b]!.has(css))).toEqual([]);
    }
    expect(new Set(ramp(Zone.green)).size).toBeGreaterThan(20);
  });

  test('writes in black or white with at least 4.5 : 1 on every fill', () => {
    for (const late of [false, true]) {
      const p = new Palette(theme, late);
      for (const zone of [Zone.green, Zone.yellow, Zone.red, Zone.unknown, Zone.exempt] as const) {
        for (let step = 0; step < (zone <= Zone.red ? 64 : 1); step++) {
          const { css, ink } = p.fill(zone, step);
          const [hi, lo] = [luminance(parseHex(css)), luminance(parseHex(ink))].sort((a, b) => b - a);
          expect((hi! + 0.05) / (lo! + 0.05)).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  });

  test('runs evenly: no two neighbouring steps differ by more than 1.5', () => {
    for (const zone of [Zone.green, Zone.yellow, Zone.red] as const) {
      const labs = ramp(zone).map((css) => toLab(parseHex(css)));
      for (let i = 1; i < labs.length; i++) expect(distance(labs[i]!, labs[i - 1]!)).toBeLessThan(1.5);
    }
  });
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
