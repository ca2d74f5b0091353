/// <reference lib="webworker" />
import { SharedStream } from './sharedStream';

/** SharedWorker: one stream per browser and network, since HTTP/1.1 allows six connections. */
export type ToWorker =
  { say: 'open'; url: string; since: string | null } | { say: 'wake'; anyway: boolean } | { say: 'bye' };

const scope = self as unknown as SharedWorkerGlobalScope;
const stream = new SharedStream();

function hear(port: MessagePort, message: ToWorker): void {
  if (message.say === 'open') stream.join(port, message.url, message.since);
  else if (message.say === 'wake') stream.wake(message.anyway);
  else stream.leave(port);
}

scope.onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  port.onmessage = (message: MessageEvent<ToWorker>) => hear(port, message.data);
  port.start();
};
