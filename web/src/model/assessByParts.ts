import { assess } from './assess';
import type { Assessment, Columns, Counts } from './columns';
import type { Market } from './market';
import { ColumnPart } from './columnPart';

/** Rows between two looks at the clock. */
const PART = 8_192;

/** `assess`, some rows at a time, so that no frame of a drag waits for all of a large network. The same answer. */
export class AssessByParts {
  private readonly zones: Uint8Array;
  private readonly shades: Float64Array;
  private readonly counts = [0, 0, 0, 0, 0, 0];
  private done = 0;

  /** `into`: an answer that is not needed any more, whose arrays are written anew where they are as long. */
  constructor(
    private readonly columns: Columns,
    private readonly market: Market,
    into: Assessment | null = null,
  ) {
    const { size } = columns;
    this.zones = into?.zones.length === size ? into.zones : new Uint8Array(size);
    this.shades = into?.shades.length === size ? into.shades : new Float64Array(size);
  }

  /** Goes on for about `ms`, at least by one part; the answer when all rows are done, else null. */
  advance(ms: number): Assessment | null {
    const { columns, market, zones, shades, counts } = this;
    const end = performance.now() + ms;
    while (this.done < columns.size) {
      const from = this.done;
      const to = (this.done = Math.min(columns.size, from + PART));
      const into = { zones: zones.subarray(from, to), shades: shades.subarray(from, to), counts: NONE };
      const part = assess(new ColumnPart(columns, from, to), market, into);
      part.counts.forEach((count, zone) => (counts[zone]! += count));
      if (performance.now() >= end) break;
    }
    if (this.done < columns.size) return null;
    const [green = 0, yellow = 0, red = 0, unknown = 0, exempt = 0, liquidated = 0] = counts;
    return { zones, shades, counts: [green, yellow, red, unknown, exempt, liquidated] };
  }
}

const NONE: Counts = [0, 0, 0, 0, 0, 0];
