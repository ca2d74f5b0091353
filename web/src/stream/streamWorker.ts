/// <reference lib="webworker" />
import type { StreamMessage } from './streamSource';
import { StreamSource } from './streamSource';

/**
 * SharedWorker: one stream per browser and network (HTTP/1.1 allows six connections). Relays messages to every page; a page
 * that joins later gets the snapshot and the frames since, or, when these are many, all get a fresh snapshot.
 */
const KEPT_FRAMES = 200;

export type ToWorker = { say: 'open'; url: string } | { say: 'restart' } | { say: 'bye' };

interface Shared {
  source: StreamSource | null;
  ports: Set<MessagePort>;
  log: StreamMessage[];
}

const scope = self as unknown as SharedWorkerGlobalScope;
const shared: Shared = { source: null, ports: new Set(), log: [] };

function relay(message: StreamMessage): void {
  if (message.kind === 'snapshot') shared.log = [message];
  else if (message.kind === 'frame' && shared.log.length > 0) shared.log.push(message);
  // Too long a log is dropped: the next page to join starts a fresh snapshot.
  if (shared.log.length > KEPT_FRAMES) shared.log = [];
  for (const port of shared.ports) port.postMessage(message);
}

function hear(port: MessagePort, message: ToWorker): void {
  switch (message.say) {
    case 'open':
      shared.ports.add(port);
      if (!shared.source) shared.source = new StreamSource(message.url, relay);
      else if (shared.log.length > 0) for (const kept of shared.log) port.postMessage(kept);
      else shared.source.restart();
      break;
    case 'restart':
      shared.log = [];
      shared.source?.restart();
      break;
    case 'bye':
      shared.ports.delete(port);
      if (shared.ports.size === 0) {
        shared.source?.close();
        shared.source = null;
        shared.log = [];
      }
      break;
  }
}

scope.onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  port.onmessage = (message: MessageEvent<ToWorker>) => hear(port, message.data);
  port.start();
};
