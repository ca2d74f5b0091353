import { Zone } from '../model/zone';
import type { Lab } from './oklab';
import { fromLab, luminance, mix, parseHex, printHex, toLab } from './oklab';
import tables from './palette.json';

export type Theme = keyof typeof tables.themes;
export type PaletteName = keyof typeof tables.palettes;

/** What can be chosen, in the order of a menu; `note` says what an eye must know of it. Measured in docs/palettes.md. */
export const PALETTES: readonly { readonly name: PaletteName; readonly label: string; readonly note: string }[] = [
  { name: 'default', label: 'Default', note: 'green, yellow, red, told apart by lightness too' },
  { name: 'classic', label: 'Classic', note: 'not colour-blind-safe' },
  { name: 'cividis', label: 'Cividis', note: 'blue to yellow, alike to nearly every eye' },
  { name: 'mono', label: 'Mono', note: 'shades of grey' },
];

/** Steps of a zone's ramp: fine enough to read as continuous, coarse enough that a colour is a small number. */
export const RAMP_STEPS = 64;
const LATE_CHROMA = 0.38;
const COLOURED = ['green', 'yellow', 'red'] as const;
const ZONE_COUNT = 6;

/** A theme's own colours, and the ramps and edges that a palette has in it. */
export type Colours = (typeof tables.themes)[Theme] & (typeof tables.palettes)[PaletteName][Theme];

export interface Fill {
  readonly css: string;
  /** Pure black or white, whichever reads better (≥ 4.58 : 1 on any fill). */
  readonly ink: '#000000' | '#ffffff';
}

/** Where the ramps begin and end. The outer ends are clamped: red from ¾ of critical, green to 1.6 × warning. */
export interface Bands {
  readonly critical: number;
  readonly warning: number;
}

/** Position of a ratio within its zone's ramp, 0 to 1; the zone is given and never derived from the ratio. */
export function rampPosition(zone: Zone, ratio: number, { critical, warning }: Bands): number {
  if (Number.isNaN(ratio)) return 0;
  const [from, to] =
    zone === Zone.red
      ? [critical * 0.75, critical]
      : zone === Zone.yellow
        ? [critical, warning]
        : [warning, warning * 1.6];
  return to > from ? Math.min(1, Math.max(0, (ratio - from) / (to - from))) : 0;
}

export function coloursOf(name: PaletteName, theme: Theme): Colours {
  return { ...tables.themes[theme], ...tables.palettes[name][theme] };
}

function inkOn(css: string): Fill['ink'] {
  const y = luminance(parseHex(css));
  return (y + 0.05) / 0.05 >= 1.05 / (y + 0.05) ? '#000000' : '#ffffff';
}

function fillOf(lab: Lab): Fill {
  const css = printHex(fromLab(lab));
  return { css, ink: inkOn(css) };
}

/** A palette in one theme, as looked up by whoever paints. Absolute: a ratio has one colour, whatever the others are. */
export class Palette {
  readonly colours: Colours;
  private readonly fills: Fill[][] = [];

  /** `late`: the same hues with most of their chroma taken away. */
  constructor(
    readonly name: PaletteName,
    readonly theme: Theme,
    readonly late: boolean,
  ) {
    this.colours = coloursOf(name, theme);
    for (const zone of COLOURED) this.fills.push(this.ramped(zone));
    this.fills.push(
      [this.plain(this.colours.unknown)],
      [this.plain(this.colours.exempt)],
      [this.plain(this.colours.page)],
    );
  }

  /** Index of a fill within its zone: what a tile keeps to know whether it changed. */
  step(zone: Zone, ratio: number, bands: Bands): number {
    return zone <= Zone.red ? Math.round(rampPosition(zone, ratio, bands) * (RAMP_STEPS - 1)) : 0;
  }

  fill(zone: Zone, step: number): Fill {
    return this.fills[zone]![step]!;
  }

  /** The outline without which a zone's fills would be less than 3 : 1 against the page; null where they need none. */
  edge(zone: Zone): string | null {
    const { green, yellow, red, exempt } = this.colours.edges;
    switch (zone) {
      case Zone.green:
        return green;
      case Zone.yellow:
        return yellow;
      case Zone.red:
        return red;
      case Zone.exempt:
        return exempt;
      default:
        return null;
    }
  }

  /**
   * All fills as a texture of RAMP_STEPS × 6 texels, RGBA of 8 bits, a row per zone in the order of `Zone`; opaque. Zones of one
   * colour repeat it.
   */
  ramp(): Uint8Array {
    const texels = new Uint8Array(ZONE_COUNT * RAMP_STEPS * 4);
    for (let zone = 0; zone < ZONE_COUNT; zone++) {
      const fills = this.fills[zone]!;
      for (let step = 0; step < RAMP_STEPS; step++) {
        const value = Number.parseInt(fills[Math.min(step, fills.length - 1)]!.css.slice(1), 16);
        texels.set([value >> 16, (value >> 8) & 255, value & 255, 255], (zone * RAMP_STEPS + step) * 4);
      }
    }
    return texels;
  }

  private ramped(zone: (typeof COLOURED)[number]): Fill[] {
    const [from, to] = this.colours.ramps[zone].map((hex) => toLab(parseHex(hex)));
    return Array.from({ length: RAMP_STEPS }, (_, i) => {
      const [L, a, b] = mix(from!, to!, i / (RAMP_STEPS - 1));
      const chroma = this.late ? LATE_CHROMA : 1;
      return fillOf([L, a * chroma, b * chroma]);
    });
  }

  private plain(hex: string): Fill {
    return { css: hex, ink: inkOn(hex) };
  }
}
