import type { StreamMessage } from './streamSource';
import { StreamSource } from './streamSource';
import type { ToWorker } from './streamWorker';

/** A page's end of the stream. Nothing is delivered before it was opened. */
export interface StreamClient {
  /** Goes on from what is held (an event's id), or with null from a snapshot. Also to begin anew. */
  open(since: string | null): void;
  close(): void;
}

type Deliver = (message: StreamMessage) => void;

/** Calls `wake` when the page is seen again (`anyway` false) and when the network is back (true). Returns how to stop. */
function whenWoken(wake: (anyway: boolean) => void): () => void {
  if (typeof document === 'undefined') return () => undefined;
  const seen = (): void => void (document.visibilityState === 'visible' && wake(false));
  const online = (): void => wake(true);
  document.addEventListener('visibilitychange', seen);
  addEventListener('online', online);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('online', online);
  };
}

function inPage(url: string, deliver: Deliver): StreamClient {
  let source: StreamSource | null = null;
  const stop = whenWoken((anyway) => source?.wake(anyway));
  return {
    open(since) {
      if (source) source.restart(since);
      else source = new StreamSource(url, deliver, since);
    },
    close() {
      stop();
      source?.close();
    },
  };
}

function shared(url: string, deliver: Deliver): StreamClient {
  const worker = new SharedWorker(new URL('./streamWorker.ts', import.meta.url), { type: 'module', name: url });
  const say = (message: ToWorker): void => worker.port.postMessage(message);
  let since: string | null = null;
  let opened = false;
  /** What was said to this page before it said what it holds now. */
  let stale = true;
  let fallback: StreamClient | null = null;
  worker.onerror = () => {
    if (fallback) return;
    fallback = inPage(url, deliver);
    if (opened) fallback.open(since);
  };
  worker.port.onmessage = ({ data: message }: MessageEvent<StreamMessage>) => {
    if (message.kind === 'joined') stale = false;
    else if (!stale || message.kind === 'heartbeat' || message.kind === 'lost') deliver(message);
  };
  const bye = (): void => say({ say: 'bye' });
  const back = (event: PageTransitionEvent): void => {
    if (event.persisted) deliver({ kind: 'lost', data: '', id: '' });
  };
  addEventListener('pagehide', bye);
  addEventListener('pageshow', back);
  const stop = whenWoken((anyway) => say({ say: 'wake', anyway }));
  return {
    open(held) {
      since = held;
      opened = true;
      stale = true;
      if (fallback) fallback.open(held);
      else say({ say: 'open', url, since: held });
    },
    close() {
      stop();
      removeEventListener('pagehide', bye);
      removeEventListener('pageshow', back);
      worker.port.onmessage = null;
      bye();
      worker.port.close();
      fallback?.close();
    },
  };
}

/** The stream at `url`: through a worker that all pages of this browser share, or in the page where there is none. */
export function openStream(url: string, deliver: Deliver): StreamClient {
  return typeof SharedWorker === 'undefined' ? inPage(url, deliver) : shared(url, deliver);
}
