/** What rows are divided by: row r has code `codeOf[keys[r]]`, and the last of `codeOf` where its key is beyond them. */
export interface Coding {
  /** By row; null where all have the first code. */
  readonly keys: Uint8Array | Uint32Array | null;
  /** Below `count`. */
  readonly codeOf: Uint32Array;
  readonly count: number;
}

export const ONE_CODE: Coding = { keys: null, codeOf: Uint32Array.of(0), count: 1 };

/** 32-bit keys are sorted in so many passes. */
const PASSES = 3;
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
/** Up to here a plain insertion is quicker than counting. */
const FEW = 32;
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
  untie(rows, radix(rows, scratch), keys, sign);
}

/** The bits of a 32-bit infinity; those of NaN are above it. */
const INFINITE = 0x7f80_0000;

/** Brings rows whose keys were made equal by rounding into the order of the keys themselves. */
function untie(rows: Uint32Array, bits: Uint32Array, keys: Float64Array, sign: 1 | -1): void {
  for (let i = 1; i < rows.length; i++) {
    if (bits[i] !== bits[i - 1] || !(sign * keys[rows[i - 1]!]! > sign * keys[rows[i]!]!)) continue;
    const tied = bits[i]!;
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

/** Sorts rows by `scratch.bits`; returns those in their order. */
function radix(rows: Uint32Array, scratch: Scratch): Uint32Array {
  const count = rows.length;
  const counts = countDigits(scratch.bits, count);
  let [from, to] = [rows, scratch.rows];
  let [bits, toBits] = [scratch.bits, scratch.toBits];
  for (let pass = 0; pass < PASSES; pass++) {
    scatter(from, bits, to, toBits, counts.subarray(pass << DIGIT_BITS, (pass + 1) << DIGIT_BITS), pass, count);
    [from, to] = [to, from];
    [bits, toBits] = [toBits, bits];
  }
  rows.set(from.subarray(0, count));
  return bits;
}

/** How many of the first `count` have each value of each digit, one digit after another. */
function countDigits(bits: Uint32Array, count: number): Uint32Array {
  const counts = new Uint32Array(PASSES * DIGITS);
  for (let i = 0; i < count; i++) {
    const key = bits[i]!;
    counts[key & (DIGITS - 1)]!++;
    counts[DIGITS + ((key >>> DIGIT_BITS) & (DIGITS - 1))]!++;
    counts[2 * DIGITS + (key >>> (2 * DIGIT_BITS))]!++;
  }
  return counts;
}

/** One pass: the first `count` of `from` and their keys to `to`, by the pass's digit of the key; `counts` says how many have each. */
function scatter(
  from: Uint32Array,
  bits: Uint32Array,
  to: Uint32Array,
  toBits: Uint32Array,
  counts: Uint32Array,
  pass: number,
  count: number,
): void {
  const shift = pass * DIGIT_BITS;
  for (let d = 0, sum = 0; d < DIGITS; d++) {
    const size = counts[d]!;
    counts[d] = sum;
    sum += size;
  }
  for (let i = 0; i < count; i++) {
    const key = bits[i]!;
    const place = counts[(key >>> shift) & (DIGITS - 1)]!++;
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
