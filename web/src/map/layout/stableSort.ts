const DIGIT = 2048;
/** 11 bits each of the 33 that hold a 32-bit key. */
const SHIFTS = [0, 11, 22] as const;
/** Up to here a plain insertion is quicker than counting. */
const FEW = 32;

/**
 * Sorts `rows` in place by ascending `keys[row]`, or by descending ones with a `sign` of −1; equal keys keep their order, NaN stands
 * first. Radix over the keys rounded to 32 bits (which keeps their order), then the few that rounding made equal by the doubles
 * themselves.
 */
export function sortByKey(rows: Uint32Array, keys: Float64Array, sign: 1 | -1 = 1): void {
  if (rows.length <= FEW) {
    insert(rows, keys, sign);
    return;
  }
  radix(rows, keys, sign);
  let previous = keys[rows[0]!]!;
  for (let i = 1; i < rows.length; i++) {
    const key = keys[rows[i]!]!;
    if (!(sign * previous > sign * key)) {
      previous = key;
      continue;
    }
    const rounded = Math.fround(key);
    let start = i - 1;
    while (start > 0 && Math.fround(keys[rows[start - 1]!]!) === rounded) start--;
    while (i < rows.length && Math.fround(keys[rows[i]!]!) === rounded) i++;
    rows.subarray(start, i).sort((a, b) => sign * (keys[a]! - keys[b]!));
    previous = keys[rows[--i]!]!;
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

function radix(rows: Uint32Array, keys: Float64Array, sign: 1 | -1): void {
  const count = rows.length;
  const floats = new Float32Array(count);
  for (let i = 0; i < count; i++) floats[i] = sign * keys[rows[i]!]! + 0; // no −0
  let bits: Uint32Array = new Uint32Array(floats.buffer);
  const starts = SHIFTS.map(() => new Uint32Array(DIGIT));
  const [low, middle, high] = [starts[0]!, starts[1]!, starts[2]!];
  for (let i = 0; i < count; i++) {
    const raw = bits[i]!;
    // Negative floats descend by their bits; NaN goes before all.
    const key = Number.isNaN(floats[i]!) ? 0 : raw >>> 31 === 1 ? ~raw >>> 0 : (raw | 0x8000_0000) >>> 0;
    bits[i] = key;
    low[key & (DIGIT - 1)]!++;
    middle[(key >>> 11) & (DIGIT - 1)]!++;
    high[key >>> 22]!++;
  }
  let from: Uint32Array = rows;
  let to: Uint32Array = new Uint32Array(count);
  let toBits: Uint32Array = new Uint32Array(count);
  for (let pass = 0; pass < SHIFTS.length; pass++) {
    scatter(from, bits, to, toBits, starts[pass]!, SHIFTS[pass]!);
    [from, to] = [to, from];
    [bits, toBits] = [toBits, bits];
  }
  if (from !== rows) rows.set(from);
}

/** One pass: `from` and its keys to `to`, by 11 bits of the key; `counts` says how many have each. */
function scatter(
  from: Uint32Array,
  bits: Uint32Array,
  to: Uint32Array,
  toBits: Uint32Array,
  counts: Uint32Array,
  shift: number,
): void {
  for (let d = 0, sum = 0; d < DIGIT; d++) {
    const size = counts[d]!;
    counts[d] = sum;
    sum += size;
  }
  for (let i = 0; i < from.length; i++) {
    const key = bits[i]!;
    const place = counts[(key >>> shift) & (DIGIT - 1)]!++;
    to[place] = from[i]!;
    toBits[place] = key;
  }
}

/** `rows` by ascending `codes[row]` (each below `codeCount`), in a new array; equal codes keep their order. */
export function bucketed(rows: Uint32Array, codes: Uint32Array, codeCount: number): Uint32Array {
  const starts = new Uint32Array(codeCount + 1);
  for (let i = 0; i < rows.length; i++) starts[codes[rows[i]!]! + 1]!++;
  for (let c = 1; c < codeCount; c++) starts[c]! += starts[c - 1]!;
  const out = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) out[starts[codes[rows[i]!]!]!++] = rows[i]!;
  return out;
}
