import type { Palette } from '../map/palette';
import { RAMP_STEPS } from '../map/palette';
import { Zone } from '../model/zone';
import type { ThresholdsBps } from './ownThresholds';
import { STEP_BPS } from './ownThresholds';

/** The legend's axis: ratios at its two ends, in basis points. What is beyond has the end's colour. */
export interface Axis {
  readonly from: number;
  readonly to: number;
}

/** Where the ramps are clamped (`Bands` in map/palette): red from ¾ of critical, green to 1.6 × warning. */
const RED_FROM = 0.75;
const GREEN_TO = 1.6;

/** From where red is clamped to where green is, of the network's pair and of the viewer's: both have room. */
export function axisOf(network: ThresholdsBps, own: ThresholdsBps | null): Axis {
  const pairs = own ? [network, own] : [network];
  return {
    from: RED_FROM * Math.min(...pairs.map((pair) => Number(pair.critical))),
    to: GREEN_TO * Math.max(...pairs.map((pair) => Number(pair.warning))),
  };
}

/** Place of a ratio on the axis, 0 to 1; what is beyond lies at the end. */
export function placeOf(axis: Axis, bps: bigint | number): number {
  return Math.min(1, Math.max(0, (Number(bps) - axis.from) / (axis.to - axis.from)));
}

/** The threshold at a place of the axis, in whole hundredths: what a finger can mean. */
export function thresholdAt(axis: Axis, place: number): bigint {
  const bps = axis.from + (axis.to - axis.from) * Math.min(1, Math.max(0, place));
  return BigInt(Math.round(bps / Number(STEP_BPS))) * STEP_BPS;
}

/** The ramps of a palette along the axis, as the map paints them: a step at each threshold, flat beyond both ends. */
export function gradientOf(palette: Palette, axis: Axis, { warning, critical }: ThresholdsBps): string {
  const ends: readonly [Zone, number, number][] = [
    [Zone.red, RED_FROM * Number(critical), Number(critical)],
    [Zone.yellow, Number(critical), Number(warning)],
    [Zone.green, Number(warning), GREEN_TO * Number(warning)],
  ];
  const percent = (bps: number): string => `${(100 * (bps - axis.from)) / (axis.to - axis.from)}%`;
  const stops = ends.flatMap(([zone, from, to]) => [
    `${palette.fill(zone, 0).css} ${percent(from)}`,
    `${palette.fill(zone, RAMP_STEPS - 1).css} ${percent(to)}`,
  ]);
  return `linear-gradient(90deg in oklab, ${stops.join(', ')})`;
}
