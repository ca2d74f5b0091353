import { Zone } from '../model/zone';
import type { Lab } from './oklab';
import { fromLab, luminance, mix, parseHex, printHex, toLab } from './oklab';
import colours from './palette.json';

export type Theme = keyof typeof colours;

/** Steps of a zone's ramp: fine enough to read as continuous, coarse enough that a colour is a small number. */
export const RAMP_STEPS = 64;
const LATE_CHROMA = 0.38;
const COLOURED = ['green', 'yellow', 'red'] as const;

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

function inkOn(css: string): Fill['ink'] {
  const y = luminance(parseHex(css));
  return (y + 0.05) / 0.05 >= 1.05 / (y + 0.05) ? '#000000' : '#ffffff';
}

function fillOf(lab: Lab): Fill {
  const css = printHex(fromLab(lab));
  return { css, ink: inkOn(css) };
}

/** A theme's colours as looked up by the painter. */
export class Palette {
  readonly colours;
  private readonly fills: Fill[][] = [];

  /** `late`: the same hues with most of their chroma taken away. */
  constructor(
    readonly theme: Theme,
    readonly late: boolean,
  ) {
    this.colours = colours[theme];
    for (const name of COLOURED) this.fills.push(this.ramp(name));
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

  private ramp(name: (typeof COLOURED)[number]): Fill[] {
    const [from, to] = this.colours.ramps[name].map((hex) => toLab(parseHex(hex)));
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
