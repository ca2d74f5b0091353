/** One message of the stream, as text: parsing is the reader's. */
export interface StreamMessage {
  readonly kind: 'snapshot' | 'frame' | 'heartbeat';
  readonly data: string;
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 8_000;
/** A stream that says nothing for longer than three heartbeats is opened anew. */
const SILENT_MS = 16_000;
const CHECK_MS = 2_000;

/**
 * Owns the one EventSource: resumes with the last id, opens anew with back-off where the browser gives up, and where a
 * connection has gone silent without closing.
 */
export class StreamSource {
  private source: EventSource | null = null;
  private lastId: string | null = null;
  private retryMs = FIRST_RETRY_MS;
  private lastMessageAt = 0;
  private readonly watch: ReturnType<typeof setInterval>;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: string,
    private readonly deliver: (message: StreamMessage) => void,
  ) {
    this.open();
    this.watch = setInterval(() => {
      if (performance.now() - this.lastMessageAt > SILENT_MS) this.open();
    }, CHECK_MS);
  }

  /** Forgets where the stream was and asks for a snapshot. */
  restart(): void {
    this.lastId = null;
    this.open();
  }

  close(): void {
    clearInterval(this.watch);
    clearTimeout(this.retry);
    this.source?.close();
  }

  private open(): void {
    clearTimeout(this.retry);
    this.source?.close();
    this.lastMessageAt = performance.now();
    const since = this.lastId === null ? '' : `?since=${encodeURIComponent(this.lastId)}`;
    const source = new EventSource(this.url + since);
    this.source = source;
    for (const kind of ['snapshot', 'frame', 'heartbeat'] as const)
      source.addEventListener(kind, (event: MessageEvent<string>) => this.take(kind, event));
    source.onerror = () => {
      if (source !== this.source || source.readyState !== EventSource.CLOSED) return;
      this.retry = setTimeout(() => this.open(), this.retryMs);
      this.retryMs = Math.min(LAST_RETRY_MS, this.retryMs * 2);
    };
  }

  private take(kind: StreamMessage['kind'], event: MessageEvent<string>): void {
    this.lastMessageAt = performance.now();
    this.retryMs = FIRST_RETRY_MS;
    if (event.lastEventId && kind !== 'heartbeat') this.lastId = event.lastEventId;
    this.deliver({ kind, data: event.data });
  }
}
