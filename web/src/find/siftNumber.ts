import { floorDivide, gasPerNode } from '../model/amounts';
import { scaleOf } from '../model/classify';
import type { Reading } from '../model/picture';
import { Zone } from '../model/zone';
import type { Comparison, Decimal, Filter } from './condition';
import { TIME_UNITS } from './condition';
import { compareAmount, meets, ratioMeets } from './exactly';
import type { Sifted } from './matches';

type NumberFilter = Extract<Filter, { kind: 'number' }>;

/** Relative error of what a few roundings of 2⁻⁵³ make; beyond it doubles decide, within it integers do. */
const BOUND = 2e-14;

/** Share of its digits that a difference must keep for doubles to be asked at all. */
const LEAST_KEPT = 1e-9;

/** What a comparison answers for less, equal, more. */
function answersOf(comparison: Comparison): Uint8Array {
  return Uint8Array.from([-1, 0, 1], (sign) => Number(meets(sign, comparison)));
}

function toDouble({ digits, places }: Decimal): number {
  return Number(digits) / 10 ** places;
}

/** Writes 1 where the row's number meets the comparison; a row whose number is not known gets 0. Exact. */
export function siftNumber(filter: NumberFilter, picture: Sifted, into: Uint8Array): void {
  const { columns, market } = picture;
  switch (filter.field) {
    case 'gpus':
      return siftWhole(filter, filter.value, columns.gpus, 0, columns.size, into);
    case 'nodes':
      return siftWhole(filter, filter.value, columns.nodes, 0, columns.size, into);
    case 'deadline': {
      const { digits, places } = filter.value;
      const seconds = { digits: digits * TIME_UNITS[filter.unit ?? 's'], places };
      siftWhole(filter, seconds, columns.deadline, market.block.time, columns.size, into);
      for (let row = 0; row < columns.size; row++) if (columns.deadline[row] === 0) into[row] = 0;
      return;
    }
    case 'collateral':
      return siftHeld(filter, picture, false, into);
    case 'rewards':
      return siftHeld(filter, picture, true, into);
    case 'ratio':
      return siftRatio(filter, picture, into);
    case 'headroom':
    case 'shortfall':
      return siftHeadroom(filter, picture, into);
  }
}

/** Whole numbers less `offset`. The bound's floor decides, and where that is met, whether the bound has a fraction. */
function siftWhole(
  { comparison }: NumberFilter,
  bound: Decimal,
  values: Float64Array | Uint32Array,
  offset: number,
  size: number,
  into: Uint8Array,
): void {
  const [less, equal, more] = answersOf(comparison);
  const unit = 10n ** BigInt(bound.places);
  const floor = floorDivide(bound.digits, unit);
  const whole = floor * unit === bound.digits;
  const at = Number(floor) + offset;
  for (let row = 0; row < size; row++) {
    const value = values[row]!;
    into[row] = value < at ? less! : value > at ? more! : whole ? equal! : less!;
  }
}

/** Collateral, or rewards: what is held less collateral. */
function siftHeld({ comparison, value }: NumberFilter, picture: Sifted, rewards: boolean, into: Uint8Array): void {
  const { columns, market } = picture;
  const { collateral, assets, size } = columns;
  const [less, , more] = answersOf(comparison);
  const bound = toDouble(value) * 10 ** market.tokenDecimals;
  for (let row = 0; row < size; row++) {
    const amount = rewards ? assets[row]! - collateral[row]! : collateral[row]!;
    const margin = BOUND * (assets[row]! + Math.abs(bound));
    if (amount - bound > margin) into[row] = more!;
    else if (bound - amount > margin) into[row] = less!;
    else {
      const terms = assets[row] === 0 ? NOTHING : (columns.terms(row) ?? NOTHING);
      const exact = rewards ? terms.rewards : terms.collateral;
      into[row] = Number(meets(compareAmount(exact, market.tokenDecimals, value), comparison));
    }
  }
}

