/** What rows are divided by: row r has code `codeOf[keys[r]]`, and the last of `codeOf` where its key is beyond them. */
export interface Coding {
  /** By row; null where all have the first code. */
  readonly keys: Uint8Array | Uint32Array | null;
  /** Below `count`. */
  readonly codeOf: Uint32Array;
  readonly count: number;
}

export const ONE_CODE: Coding = { keys: null, codeOf: Uint32Array.of(0), count: 1 };

const DIGIT_BITS = 11;
/** Up to here a plain insertion is quicker than counting. */
const FEW = 32;
const WORD = 2 ** 32;
/** Arrays for so many rows are kept from one sort to the next: to get new ones takes as long as a pass. */
const KEPT = 2 ** 18;

/** What one sort works on. */
interface Scratch {
  readonly rows: Uint32Array;
  readonly bits: Uint32Array;
  readonly floats: Float32Array;
  readonly toBits: Uint32Array;
}

let kept: Scratch | null = null;

function scratchFor(count: number): Scratch {
  if (kept && kept.rows.length >= count) return kept;
  const bits = new Uint32Array(count);
  const scratch = {
    rows: new Uint32Array(count),
    bits,
    floats: new Float32Array(bits.buffer),
    toBits: new Uint32Array(count),
  };
  if (count <= KEPT) kept = scratch;
  return scratch;
}

export function codeAt({ keys, codeOf }: Coding, row: number): number {
  if (!keys) return 0;
  return codeOf[Math.min(keys[row]!, codeOf.length - 1)]!;
}

/**
 * Sorts `rows` in place by ascending `keys[row]`, or by descending ones with a `sign` of −1; equal keys keep their order, NaN stands
 * first. Radix over the keys rounded to 32 bits (which keeps their order), then the few that rounding made equal by the doubles
 * themselves.
 */
export function sortByKey(rows: Uint32Array, keys: Float64Array, sign: 1 | -1 = 1): void {
  const count = rows.length;
  if (count <= FEW) {
    insert(rows, keys, sign);
    return;
  }
  const scratch = scratchFor(count);
  const { bits, floats } = scratch;
  for (let i = 0; i < count; i++) {
    floats[i] = sign * keys[rows[i]!]! + 0; // no −0
    const raw = bits[i]!;
    // Negative floats descend by their bits; NaN goes before all.
    bits[i] = (raw & 0x7fff_ffff) > INFINITE ? 0 : raw >>> 31 === 1 ? ~raw : raw | 0x8000_0000;
  }
  untie(rows, radix(rows, scratch, WORD - 1), keys, sign);
}

/** The bits of a 32-bit infinity; those of NaN are above it. */
const INFINITE = 0x7f80_0000;

/**
 * Sorts `rows` in place by ascending code, within a code by descending size, and equal ones as they stood. What has no size above 0,
 * or an endless one, stands last.
 */
export function sortBySize(rows: Uint32Array, coding: Coding, sizes: Float64Array): void {
  const count = rows.length;
  const scratch = scratchFor(count);
  const { bits, floats } = scratch;
  let least = INFINITE;
  let most = 0;
  for (let i = 0; i < count; i++) {
    const size = sizes[rows[i]!]!;
    floats[i] = size > 0 && size < Number.POSITIVE_INFINITY ? size : 0;
    const raw = bits[i]!;
    if (raw > most) most = raw;
    if (raw < least && raw > 0) least = raw;
  }
  // Of one code: sizes from the largest on, and one place behind the least for what has none.
  const range = Math.max(0, most - least) + 2;
  const { keys, codeOf } = coding;
  if (coding.count * range > WORD) {
    sortBySize(rows, ONE_CODE, sizes);
    rows.set(bucketed(rows, coding));
    return;
  }
  const beyond = codeOf.length - 1;
  for (let i = 0; i < count; i++) {
    const raw = bits[i]!;
    const key = keys ? keys[rows[i]!]! : 0;
    bits[i] = codeOf[key < beyond ? key : beyond]! * range + (raw === 0 ? range - 1 : most - raw);
  }
  untie(rows, radix(rows, scratch, coding.count * range - 1), sizes, -1, range);
}

/**
 * Brings rows whose keys were made equal by rounding into the order of the keys themselves. `range`: each of so many bits' last one
 * is that of rows whose keys count for nothing.
 */
