import type { WireBlock } from '../stream/wire';
import { counted } from '../ui/format';

/** What was known when before a liquidation (docs/protocol.md, lead-time). Times are ISO 8601. */
export interface WireLeadTime {
  readonly cluster: string;
  readonly name: string;
  readonly leftGreen: WireBlock | null;
  readonly firstAlert: string | null;
  readonly flagged: string | null;
  readonly deadline: string | null;
  readonly liquidated: WireBlock;
  /** From the first alert to the liquidation; null for a miss. */
  readonly leadSeconds: number | null;
  readonly deadlineLeadSeconds: number | null;
}

export interface WireLeadTimes {
  readonly liquidations: readonly WireLeadTime[];
  readonly alerted: number;
  readonly missed: number;
  readonly medianLeadSeconds: number | null;
}

const LISTED = 20;

/** How much warning the last liquidations had; asked again when another one is there. */
export class LeadTimes {
  board = $state.raw<WireLeadTimes | null>(null);
  state = $state<'asked' | 'there' | 'missing'>('asked');
  private stop = new AbortController();

  constructor(private readonly network: string) {}

  async refresh(): Promise<void> {
    this.stop.abort();
    const { signal } = (this.stop = new AbortController());
    try {
      const path = `/api/v1/networks/${encodeURIComponent(this.network)}/lead-time?limit=${LISTED}`;
      const response = await fetch(path, { headers: { accept: 'application/json' }, signal });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      const board = (await response.json()) as WireLeadTimes;
      if (signal.aborted) return;
      this.board = board;
      this.state = 'there';
    } catch {
      // The last answer stands; asked again when the queue changes.
      if (!signal.aborted && this.board === null) this.state = 'missing';
    }
  }

  close(): void {
    this.stop.abort();
  }
}

/** Seconds of warning as people say them, cut to what counts: 41 s, 12 min, 3 h 5 min. A warning after the fact is none. */
export function leadWords(seconds: number | null): string {
  if (seconds === null) return 'no alert';
  if (seconds < 0) return 'too late';
  const whole = Math.floor(seconds);
  if (whole < 120) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The scoreboard in a sentence, misses included. */
export function boardWords({ alerted, missed, medianLeadSeconds }: WireLeadTimes): string {
  const all = alerted + missed;
  const median =
    medianLeadSeconds === null ? '' : ` Half of those alerted had ${leadWords(medianLeadSeconds)} of warning or more.`;
  return `Of the last ${counted(all, 'liquidation')}, ${alerted} had an alert delivered before, ${missed} had none.${median}`;
}
