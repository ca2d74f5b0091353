import { ONE_CODE, bucketed } from './stableSort';
import type { Coding } from './stableSort';

/** Rows are put in order in two passes of at most so many bits each. */
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const WORD_BITS = 32;
/** Which 32-bit half of a double has its sign, its exponent and the most of its digits: positive doubles ascend by it. */
const HIGH = new Uint32Array(Float64Array.of(1).buffer)[0] === 0 ? 1 : 0;
/** A half is read without its last bit: numbers of more than 30 bits are reckoned with as doubles, which takes longer. */
const ENDLESS = 0x7ff0_0000 >> 1;
/** Arrays for so many rows are kept from one sort to the next. */
const KEPT = 2 ** 18;
/** Where rows have to go further than this on average, they are sorted by comparing. */
const PATIENCE = 16;

/** What one sort works on: keys by place, then rows under the upper digit of their key. */
interface Scratch {
  readonly keys: Uint32Array;
  readonly words: Uint32Array;
}

let kept: Scratch | null = null;
const lowCounts = new Uint32Array(DIGITS);
const highCounts = new Uint32Array(DIGITS);

function scratchFor(count: number): Scratch {
  if (kept && kept.keys.length >= count) return kept;
  const scratch = { keys: new Uint32Array(count), words: new Uint32Array(count) };
  if (count <= KEPT) kept = scratch;
  return scratch;
}

/**
 * Puts `rows` in place by ascending code and within a code nearly by descending size: sizes are rounded to what two passes of a radix
 * sort tell apart, and rows that this makes equal keep their order. `settle` does the rest. What has no size above 0, or an endless
 * one, stands last.
 */
export function orderBySize(rows: Uint32Array, coding: Coding, sizes: Float64Array): void {
  const { keys, codeOf, count: codes } = coding;
  const rowBits = WORD_BITS - Math.clz32(Math.max(1, sizes.length - 1));
  const keyBits = DIGIT_BITS + Math.min(DIGIT_BITS, WORD_BITS - rowBits);
  if (2 * codes > 2 ** keyBits) {
    orderBySize(rows, ONE_CODE, sizes);
    rows.set(bucketed(rows, coding));
    return;
  }
  const halves = new Int32Array(sizes.buffer, sizes.byteOffset, 2 * sizes.length);
  const { least, most } = extremes(rows, halves);
  // Of one code: sizes from the largest on, and one place behind the least for what has none.
  let shift = 0;
  while (codes * (((most - least) >>> shift) + 2) > 2 ** keyBits) shift++;
  const last = ((most - least) >>> shift) + 1;
  const starts = Int32Array.from(codeOf, (code) => code * (last + 1));
  const scratch = scratchFor(rows.length);
  countKeys(rows, keys, starts, halves, { most, shift, last }, scratch.keys);
  scatter(rows, scratch, rowBits);
}

/**
 * The least and the most high half of a size that counts; 0 where none does. The very least of doubles have one of 0: they stand with
 * what has no size until they are settled.
 */
function extremes(rows: Uint32Array, halves: Int32Array): { least: number; most: number } {
  let least = ENDLESS;
  let most = 0;
  for (let i = 0; i < rows.length; i++) {
    const half = halves[(rows[i]! << 1) | HIGH]! >> 1;
    if (half <= 0 || half >= ENDLESS) continue;
    if (half > most) most = half;
    if (half < least) least = half;
  }
  return { least: Math.min(least, most), most };
}

/** Writes each row's key, and counts how many have each digit. */
function countKeys(
  rows: Uint32Array,
  keys: Coding['keys'],
  starts: Int32Array,
  halves: Int32Array,
  { most, shift, last }: { readonly most: number; readonly shift: number; readonly last: number },
  into: Uint32Array,
): void {
  const beyond = starts.length - 1;
  lowCounts.fill(0);
  highCounts.fill(0);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const half = halves[(row << 1) | HIGH]! >> 1;
    const key = keys ? keys[row]! : 0;
    const place = half > 0 && half < ENDLESS ? (most - half) >> shift : last;
    const whole = starts[key < beyond ? key : beyond]! + place;
    into[i] = whole;
    lowCounts[whole & (DIGITS - 1)]!++;
    highCounts[whole >>> DIGIT_BITS]!++;
  }
}

/** The two passes. Between them a row and the upper digit of its key share a word. */
function scatter(rows: Uint32Array, { keys, words }: Scratch, rowBits: number): void {
  sumUp(lowCounts);
  sumUp(highCounts);
  // Where it is not in the processor's cache, to fetch it from end to end takes a tenth of what fetching it here and there does.
  words.fill(0, 0, rows.length);
  for (let i = 0; i < rows.length; i++) {
    const key = keys[i]!;
    words[lowCounts[key & (DIGITS - 1)]!++] = ((key >>> DIGIT_BITS) << rowBits) | rows[i]!;
  }
  const rowMask = -1 >>> (WORD_BITS - rowBits);
  for (let i = 0; i < rows.length; i++) {
    const word = words[i]!;
    rows[highCounts[word >>> rowBits]!++] = word & rowMask;
  }
}

/** How many are before each, in place of how many there are of each. */
function sumUp(counts: Uint32Array): void {
  let sum = 0;
  for (let d = 0; d < counts.length; d++) {
    const count = counts[d]!;
    counts[d] = sum;
    sum += count;
  }
}

/**
 * Brings rows `from` to `end`, which `orderBySize` put in place, into the exact order of descending sizes, equal ones as they stood, and
 * writes their sizes to `weights`: 0 for what has none. Returns the sum of these.
 */
export function settle(
  rows: Uint32Array,
  from: number,
  end: number,
  sizes: Float64Array,
  weights: Float64Array,
): number {
  let sum = 0;
  let before = Number.POSITIVE_INFINITY;
  let patience = PATIENCE * (end - from);
  for (let i = from; i < end; i++) {
    const weight = weightOf(sizes[rows[i]!]!);
    weights[i] = weight;
    sum += weight;
    if (weight <= before) before = weight;
    else {
      patience -= insert(rows, weights, from, i);
      if (patience < 0) return sortPart(rows, from, end, sizes, weights);
      before = weights[i]!;
    }
  }
  return sum;
}

/** The size of what has one above 0 that is not endless; else 0. */
function weightOf(size: number): number {
  return size > 0 && size < Number.POSITIVE_INFINITY ? size : 0;
}

/** Moves the last of rows `from` to `at`, which are in order but for it, to its place; returns over how many. */
function insert(rows: Uint32Array, weights: Float64Array, from: number, at: number): number {
  const row = rows[at]!;
  const weight = weights[at]!;
  let to = at;
  for (; to > from && weights[to - 1]! < weight; to--) {
    rows[to] = rows[to - 1]!;
    weights[to] = weights[to - 1]!;
  }
  rows[to] = row;
  weights[to] = weight;
  return at - to;
}

/** `settle` where too many have sizes that rounding made equal. */
function sortPart(rows: Uint32Array, from: number, end: number, sizes: Float64Array, weights: Float64Array): number {
  rows.subarray(from, end).sort((a, b) => weightOf(sizes[b]!) - weightOf(sizes[a]!));
  let sum = 0;
  for (let i = from; i < end; i++) sum += weights[i] = weightOf(sizes[rows[i]!]!);
  return sum;
}