function untie(rows: Uint32Array, bits: Uint32Array, keys: Float64Array, sign: 1 | -1, range = 0): void {
  for (let i = 1; i < rows.length; i++) {
    if (bits[i] !== bits[i - 1] || !(sign * keys[rows[i - 1]!]! > sign * keys[rows[i]!]!)) continue;
    const tied = bits[i]!;
    if (range > 0 && tied % range === range - 1) continue;
    let start = i - 1;
    while (start > 0 && bits[start - 1] === tied) start--;
    while (i < rows.length && bits[i] === tied) i++;
    rows.subarray(start, i--).sort((a, b) => sign * (keys[a]! - keys[b]!));
  }
}

function insert(rows: Uint32Array, keys: Float64Array, sign: 1 | -1): void {
  for (let i = 1; i < rows.length; i++) {
    const row = rows[i]!;
    const key = sign * keys[row]!;
    let at = i;
    for (; at > 0 && after(sign * keys[rows[at - 1]!]!, key); at--) rows[at] = rows[at - 1]!;
    rows[at] = row;
  }
}

function after(left: number, right: number): boolean {
  return left > right || (Number.isNaN(right) && !Number.isNaN(left));
}

/** Sorts rows by `scratch.bits`, which are at most `most`; returns those in their order. */
function radix(rows: Uint32Array, scratch: Scratch, most: number): Uint32Array {
  const count = rows.length;
  const width = 32 - Math.clz32(most);
  const passes = Math.max(1, Math.ceil(width / DIGIT_BITS));
  const digit = Math.ceil(width / passes);
  const counts = countDigits(scratch.bits, count, passes, digit);
  let [from, to] = [rows, scratch.rows];
  let [bits, toBits] = [scratch.bits, scratch.toBits];
  for (let pass = 0; pass < passes; pass++) {
    scatter(from, bits, to, toBits, counts.subarray(pass << digit, (pass + 1) << digit), pass * digit, count);
    [from, to] = [to, from];
    [bits, toBits] = [toBits, bits];
  }
  if (from !== rows) rows.set(from.subarray(0, count));
  return bits;
}

/** How many of the first `count` have each value of each digit, one digit after another. */
function countDigits(bits: Uint32Array, count: number, passes: number, digit: number): Uint32Array {
  const counts = new Uint32Array(3 << digit);
  const mask = (1 << digit) - 1;
  const [second, third] = [1 << digit, 2 << digit];
  if (passes === 3)
    for (let i = 0; i < count; i++) {
      const key = bits[i]!;
      counts[key & mask]!++;
      counts[second + ((key >>> digit) & mask)]!++;
      counts[third + (key >>> (2 * digit))]!++;
    }
  else
    for (let i = 0; i < count; i++) {
      const key = bits[i]!;
      counts[key & mask]!++;
      counts[second + (key >>> digit)]!++;
    }
  return counts;
}

/** One pass: the first `count` of `from` and their keys to `to`, by a digit of the key; `counts` says how many have each. */
function scatter(
  from: Uint32Array,
  bits: Uint32Array,
  to: Uint32Array,
  toBits: Uint32Array,
  counts: Uint32Array,
  shift: number,
  count: number,
): void {
  const mask = counts.length - 1;
  for (let d = 0, sum = 0; d <= mask; d++) {
    const size = counts[d]!;
    counts[d] = sum;
    sum += size;
  }
  for (let i = 0; i < count; i++) {
    const key = bits[i]!;
    const place = counts[(key >>> shift) & mask]!++;
    to[place] = from[i]!;
    toBits[place] = key;
  }
}

/** `rows` by ascending code; equal codes keep their order. A new array, where there is more than one code. */
export function bucketed(rows: Uint32Array, { keys, codeOf, count }: Coding): Uint32Array {
  if (!keys) return rows;
  const starts = new Uint32Array(count + 1);
  const beyond = codeOf.length - 1;
  for (let i = 0; i < rows.length; i++) {
    const key = keys[rows[i]!]!;
    starts[codeOf[key < beyond ? key : beyond]! + 1]!++;
  }
  for (let c = 1; c < count; c++) starts[c]! += starts[c - 1]!;
  const out = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const key = keys[row]!;
    out[starts[codeOf[key < beyond ? key : beyond]!]!++] = row;
  }
  return out;
}
