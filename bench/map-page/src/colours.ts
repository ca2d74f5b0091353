import { Palette } from '../../../web/src/map/palette';
import { Zone } from '../../../web/src/model/zone';
import type { Block } from './world';

const BANDS = { critical: 1.2, warning: 1.5 };
const palette = new Palette('default', 'dark', false);
export const PAGE = palette.colours.page;

/** Writes each row's fill, by the palette that ours has; the zone by doubles alone, which is the least that it can cost. */
export function fillsOf(block: Block, into: string[]): string[] {
  for (let row = 0; row < block.collateral.length; row++) {
    const ratio = block.ratio(row);
    const zone = ratio < BANDS.critical ? Zone.red : ratio <= BANDS.warning ? Zone.yellow : Zone.green;
    into[row] = palette.fill(zone, palette.step(zone, ratio, BANDS)).css;
  }
  return into;
}
