const PULSE_MS = 280;
/** When more than this share of tiles cross at once, none pulses: the colours themselves say it. */
const MOST_SHARE = 0.2;

/** One pulse on a tile that crossed into another zone; none under reduced motion. */
export class Pulses {
  private readonly started = new Map<number, number>();
  private readonly still = matchMedia('(prefers-reduced-motion: reduce)');

  start(crossed: readonly number[], tiles: number): void {
    if (this.still.matches || crossed.length > MOST_SHARE * tiles) return;
    for (const row of crossed) this.started.set(row, performance.now());
  }

  get running(): boolean {
    return this.started.size > 0;
  }

  rows(): Iterable<number> {
    return this.started.keys();
  }

  /** How far a row's pulse is, 0 to 1; null without one. A pulse that is over is forgotten. */
  at(row: number): number | null {
    const started = this.started.get(row);
    if (started === undefined) return null;
    const done = (performance.now() - started) / PULSE_MS;
    if (done < 1) return done;
    this.started.delete(row);
    return null;
  }
}
