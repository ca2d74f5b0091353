import type { WireBackTest } from './wire';

/** A stretch of a time line, in its own units. */
export interface Mark {
  readonly x: number;
  readonly width: number;
}

/** Narrower is not seen. */
const LEAST = 3;

/** Firings as stretches of a line of `width`, by block: none leaves the line, none is too narrow to be seen. */
export function timeLine({ from, to, firings }: WireBackTest, width: number): readonly Mark[] {
  const blocks = Math.max(1, to.number - from.number);
  return firings.map((firing) => {
    const begin = ((firing.from.number - from.number) / blocks) * width;
    const end = (((firing.to ?? to.number) - from.number) / blocks) * width;
    const wide = Math.max(LEAST, end - begin);
    return { x: Math.max(0, Math.min(begin, width - wide)), width: wide };
  });
}
