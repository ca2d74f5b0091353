import { pow10 } from './classify';
import { Zone } from './zone';

const DECIMALS = 18;

function printAt(ratio18: bigint, decimals: number): string {
  const digits = (ratio18 % pow10(DECIMALS)).toString().padStart(DECIMALS, '0').slice(0, decimals);
  return `${ratio18 / pow10(DECIMALS)}.${digits}`;
}

/** A ratio as programs print it: 18 decimals, a negative one `0`. */
export function printRatio(ratio18: bigint): string {
  return ratio18 < 0n ? '0' : printAt(ratio18, DECIMALS);
}

function zoneOf(ratio18: bigint, warning18: bigint, critical18: bigint): Zone {
  if (ratio18 < critical18) return Zone.red;
  return ratio18 > warning18 ? Zone.green : Zone.yellow;
}

/**
 * A ratio for people (spec 1.5): 2 decimals of the floor, and as many more as it takes that neither the floor nor the
 * nearest value reads as another zone. Green by less than 10⁻¹⁸ reads as the threshold and `+`.
 */
export function printForPeople(ratio18: bigint, zone: Zone, warningBps: bigint, criticalBps: bigint): string {
  if (ratio18 < 0n) return '0.00';
  const warning = warningBps * pow10(14);
  const critical = criticalBps * pow10(14);
  const hidesExcess = zone === Zone.green && ratio18 === warning;
  const reads = hidesExcess ? Zone.yellow : zone;
  let decimals = 2;
  while (decimals < DECIMALS && reads <= Zone.red) {
    const unit = pow10(DECIMALS - decimals);
    const floor = (ratio18 / unit) * unit;
    const nearest = ((ratio18 + unit / 2n) / unit) * unit;
    if (zoneOf(floor, warning, critical) === reads && zoneOf(nearest, warning, critical) === reads) break;
    decimals++;
  }
  while (hidesExcess && ratio18 % pow10(DECIMALS - decimals) !== 0n) decimals++;
  return printAt(ratio18, decimals) + (hidesExcess ? '+' : '');
}

/** A threshold, without the zeros that say nothing: 1.50, 1.205. */
export function printBps(bps: bigint): string {
  const text = `${bps / 10_000n}.${(bps % 10_000n).toString().padStart(4, '0')}`;
  return text.replace(/0{1,2}$/, '');
}