const NOTHING = { collateral: 0n, rewards: 0n };

/** Token base units that a ratio of 1 takes, as doubles, for each row; NaN where the class has no requirement. */
function requirements({ columns, market }: Sifted): (row: number) => number {
  const price = market.tokenPrice.verdict === 'valid' ? market.tokenPrice.value : 0n;
  const { leftDouble, rightDouble } = scaleOf(
    market.priced ? price : null,
    market.tokenPrice.decimals,
    market.tokenDecimals,
  );
  const perGpu = market.classes.map(({ base, demandBps }) =>
    base === null || demandBps === null
      ? Number.NaN
      : (Number(base) * Number(demandBps) * 1e4 * rightDouble) / leftDouble,
  );
  return (row) => (perGpu[columns.classAt[row]!] ?? Number.NaN) * columns.gpus[row]!;
}

/** A difference of large numbers may keep few of their digits: the margin grows by what was lost. */
function siftRatio({ comparison, value }: NumberFilter, picture: Sifted, into: Uint8Array): void {
  const { columns, market, shades, zones } = picture;
  const [less, , more] = answersOf(comparison);
  const bound = toDouble(value);
  const gas = gasPerNode(market);
  const perNode = gas === null ? 0 : Number(gas);
  const required = requirements(picture);
  // Without gas a ratio has an upper limit alone; without a price that it needs, not even that.
  const limited = gas === null && less === 1 && more === 0 && !(market.priced && market.tokenPrice.verdict !== 'valid');
  for (let row = 0; row < columns.size; row++) {
    const held = columns.assets[row]!;
    const spent = perNode * columns.nodes[row]!;
    const kept = Math.abs(held - spent) / (held + spent);
    const known = !Number.isNaN(shades[row]!);
    const ratio = known ? shades[row]! : held / required(row);
    const margin = BOUND * (Math.abs(bound) + Math.abs(ratio) / kept);
    if (zones[row]! > Zone.unknown || !(known || limited)) into[row] = 0;
    else if (kept > LEAST_KEPT && ratio - bound > margin) into[row] = more!;
    else if (known && kept > LEAST_KEPT && bound - ratio > margin) into[row] = less!;
    else {
      const reading = picture.reading(row);
      into[row] = Number(reading !== null && ratioMeets(reading, market, comparison, value));
    }
  }
}

function amountOf(reading: Reading | null, shortfall: boolean): bigint | null {
  return (shortfall ? reading?.shortfall : reading?.headroom) ?? null;
}

/** Headroom and shortfall follow from the settlement ratio alone; unknown and liquidated clusters have none. */
function siftHeadroom({ comparison, value, field }: NumberFilter, picture: Sifted, into: Uint8Array): void {
  const { columns, market, zones } = picture;
  const [less, , more] = answersOf(comparison);
  const shortfall = field === 'shortfall';
  const bound = toDouble(value) * 10 ** market.tokenDecimals;
  const critical = Number(market.criticalBps) / 1e4;
  const none = Number(meets(compareAmount(0n, 0, value), comparison));
  const required = requirements(picture);
  for (let row = 0; row < columns.size; row++) {
    const zone = zones[row]!;
    const held = columns.assets[row]!;
    const needed = zone === Zone.exempt ? 0 : critical * required(row);
    const amount = shortfall ? Math.max(0, needed - held) : held - needed;
    // What is needed is rounded up to a base unit.
    const margin = BOUND * (held + needed + Math.abs(bound)) + 1;
    if (zone === Zone.unknown || zone > Zone.exempt) into[row] = 0;
    else if (shortfall && held - needed > margin) into[row] = none;
    else if (amount - bound > margin) into[row] = more!;
    else if (bound - amount > margin) into[row] = less!;
    else {
      const exact = amountOf(picture.reading(row), shortfall);
      into[row] = Number(exact !== null && meets(compareAmount(exact, market.tokenDecimals, value), comparison));
    }
  }
}
