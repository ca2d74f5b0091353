/** Browsers refuse more than about 100 changes of the URL in 30 s; a drag makes more. */
const INTERVAL_MS = 100;

/** Writes the page's URL: in place at most ten times a second, the last word always; a new entry of the history at once. */
export class UrlWriter {
  private waiting: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private writtenAt = Number.NEGATIVE_INFINITY;

  constructor() {
    addEventListener('pagehide', () => this.flush());
  }

  /** `query` begins with `?` or is empty. */
  replace(query: string): void {
    this.waiting = query;
    const wait = this.writtenAt + INTERVAL_MS - performance.now();
    if (wait <= 0) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), wait);
  }

  /** What was waiting belongs to the entry that is left. */
  push(query: string): void {
    this.flush();
    history.pushState(null, '', location.pathname + query);
    this.writtenAt = performance.now();
  }

  /** The history has moved: what was waiting belongs to another entry. */
  forget(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = null;
  }

  private flush(): void {
    const query = this.waiting;
    this.forget();
    if (query === null) return;
    history.replaceState(null, '', location.pathname + query);
    this.writtenAt = performance.now();
  }
}
