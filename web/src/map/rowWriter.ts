import { isHeld } from '../ui/atRest';
import type { RowGrid } from './rowGrid';
import type { RowWords } from './sentences';

/** Rows are written when nothing has changed for so long; but not later than this after the first change. */
const REST_MS = 60;
const LATEST_MS = 1_000;
/** While a finger or a button is down they are written so long at a time, and no oftener; ms. */
const IN_DRAG = { ms: 0.5, every: 60 };

/** Has the hidden rows follow the map at leisure: they must be right, not first. */
export class RowWriter {
  private timer = 0;
  private changedAt = 0;
  /** While rows are being written; `again`: what they say has changed meanwhile. */
  private under: { again: boolean } | null = null;

  /** `words`: a row's as they are now. */
  constructor(
    private readonly grid: RowGrid,
    private readonly words: (row: number) => RowWords | null,
  ) {}

  /** What the rows say has changed. */
  later(): void {
    // Those that are still to come say the newest; then all are written once more.
    if (this.under) return void (this.under.again = true);
    const now = performance.now();
    if (!this.timer) this.changedAt = now;
    clearTimeout(this.timer);
    const wait = Math.max(0, Math.min(REST_MS, this.changedAt + LATEST_MS - now));
    this.timer = window.setTimeout(() => this.begin(), wait);
  }

  /** Nobody reads them any more. */
  drop(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    this.under = null;
  }

  private begin(): void {
    this.under = { again: false };
    this.grid.begin(this.words);
    this.go();
  }

  private go(): void {
    const done = this.grid.go(isHeld() ? IN_DRAG.ms : Number.POSITIVE_INFINITY);
    this.timer = done ? 0 : window.setTimeout(() => this.go(), IN_DRAG.every);
    if (!done) return;
    const again = this.under?.again;
    this.under = null;
    if (again) this.later();
  }
}
