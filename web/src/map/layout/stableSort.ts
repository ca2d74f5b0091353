const DIGIT = 2048;
/** 11 bits each of the 33 that hold a 32-bit key. */
const SHIFTS = [0, 11, 22] as const;
/** Up to here a plain insertion is quicker than counting. */
const FEW = 32;

/**
 * Sorts `rows` in place by ascending `keys[row]`; equal keys keep their order, NaN stands first. Radix over the keys rounded to 32
 * bits (which keeps their order), then the few that rounding made equal by the doubles themselves.
 */
export function sortByKey(rows: Uint32Array, keys: Float64Array): void {
  if (rows.length > FEW) radix(rows, keys);
  for (let start = 0; start < rows.length;) {
    const rounded = Math.fround(keys[rows[start]!]!);
    let end = start + 1;
    let inOrder = true;
    // All in one run where there was no radix pass.
    while (end < rows.length && (rows.length <= FEW || Object.is(Math.fround(keys[rows[end]!]! + 0), rounded + 0))) {
      if (after(keys[rows[end - 1]!]!, keys[rows[end]!]!)) inOrder = false;
      end++;
    }
    if (!inOrder) {
      const run = rows.subarray(start, end);
      run.sort((a, b) => (after(keys[a]!, keys[b]!) ? 1 : after(keys[b]!, keys[a]!) ? -1 : 0));
    }
    start = end;
  }
}

function after(left: number, right: number): boolean {
  return left > right || (Number.isNaN(right) && !Number.isNaN(left));
}

function radix(rows: Uint32Array, keys: Float64Array): void {
  const count = rows.length;
  const floats = new Float32Array(count);
  for (let i = 0; i < count; i++) floats[i] = keys[rows[i]!]! + 0; // no −0
  let bits: Uint32Array = new Uint32Array(floats.buffer);
  for (let i = 0; i < count; i++) {
    const raw = bits[i]!;
    // Negative floats descend by their bits; NaN goes before all.
    bits[i] = Number.isNaN(floats[i]!) ? 0 : raw >>> 31 === 1 ? ~raw >>> 0 : (raw | 0x8000_0000) >>> 0;
  }
  let from: Uint32Array = rows;
  let to: Uint32Array = new Uint32Array(count);
  let toBits: Uint32Array = new Uint32Array(count);
  const starts = new Uint32Array(DIGIT);
  for (const shift of SHIFTS) {
    starts.fill(0);
    for (let i = 0; i < count; i++) starts[(bits[i]! >>> shift) & (DIGIT - 1)]!++;
    for (let d = 0, sum = 0; d < DIGIT; d++) {
      const size = starts[d]!;
      starts[d] = sum;
      sum += size;
    }
    for (let i = 0; i < count; i++) {
      const at = starts[(bits[i]! >>> shift) & (DIGIT - 1)]!++;
      to[at] = from[i]!;
      toBits[at] = bits[i]!;
    }
    [from, to] = [to, from];
    [bits, toBits] = [toBits, bits];
  }
  if (from !== rows) rows.set(from);
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
