import { floorDivide, gasPerNode } from '../model/amounts';
import { scaleOf } from '../model/classify';
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

/** Of a row that doubles cannot decide. */
const OPEN = 2;

interface Answers {
  readonly less: number;
  readonly equal: number;
  readonly more: number;
}

/** What a comparison answers, 1 or 0, for a number that is less than the bound, equal to it, and more. */
function answersOf(comparison: Comparison): Answers {
  const answer = (sign: number): number => (meets(sign, comparison) ? 1 : 0);
  return { less: answer(-1), equal: answer(0), more: answer(1) };
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
  const { less, equal, more } = answersOf(comparison);
  const unit = 10n ** BigInt(bound.places);
  const floor = floorDivide(bound.digits, unit);
  const whole = floor * unit === bound.digits;
  const at = Number(floor) + offset;
  for (let row = 0; row < size; row++) {
    const value = values[row]!;
    into[row] = value < at ? less : value > at ? more : whole ? equal : less;
  }
}

/** Asks with integers what doubles left open. */
function settle(into: Uint8Array, size: number, exactly: (row: number) => boolean): void {
  for (let row = 0; row < size; row++) if (into[row] === OPEN) into[row] = exactly(row) ? 1 : 0;
}

/** Collateral or rewards. */
function siftHeld({ comparison, value }: NumberFilter, picture: Sifted, rewards: boolean, into: Uint8Array): void {
  const { columns, market } = picture;
  const { collateral, size } = columns;
  const { less, more } = answersOf(comparison);
  const bound = toDouble(value) * 10 ** market.tokenDecimals;
  for (let row = 0; row < size; row++) {
    const amount = rewards ? columns.rewards(row) : collateral[row]!;
    const margin = BOUND * (amount + Math.abs(bound));
    into[row] = amount - bound > margin ? more : bound - amount > margin ? less : OPEN;
  }
  const none = meets(compareAmount(0n, 0, value), comparison);
  settle(into, size, (row) => {
    if (rewards ? columns.rewards(row) === 0 : collateral[row] === 0) return none;
    const alone = columns.exactRewards(row);
    const exact = rewards ? alone : columns.exactAssets(row) - alone;
    return meets(compareAmount(exact, market.tokenDecimals, value), comparison);
  });
}

/** Token base units that a ratio of 1 takes for one GPU of each class, as doubles; NaN where the class has no requirement. */
function requiredPerGpu({ market }: Sifted): Float64Array {
  const price = market.tokenPrice.verdict === 'valid' ? market.tokenPrice.value : 0n;
  const { leftDouble, rightDouble } = scaleOf(
    market.priced ? price : null,
    market.tokenPrice.decimals,
    market.tokenDecimals,
  );
  return Float64Array.from(market.classes, ({ base, demandBps }) =>
    base === null || demandBps === null
      ? Number.NaN
      : (Number(base) * Number(demandBps) * 1e4 * rightDouble) / leftDouble,
  );
}

/** A difference of large numbers may keep few of their digits: the margin grows by what was lost. */
function siftRatio({ comparison, value }: NumberFilter, picture: Sifted, into: Uint8Array): void {
  const { columns, market, shades, zones } = picture;
  const { assets, classAt, gpus, nodes, size } = columns;
  const { less, more } = answersOf(comparison);
  const bound = toDouble(value);
  const gas = gasPerNode(market);
  const perNode = gas === null ? 0 : Number(gas);
  const perGpu = requiredPerGpu(picture);
  // Without gas a ratio has an upper limit alone; without a price that it needs, not even that.
  const limited = gas === null && less === 1 && more === 0 && !(market.priced && market.tokenPrice.verdict !== 'valid');
  for (let row = 0; row < size; row++) {
    const held = assets[row]!;
    const spent = perNode * nodes[row]!;
    const kept = Math.abs(held - spent) / (held + spent);
    const known = !Number.isNaN(shades[row]!);
    const ratio = known ? shades[row]! : held / (perGpu[classAt[row]!]! * gpus[row]!);
    const margin = BOUND * (Math.abs(bound) + Math.abs(ratio) / kept);
    if (zones[row]! > Zone.unknown || !(known || limited)) into[row] = 0;
    else if (kept > LEAST_KEPT && ratio - bound > margin) into[row] = more;
    else if (known && kept > LEAST_KEPT && bound - ratio > margin) into[row] = less;
    else into[row] = OPEN;
  }
  settle(into, size, (row) => {
    const reading = picture.reading(row);
    return reading !== null && ratioMeets(reading, market, comparison, value);
  });
}

/** Headroom and shortfall follow from the settlement ratio alone; unknown and liquidated clusters have none. */
function siftHeadroom({ comparison, value, field }: NumberFilter, picture: Sifted, into: Uint8Array): void {
  const { columns, market, zones } = picture;
  const { assets, classAt, gpus, size } = columns;
  const { less, more } = answersOf(comparison);
  const shortfall = field === 'shortfall';
  const bound = toDouble(value) * 10 ** market.tokenDecimals;
  const critical = Number(market.criticalBps) / 1e4;
  const perGpu = requiredPerGpu(picture);
  const none = meets(compareAmount(0n, 0, value), comparison) ? 1 : 0;
  for (let row = 0; row < size; row++) {
    const zone = zones[row]!;
    const held = assets[row]!;
    const needed = zone === Zone.exempt ? 0 : critical * perGpu[classAt[row]!]! * gpus[row]!;
    const headroom = held - needed;
    const amount = shortfall ? -headroom : headroom;
    // What is needed is rounded up to a base unit.
    const margin = BOUND * (held + needed + Math.abs(bound)) + 1;
    if (zone === Zone.unknown || zone > Zone.exempt) into[row] = 0;
    else if (shortfall && headroom > margin) into[row] = none;
    else if (amount - bound > margin) into[row] = more;
    else if (bound - amount > margin && !(shortfall && headroom > -margin)) into[row] = less;
    else into[row] = OPEN;
  }
  settle(into, size, (row) => {
    const reading = picture.reading(row);
    const exact = shortfall ? reading?.shortfall : reading?.headroom;
    return exact != null && meets(compareAmount(exact, market.tokenDecimals, value), comparison);
  });
}
