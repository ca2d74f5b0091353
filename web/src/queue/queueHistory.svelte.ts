import type { WireQueueEvent } from '../stream/wire';
import { api } from '../ui/api';

const PAGE = 100;

const keyOf = (event: WireQueueEvent): string => `${event.seq} ${event.cluster}`;

/** A fresh first page before what is older and was fetched already; what both have counts as the fresh one tells it. */
export function merged(fresh: readonly WireQueueEvent[], old: readonly WireQueueEvent[]): WireQueueEvent[] {
  const last = fresh.at(-1);
  if (!last) return [...fresh];
  const known = new Set(fresh.map(keyOf));
  return [...fresh, ...old.filter((event) => event.seq <= last.seq && !known.has(keyOf(event)))];
}

/** The queue's history as far as it was asked for, newest first. */
export class QueueHistory {
  events = $state.raw<readonly WireQueueEvent[]>([]);
  /** Where the next, older page begins; null at the end. */
  next = $state<string | null>(null);
  state = $state<'asked' | 'there' | 'missing'>('asked');
  asking = $state(false);
  private stop = new AbortController();

  constructor(private readonly network: string) {}

  /** The first page anew; what is older stays. */
  async refresh(): Promise<void> {
    this.stop.abort();
    const { signal } = (this.stop = new AbortController());
    try {
      const page = await api.queueHistory(this.network, null, PAGE, signal);
      if (signal.aborted) return;
      const first = this.events.length === 0;
      this.events = merged(page.events, this.events);
      if (first || this.events.length === page.events.length) this.next = page.next;
      this.state = 'there';
    } catch {
      // The last answer stands; asked again when the queue changes.
      if (!signal.aborted && this.events.length === 0) this.state = 'missing';
    }
  }

  /** One page more. */
  async more(): Promise<void> {
    if (this.next === null || this.asking) return;
    this.asking = true;
    const { signal } = this.stop;
    try {
      const page = await api.queueHistory(this.network, this.next, PAGE, signal);
      const known = new Set(this.events.map(keyOf));
      this.events = [...this.events, ...page.events.filter((event) => !known.has(keyOf(event)))];
      this.next = page.next;
    } catch {
      // The button stays, to be pressed again.
      this.state = this.events.length > 0 ? 'there' : 'missing';
    } finally {
      this.asking = false;
    }
  }

  close(): void {
    this.stop.abort();
  }
}
