/** Numbers from 0 to 1, the same for a seed each time (a linear congruential generator). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}
