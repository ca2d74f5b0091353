import type { StreamMessage } from './streamSource';
import { StreamSource } from './streamSource';
import type { ToWorker } from './streamWorker';

/** A page's end of the stream. */
export interface StreamClient {
  /** Asks for a snapshot. */
  restart(): void;
  close(): void;
}

function inPage(url: string, deliver: (message: StreamMessage) => void): StreamClient {
  return new StreamSource(url, deliver);
}

function shared(url: string, deliver: (message: StreamMessage) => void): StreamClient {
  const worker = new SharedWorker(new URL('./streamWorker.ts', import.meta.url), { type: 'module', name: url });
  const say = (message: ToWorker): void => worker.port.postMessage(message);
  let fallback: StreamClient | null = null;
  worker.onerror = () => (fallback ??= inPage(url, deliver));
  worker.port.onmessage = (event: MessageEvent<StreamMessage>) => deliver(event.data);
  const bye = (): void => say({ say: 'bye' });
  const back = (event: PageTransitionEvent): void => {
    if (event.persisted) say({ say: 'open', url });
  };
  addEventListener('pagehide', bye);
  addEventListener('pageshow', back);
  say({ say: 'open', url });
  return {
    restart: () => (fallback ? fallback.restart() : say({ say: 'restart' })),
    close() {
      removeEventListener('pagehide', bye);
      removeEventListener('pageshow', back);
      worker.port.onmessage = null;
      bye();
      worker.port.close();
      fallback?.close();
    },
  };
}

/** Opens the stream at `url`: through a worker that all pages of this browser share, or in the page where there is none. */
export function openStream(url: string, deliver: (message: StreamMessage) => void): StreamClient {
  return typeof SharedWorker === 'undefined' ? inPage(url, deliver) : shared(url, deliver);
}
