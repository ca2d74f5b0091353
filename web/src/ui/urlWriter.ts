import { AtRest } from './atRest';

/** A change of the URL costs more than a frame has to spare, and browsers refuse more than about 100 of them in 30 s. */
const REST_MS = 300;

/**
 * Writes the page's URL: in place at once where it has rested, else when it rests, as after a drag, the last word always; a new
 * entry of the history at once.
 */
export class UrlWriter {
  private readonly rest = new AtRest<string>(REST_MS, (query) =>
    history.replaceState(null, '', location.pathname + query),
  );

  constructor() {
    addEventListener('pagehide', () => this.rest.flush());
  }

  /** `query` begins with `?` or is empty. */
  replace(query: string): void {
    this.rest.take(query);
  }

  /** What was waiting belongs to the entry that is left. */
  push(query: string): void {
    this.rest.flush();
    history.pushState(null, '', location.pathname + query);
  }

  /** The history has moved: what was waiting belongs to another entry. */
  forget(): void {
    this.rest.drop();
  }
}
