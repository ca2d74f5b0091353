import { integer } from './format';

/** ms of blocks that a forecast rests on, and the least that it needs. */
const REMEMBERED_MS = 30_000;
const LEAST_MS = 4_000;
/** Without a new block for this long, no forecast is made. */
const STALLED_MS = 10_000;

interface Sample {
  readonly at: number;
  readonly now: number;
}

/** How fast a backfill goes by what was seen of it, and how long it may still take. Times are ms of any steady clock. */
export class BackfillPace {
  private samples: Sample[] = [];

  /** The last block that was read. Another backfill, which begins anew, forgets the pace of the one before. */
  observe(at: number, now: number): void {
    const last = this.samples.at(-1);
    if (last && at < last.at) this.samples = [];
    if (last?.at !== at) this.samples.push({ at, now });
    while (this.samples.length > 2 && this.samples[0]!.now < now - REMEMBERED_MS) this.samples.shift();
  }

  /** Seconds without a new block, where they are too many for a forecast; else null. */
  stalled(now: number): number | null {
    const last = this.samples.at(-1);
    return last && now - last.now >= STALLED_MS ? Math.floor((now - last.now) / 1000) : null;
  }

  /** Seconds to block `to` at the pace of the last half minute; null while there is none to go by. */
  left(to: number, now: number): number | null {
    const [first, last] = [this.samples[0], this.samples.at(-1)];
    if (!first || !last || this.stalled(now) !== null || now - first.now < LEAST_MS || last.at <= first.at) return null;
    return ((to - last.at) * (now - first.now)) / (last.at - first.at) / 1000;
  }
}

/** What is said of the time left; rough, as the forecast is. */
export function leftWords(seconds: number | null, stalled: number | null): string {
  if (stalled !== null) return `no new block for ${integer(stalled)} s`;
  if (seconds === null) return 'measuring how long it takes';
  if (seconds < 10) return 'a few seconds left';
  if (seconds < 90) return `about ${Math.ceil(seconds / 10) * 10} s left`;
  if (seconds < 5_400) return `about ${Math.ceil(seconds / 60)} min left`;
  return `about ${Math.ceil(seconds / 3_600)} h left`;
}

/** Whole per cent, and 100 only when nothing is left. */
export function percent(from: number, at: number, to: number): number {
  if (to <= from) return at >= to ? 100 : 0;
  return Math.min(at >= to ? 100 : 99, Math.max(0, Math.floor((100 * (at - from)) / (to - from))));
}
