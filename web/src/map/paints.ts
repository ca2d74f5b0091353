import { Zone } from '../model/zone';
import type { Rgb } from './oklab';
import { fromLab, luminance, mix, parseHex, printHex, toLab } from './oklab';
import type { Fill, Palette } from './palette';
import { RAMP_STEPS } from './palette';
import { DIMMED, FREE, stepOf, zoneOf } from './tileState';

const ZONES = 6;
/** How far a dimmed tile goes towards the page. */
const DIMMED_SHARE = 0.74;
/** What is left of an outline's chroma while late; its fill has lost as much (palette.ts). */
const LATE_CHROMA = 0.38;
/** The row of single colours, below the ramps and their dimmed copies. */
export const SINGLE_ROW = 2 * ZONES;
export const PAINT_ROWS = SINGLE_ROW + 1;

/** Single colours by their column in the texture's last row. */
export const SINGLE = {
  page: 0,
  free: 1,
  ghost: 2,
  ghostInk: 3,
  unknownInk: 4,
  ring: 5,
  ringGap: 6,
  focus: 7,
  selected: 8,
  heading: 9,
  headingDetail: 10,
  told: 11,
  /** One for each zone from here; alpha 0 where a zone has none. */
  edge: 16,
} as const;

const NAMED = [
  'page',
  'free',
  'ghost',
  'ghostInk',
  'unknownInk',
  'ring',
  'ringGap',
  'focus',
  'selected',
  'heading',
  'headingDetail',
  'told',
] as const;

function inkOn(rgb: Rgb): Fill['ink'] {
  const y = luminance(rgb);
  return (y + 0.05) / 0.05 >= 1.05 / (y + 0.05) ? '#000000' : '#ffffff';
}

/** A palette with its dimmed copy: as fills for a 2D canvas, and as one small texture for the GPU. */
export class Paints {
  private readonly dimmed: Fill[][] = [];

  constructor(readonly palette: Palette) {
    const page = toLab(parseHex(palette.colours.page));
    for (let zone = 0; zone < ZONES; zone++) {
      const steps = zone <= Zone.red ? RAMP_STEPS : 1;
      this.dimmed.push(
        Array.from({ length: steps }, (_, step) => {
          const rgb = fromLab(mix(toLab(parseHex(palette.fill(zone as Zone, step).css)), page, DIMMED_SHARE));
          const css = printHex(rgb);
          return { css, ink: inkOn(parseHex(css)) };
        }),
      );
    }
  }

  get colours(): Palette['colours'] {
    return this.palette.colours;
  }

  /** The fill that a word's tile has; for a stressed tile its left half's. */
  fill(word: number): Fill {
    return this.at(zoneOf(word), stepOf(word), (word & DIMMED) !== 0);
  }

  at(zone: number, step: number, dimmed: boolean): Fill {
    if (zone >= FREE) return { css: this.colours.free, ink: inkOn(parseHex(this.colours.free)) };
    return dimmed ? this.dimmed[zone]![step]! : this.palette.fill(zone as Zone, step);
  }

  edge(zone: number): string | null {
    const edge = this.palette.edge(zone as Zone);
    if (edge === null || !this.palette.late) return edge;
    const [L, a, b] = toLab(parseHex(edge));
    return printHex(fromLab([L, a * LATE_CHROMA, b * LATE_CHROMA]));
  }

  /** RAMP_STEPS × PAINT_ROWS texels, RGBA of 8 bits: alpha of a fill is its ink's brightness, of a single colour whether there is one. */
  texels(): Uint8Array {
    const texels = new Uint8Array(RAMP_STEPS * PAINT_ROWS * 4);
    const put = (row: number, column: number, css: string, alpha: number): void => {
      const value = Number.parseInt(css.slice(1), 16);
      texels.set([value >> 16, (value >> 8) & 255, value & 255, alpha], (row * RAMP_STEPS + column) * 4);
    };
    for (let zone = 0; zone < ZONES; zone++)
      for (let step = 0; step < RAMP_STEPS; step++)
        for (const dimmed of [false, true]) {
          const fill = this.at(zone, zone <= Zone.red ? step : 0, dimmed);
          put(zone + (dimmed ? ZONES : 0), step, fill.css, fill.ink === '#ffffff' ? 255 : 0);
        }
    for (const name of NAMED) put(SINGLE_ROW, SINGLE[name], this.colours[name], 255);
    for (let zone = 0; zone < ZONES; zone++) {
      const edge = this.edge(zone);
      if (edge) put(SINGLE_ROW, SINGLE.edge + zone, edge, 255);
    }
    return texels;
  }
}
