import { PULSE_SHIFT } from './tileState';

export const PULSE_MS = 280;
/** A word keeps when its pulse began in ticks of this, in eight bits. */
export const TICK_MS = 8;
export const TICKS = 255;
/** When more than this share of tiles cross at once, none pulses: the colours themselves say it. */
const MOST_SHARE = 0.2;

interface Batch {
  readonly rows: readonly number[];
  readonly startedAt: number;
}

/** The clock that pulses are counted by, 1 to 255 and round again; not whole. */
export function tickAt(now: number): number {
  return 1 + ((now / TICK_MS) % TICKS);
}

/** How far a tile's pulse is, 0 to 1; 1 and more: it is over, or there is none. */
export function pulseOf(word: number, now: number): number {
  const began = word >>> PULSE_SHIFT;
  if (began === 0) return 1;
  return (((tickAt(now) - began + TICKS) % TICKS) * TICK_MS) / PULSE_MS;
}

/** One pulse on a tile that crossed into another zone; none under reduced motion. The words hold when each began. */
export class Pulses {
  private batches: Batch[] = [];
  private readonly still = matchMedia('(prefers-reduced-motion: reduce)');

  /** Marks rows that crossed just now. `tiles`: how many there are. */
  start(crossed: readonly number[], tiles: number, words: Uint32Array, now: number): void {
    if (crossed.length === 0 || this.still.matches || crossed.length > MOST_SHARE * tiles) return;
    const began = Math.floor(tickAt(now));
    for (const row of crossed) words[row] = (words[row]! & 0xff_ffff) | (began << PULSE_SHIFT);
    this.batches.push({ rows: crossed, startedAt: now });
  }

  get running(): boolean {
    return this.batches.length > 0;
  }

  /** Takes the mark from rows whose pulse is over, in sight or not; true when there were any. */
  advance(words: Uint32Array, now: number): boolean {
    if (this.batches.length === 0) return false;
    const over = this.batches.filter((batch) => now - batch.startedAt >= PULSE_MS);
    if (over.length === 0) return false;
    this.batches = this.batches.filter((batch) => now - batch.startedAt < PULSE_MS);
    for (const { rows } of over)
      for (const row of rows) if (pulseOf(words[row]!, now) >= 1) words[row] = words[row]! & 0xff_ffff;
    return true;
  }
}
