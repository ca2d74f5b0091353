import type { StreamMessage } from './streamSource';
import { StreamSource } from './streamSource';

/** Messages kept for pages that join later; the oldest go, and a page that holds less begins anew. */
const KEPT = 200;
/** A longer snapshot is not kept: who wants one gets a fresh one. */
const LONGEST_KEPT = 1_000_000;

/** A page, as the stream sees it. */
export interface Listener {
  postMessage(message: StreamMessage): void;
}

const JOINED: StreamMessage = { kind: 'joined', data: '', id: '' };
const LOST: StreamMessage = { kind: 'lost', data: '', id: '' };

/** Journal and sequence of a stream's id. */
function split(id: string): [journal: string, seq: number] {
  const dash = id.lastIndexOf('-');
  return [id.slice(0, dash), Number(id.slice(dash + 1))];
}

/**
 * One stream for all pages of a browser. A page that joins says what it holds and gets what was said since; where that is no
 * longer known it is told to begin anew.
 */
export class SharedStream {
  private source: StreamSource | null = null;
  private readonly listeners = new Set<Listener>();
  private log: StreamMessage[] = [];
  /** The state that the log leads on from; null where it begins with a snapshot or nothing was said. */
  private base: string | null = null;

  join(listener: Listener, url: string, since: string | null): void {
    this.listeners.add(listener);
    if (!this.source) {
      this.base = since;
      listener.postMessage(JOINED);
      this.source = new StreamSource(url, (message) => this.relay(message), since);
    } else if (since === null) this.joinWithNothing(listener, this.source);
    else this.joinWith(listener, this.source, since);
  }

  leave(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0) return;
    this.source?.close();
    this.source = null;
    this.log = [];
    this.base = null;
  }

  wake(anyway: boolean): void {
    this.source?.wake(anyway);
  }

  private joinWithNothing(listener: Listener, source: StreamSource): void {
    listener.postMessage(JOINED);
    if (this.log[0]?.kind === 'snapshot') for (const kept of this.log) listener.postMessage(kept);
    else source.restart();
  }

  private joinWith(listener: Listener, source: StreamSource, since: string): void {
    const at = this.log.findIndex((message) => message.id === since);
    const last = this.log.at(-1)?.id ?? this.base;
    if (at >= 0 || since === this.base) {
      listener.postMessage(JOINED);
      for (const kept of this.log.slice(at + 1)) listener.postMessage(kept);
      return;
    }
    const [journal, seq] = split(since);
    const [heldJournal, heldSeq] = split(last ?? '');
    if (journal !== heldJournal) {
      // The server began another history, or nothing was heard yet: the page that comes last knows best.
      this.log = [];
      this.base = since;
      listener.postMessage(JOINED);
      source.restart(since);
    } else if (seq > heldSeq) listener.postMessage(JOINED);
    else listener.postMessage(LOST);
  }

  private relay(message: StreamMessage): void {
    if (message.kind === 'snapshot') {
      this.log = message.data.length > LONGEST_KEPT ? [] : [message];
      this.base = message.id;
    } else if (message.kind === 'lost') {
      // The stream goes on behind the head that the pages now fetch.
      this.log = [];
      this.base = message.id;
    } else if (message.kind === 'frame') this.log.push(message);
    if (this.log.length > KEPT) this.base = this.log.shift()!.id;
    for (const listener of this.listeners) listener.postMessage(message);
  }
}
