interface Sample {
  /** Server clock minus this machine's, ms. */
  readonly offset: number;
  readonly roundTrip: number;
}

const KEPT = 8;

/** The server's clock as seen from here: of the last `GET /time` round trips, the shortest one counts. */
export class ServerClock {
  private samples: Sample[] = [];

  /** Arguments in Unix ms: this machine's clock when asking and when answered, and the server's answer. */
  observe(asked: number, answered: number, server: number): void {
    const sample = { offset: server - (asked + answered) / 2, roundTrip: Math.max(0, answered - asked) };
    this.samples = [...this.samples.slice(1 - KEPT), sample];
  }

  private get best(): Sample | null {
    return this.samples.reduce<Sample | null>((a, b) => (a && a.roundTrip <= b.roundTrip ? a : b), null);
  }

  get synchronised(): boolean {
    return this.samples.length > 0;
  }

  /** Shortest round trip, ms; null before the first. */
  get roundTrip(): number | null {
    return this.best?.roundTrip ?? null;
  }

  /** The server's time, Unix ms. */
  now(local: number): number {
    return local + (this.best?.offset ?? 0);
  }
}
