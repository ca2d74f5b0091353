import type { Lab, Rgb } from '../src/map/oklab';
import { distance, fromLab, luminance, mix, parseHex, toLab } from '../src/map/oklab';
import type { PaletteName, Theme } from '../src/map/palette';
import { PALETTES, Palette, RAMP_STEPS, coloursOf } from '../src/map/palette';
import { Zone } from '../src/model/zone';
import { VISIONS, seenBy } from './colourVision';

/** What a palette promises (spec 2.8); `classic` promises the steps under normal vision only. */
export const LEAST = { anchors: 18, step: 6, plain: 5, outline: 3, ink: 4.58 } as const;
export const THEMES: readonly Theme[] = ['dark', 'light'];
export const VISION_NAMES = Object.keys(VISIONS);

type Band = 'red' | 'yellow' | 'green';

/** OKLab distances × 100 as one kind of eye sees them. */
export interface Distances {
  readonly redYellow: number;
  readonly yellowGreen: number;
  readonly redGreen: number;
  /** Of the two thresholds' steps. */
  readonly critical: number;
  readonly warning: number;
}

/** The middle of a zone's ramp is its anchor. */
export function measure(name: PaletteName, theme: Theme, vision: string): Distances {
  const { ramps } = coloursOf(name, theme);
  const end = (band: Band, last: 0 | 1): Rgb => parseHex(ramps[band][last]!);
  const anchor = (band: Band): Rgb => fromLab(mix(toLab(end(band, 0)), toLab(end(band, 1)), 0.5));
  const between = (a: Rgb, b: Rgb): number =>
    distance(toLab(seenBy(VISIONS[vision]!, a)), toLab(seenBy(VISIONS[vision]!, b)));
  return {
    redYellow: between(anchor('red'), anchor('yellow')),
    yellowGreen: between(anchor('yellow'), anchor('green')),
    redGreen: between(anchor('red'), anchor('green')),
    critical: between(end('red', 1), end('yellow', 0)),
    warning: between(end('yellow', 1), end('green', 0)),
  };
}

/** How far unknown and exempt lie from the nearest fill of a zone that has a ratio: neither may pass for calm. */
export function fromRamps(name: PaletteName, theme: Theme, vision: string): number {
  const palette = new Palette(name, theme, false);
  const seen = (zone: Zone, step: number): Lab =>
    toLab(seenBy(VISIONS[vision]!, parseHex(palette.fill(zone, step).css)));
  let least = Number.POSITIVE_INFINITY;
  for (const plain of [Zone.unknown, Zone.exempt])
    for (const zone of [Zone.green, Zone.yellow, Zone.red])
      for (let step = 0; step < RAMP_STEPS; step++) least = Math.min(least, distance(seen(plain, 0), seen(zone, step)));
  return least;
}

export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(parseHex(a)), luminance(parseHex(b))].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

/** How well a zone's tiles stand out from the page: by the worst of its fills, or by what outlines and hatches them. */
export function standsOut(palette: Palette, zone: Zone): { readonly fill: number; readonly drawn: number } {
  const { page, unknownInk, ghost } = palette.colours;
  const steps = zone <= Zone.red ? RAMP_STEPS : 1;
  const fill = Math.min(...Array.from({ length: steps }, (_, i) => contrast(palette.fill(zone, i).css, page)));
  const line = zone === Zone.unknown ? unknownInk : zone === Zone.liquidated ? ghost : palette.edge(zone);
  return { fill, drawn: line === null ? fill : Math.max(fill, contrast(line, page)) };
}

/** Least contrast of black or white on any of a palette's fills. */
export function leastInk(palette: Palette): number {
  let least = Number.POSITIVE_INFINITY;
  for (let zone = 0; zone <= Zone.liquidated; zone++)
    for (let step = 0; step < (zone <= Zone.red ? RAMP_STEPS : 1); step++) {
      const { css, ink } = palette.fill(zone as Zone, step);
      least = Math.min(least, contrast(css, ink));
    }
  return least;
}

const ZONE_NAMES = ['safe', 'warning', 'red', 'unknown', 'exempt', 'liquidated'] as const;
const one = (value: number): string => value.toFixed(1);

function distanceRows(name: PaletteName, theme: Theme): string[] {
  return VISION_NAMES.map((vision) => {
    const d = measure(name, theme, vision);
    const cells = [d.redYellow, d.yellowGreen, d.redGreen, d.critical, d.warning, fromRamps(name, theme, vision)].map(
      one,
    );
    return `| ${name} | ${theme} | ${vision} | ${cells.join(' | ')} |`;
  });
}

function contrastRow(name: PaletteName, theme: Theme): string {
  const palette = new Palette(name, theme, false);
  const cells = ZONE_NAMES.map((_, zone) => {
    const { fill, drawn } = standsOut(palette, zone as Zone);
    return drawn > fill ? `${fill.toFixed(2)}, outlined ${drawn.toFixed(2)}` : fill.toFixed(2);
  });
  return `| ${name} | ${theme} | ${cells.join(' | ')} | ${leastInk(palette).toFixed(2)} |`;
}

function each<T>(row: (name: PaletteName, theme: Theme) => T): T[] {
  return PALETTES.flatMap(({ name }) => THEMES.map((theme) => row(name, theme)));
}

/** docs/palettes.md. */
export function paletteTable(): string {
  return [
    '# Palettes, measured',
    '',
    'Written by `npm --prefix web run palette` from `web/src/map/palette.json`; a test holds it current.',
    '',
    ...PALETTES.map(({ name, label, note }) => `- **${label}** (\`palette=${name}\`): ${note}.`),
    '',
    'Colours run in OKLab inside a zone and step at each threshold; the scale is absolute. An anchor is the middle of a zone’s ramp.',
    'Colour is never the only sign: each zone has a glyph, red a hatch, unknown a cross-hatch, liquidated a dashed outline.',
    '',
    '## Distances',
    '',
    `OKLab distance × 100, as normal eyes see it and as simulated for colour blindness (Machado, Oliveira, Fernandes 2009, severity 1).`,
    `Promised for default, cividis and mono under each vision: anchors at least ${LEAST.anchors} apart, steps at least ${LEAST.step},\nunknown and exempt at least ${LEAST.plain} from any colour that has a ratio.`,
    'Classic is not colour-blind-safe: it keeps its steps under normal vision. Model output, not a test with people.',
    '',
    '| palette | theme | vision | red–yellow | yellow–safe | red–safe | step at critical | step at warning | unknown, exempt to ramps |',
    '|---|---|---|---|---|---|---|---|---|',
    ...each(distanceRows).flat(),
    '',
    '## Contrasts',
    '',
    `Least contrast of a zone’s fills against the page (WCAG 2.2); below ${LEAST.outline} : 1 an outline, hatch or dashes in a stronger colour draw the tile.`,
    `Text on a tile is pure black or white, whichever is stronger: at least ${LEAST.ink} : 1 on any fill.`,
    '',
    `| palette | theme | ${ZONE_NAMES.join(' | ')} | text |`,
    '|---|---|---|---|---|---|---|---|---|',
    ...each(contrastRow),
    '',
  ].join('\n');
}
