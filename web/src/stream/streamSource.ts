/** One message of the stream, as text: parsing is the reader's. */
export interface StreamMessage {
  /** `joined`: what follows leads on from what the page holds. `lost`: nothing here does, the page must begin anew. */
  readonly kind: 'snapshot' | 'frame' | 'heartbeat' | 'joined' | 'lost';
  readonly data: string;
  /** The event's id, which names the state after it; empty where there is none. */
  readonly id: string;
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 8_000;
/** A stream that says nothing for longer than three heartbeats is opened anew. */
const SILENT_MS = 16_000;
/** One that has missed a heartbeat is, when the page wakes. */
const DOUBTFUL_MS = 6_000;
const CHECK_MS = 2_000;

/**
 * Owns the one EventSource: resumes with the last id, opens anew with back-off where the browser gives up, and where a
 * connection has gone silent without closing.
 */
export class StreamSource {
  private source: EventSource | null = null;
  private retryMs = FIRST_RETRY_MS;
  private lastMessageAt = 0;
  private readonly watch: ReturnType<typeof setInterval>;
  private retry: ReturnType<typeof setTimeout> | undefined;

  /** `lastId`: what is held; null for nothing, which a snapshot answers. */
  constructor(
    private readonly url: string,
    private readonly deliver: (message: StreamMessage) => void,
    private lastId: string | null = null,
  ) {
    this.open();
    this.watch = setInterval(() => {
      if (this.silence > SILENT_MS) this.open();
    }, CHECK_MS);
  }

  /** Forgets where the stream was and goes on from what is held now; null for nothing. */
  restart(lastId: string | null = null): void {
    this.lastId = lastId;
    this.open();
  }

  /** The page was asleep or the network away: opens anew at once, unless the stream was heard just now; `anyway` also then. */
  wake(anyway: boolean): void {
    if (!anyway && this.source?.readyState !== EventSource.CLOSED && this.silence < DOUBTFUL_MS) return;
    this.retryMs = FIRST_RETRY_MS;
    this.open();
  }

  close(): void {
    clearInterval(this.watch);
    clearTimeout(this.retry);
    this.source?.close();
  }

  /** By the wall clock, which also runs while a machine sleeps. */
  private get silence(): number {
    return Math.abs(Date.now() - this.lastMessageAt);
  }

  private open(): void {
    clearTimeout(this.retry);
    this.source?.close();
    this.lastMessageAt = Date.now();
    // Where nothing leads on from there it is told so, and the page fetches columns: a snapshot is ten times as large.
    const since = this.lastId === null ? '' : `?since=${encodeURIComponent(this.lastId)}&whole=columns`;
    const source = new EventSource(this.url + since);
    this.source = source;
    for (const kind of ['snapshot', 'frame', 'heartbeat', 'lost'] as const)
      source.addEventListener(kind, (event: MessageEvent<string>) => this.take(kind, event));
    source.onerror = () => {
      if (source !== this.source || source.readyState !== EventSource.CLOSED) return;
      this.retry = setTimeout(() => this.open(), this.retryMs);
      this.retryMs = Math.min(LAST_RETRY_MS, this.retryMs * 2);
    };
  }

  private take(kind: StreamMessage['kind'], event: MessageEvent<string>): void {
    this.lastMessageAt = Date.now();
    this.retryMs = FIRST_RETRY_MS;
    if (event.lastEventId && kind !== 'heartbeat') this.lastId = event.lastEventId;
    this.deliver({ kind, data: event.data, id: event.lastEventId });
  }
}
