const PULSE_MS = 280;
/** When more than this share of tiles cross at once, none pulses: the colours themselves say it. */
const MOST_SHARE = 0.2;

/** One pulse on a tile that crossed into another zone; none under reduced motion. */
export class Pulses {
  private readonly started = new Map<number, number>();
  private readonly progress = new Map<number, number>();
  private readonly still = matchMedia('(prefers-reduced-motion: reduce)');

  start(crossed: readonly number[], tiles: number): void {
    if (this.still.matches || crossed.length > MOST_SHARE * tiles) return;
    for (const row of crossed) this.started.set(row, performance.now());
  }

  get running(): boolean {
    return this.started.size > 0;
  }

  /** Moves all pulses to the present. The rows to paint, among them those whose pulse has just ended: in sight or not, it ends. */
  advance(): number[] {
    const rows = [...this.started.keys()];
    for (const row of rows) {
      const done = (performance.now() - this.started.get(row)!) / PULSE_MS;
      if (done < 1) this.progress.set(row, done);
      else {
        this.started.delete(row);
        this.progress.delete(row);
      }
    }
    return rows;
  }

  /** How far a row's pulse is, 0 to 1; null without one. */
  at(row: number): number | null {
    return this.progress.get(row) ?? null;
  }
}
