/** Seeds of the four lanes (docs/protocol.md, stateHash). */
export const LANE_SEEDS: readonly [number, number, number, number] = [0x9e3779b9, 0x3c6ef372, 0xdaa66d2b, 0x78dde6e4];

/** MurmurHash3, x86, 32 bits (Austin Appleby, public domain) over the first `length` bytes. */
export function murmur32(bytes: Uint8Array, length: number, seed: number): number {
  let h = seed | 0;
  const blocks = length & ~3;
  for (let i = 0; i < blocks; i += 4) {
    const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    h = mix(h ^ scramble(word));
  }
  let tail = 0;
  for (let i = length - 1; i >= blocks; i--) tail = (tail << 8) | bytes[i]!;
  if (length > blocks) h ^= scramble(tail);
  return finish(h, length);
}

/** What a word does before it meets the state; the same for every seed. */
export function scramble(word: number): number {
  const k = Math.imul(word, 0xcc9e2d51);
  return Math.imul((k << 15) | (k >>> 17), 0x1b873593);
}

/** The state after it met a scrambled word. */
export function mix(h: number): number {
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

/** The hash that a state of so many bytes ends in. */
export function finish(state: number, length: number): number {
  let h = state ^ length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
