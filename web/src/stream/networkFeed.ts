import type { ColumnsBody } from './columnsBody';
import { BadColumns, readColumns } from './readColumns';
import type { StreamClient } from './streamClient';
import type { StreamMessage } from './streamSource';

/** A heatmap's columns as they were fetched. */
export interface FetchedColumns {
  readonly body: ArrayBuffer;
  /** The stream's id from where it goes on behind them; null where the server named none. */
  readonly streamId: string | null;
}

/** Asks for the head's columns. Null where the server has none (an older one, or no block yet). */
export type AskColumns = (signal: AbortSignal) => Promise<FetchedColumns | null>;

export interface FeedEvents {
  /** The whole network, and the sequence that it is at. */
  columns(body: ColumnsBody, seq: number): void;
  message(message: StreamMessage): void;
}

/** A feed that is begun anew is not begun again before this. */
const AGAIN_MS = 5_000;

/**
 * Columns first, then the stream from where they end. Where there are no columns the stream begins with a snapshot. Begun anew when
 * asked, but not more often than every five seconds.
 */
export class NetworkFeed {
  /** When it was last begun anew. */
  private begunAt = Number.NEGATIVE_INFINITY;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private beginning: AbortController | null = null;
  private readonly stream: StreamClient;

  /** `askColumns`: null for a server that is known to have none. */
  constructor(
    openStream: (deliver: (message: StreamMessage) => void) => StreamClient,
    private readonly askColumns: AskColumns | null,
    private readonly events: FeedEvents,
  ) {
    this.stream = openStream((message) => this.hear(message));
    this.begin();
  }

  /** The state is wrong or no longer leads anywhere: begins anew, `soonest` ms from now or later. */
  again(soonest = 0): void {
    if (this.beginning || this.waiting !== undefined) return;
    const delay = Math.max(soonest, this.begunAt + AGAIN_MS - performance.now(), 0);
    this.begunAt = performance.now() + delay;
    if (delay === 0) this.begin();
    else
      this.waiting = setTimeout(() => {
        this.waiting = undefined;
        this.begin();
      }, delay);
  }

  close(): void {
    clearTimeout(this.waiting);
    this.beginning?.abort();
    this.stream.close();
  }

  private hear(message: StreamMessage): void {
    if (message.kind === 'lost') this.again();
    // What follows from a state that is given up is not wanted.
    else if (message.kind === 'heartbeat' || (!this.beginning && this.waiting === undefined))
      this.events.message(message);
  }

  private begin(): void {
    if (!this.askColumns) this.stream.open(null);
    else {
      this.beginning = new AbortController();
      void this.fetch(this.askColumns, this.beginning);
    }
  }

  private async fetch(ask: AskColumns, abort: AbortController): Promise<void> {
    let fetched: FetchedColumns | null = null;
    try {
      fetched = await ask(abort.signal);
    } catch (error) {
      // No answer, which is what fetch throws a TypeError for: the stream is what keeps trying.
      if (!(error instanceof TypeError) && !abort.signal.aborted) throw error;
    }
    if (abort.signal.aborted) return;
    this.beginning = null;
    const taken = fetched !== null && this.take(fetched);
    if (this.waiting === undefined) this.stream.open(taken ? fetched!.streamId : null);
  }

  private take({ body, streamId }: FetchedColumns): boolean {
    try {
      this.events.columns(readColumns(body), seqOf(streamId));
      return true;
    } catch (error) {
      if (!(error instanceof BadColumns)) throw error;
      console.error(error.message);
      return false;
    }
  }
}

function seqOf(id: string | null): number {
  return id === null ? -1 : Number(id.slice(id.lastIndexOf('-') + 1));
}
