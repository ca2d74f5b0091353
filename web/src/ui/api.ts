import type { ColumnsBody } from '../stream/columnsBody';
import { COLUMNS_TYPE } from '../stream/columnsBody';
import type { FetchedColumns } from '../stream/networkFeed';
import { readColumns } from '../stream/readColumns';
import type {
  WireAuditReport,
  WireHeatmap,
  WireNetwork,
  WireNetworks,
  WireNode,
  WireQueueHistory,
} from '../stream/wire';

const BASE = '/api/v1';

/** An answer that is not 2xx, with the problem's own words (RFC 9457). */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}

async function ask(path: string, accept: string | null, signal?: AbortSignal): Promise<Response> {
  return fetch(BASE + path, { ...(accept && { headers: { accept } }), signal: signal ?? null });
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return read<T>(await ask(path, 'application/json', signal));
}

async function read<T>(response: Response): Promise<T> {
  const body = (await response.json()) as unknown;
  if (response.ok) return body as T;
  const problem = (body ?? {}) as { type?: string; title?: string; detail?: string };
  throw new ApiProblem(
    response.status,
    problem.type ?? '',
    problem.detail ?? problem.title ?? `HTTP ${response.status}`,
  );
}

const isColumns = (response: Response): boolean => response.headers.get('content-type') === COLUMNS_TYPE;
const on = (network: string): string => `/networks/${encodeURIComponent(network)}`;

export const api = {
  streamUrl: (network: string): string => `${BASE}${on(network)}/stream`,
  /** With no header of its own, so that the browser answers the first from what index.html has it load ahead. */
  networks: async (signal?: AbortSignal) => read<WireNetworks>(await ask('/networks', null, signal)),
  network: (network: string) => get<WireNetwork>(on(network)),
  /** The head's columns; null where the server has none, or no block yet. The server names the same URL for the first on the page's own answer. */
  columns: async (network: string, signal?: AbortSignal): Promise<FetchedColumns | null> => {
    const response = await ask(`${on(network)}/heatmap?format=columns`, null, signal);
    if (!response.ok || !isColumns(response)) return null;
    return { body: await response.arrayBuffer(), streamId: response.headers.get('x-isotherm-stream') };
  },
  /** The last confirmed block, as columns where the server has them. */
  confirmedHeatmap: async (network: string): Promise<WireHeatmap | ColumnsBody> => {
    const accept = `${COLUMNS_TYPE}, application/json;q=0.5`;
    const response = await ask(`${on(network)}/heatmap?block=confirmed`, accept);
    if (!response.ok || !isColumns(response)) return read<WireHeatmap>(response);
    return readColumns(await response.arrayBuffer());
  },
  nodes: (network: string, cluster: string, block: number | 'confirmed' | 'latest', signal?: AbortSignal) =>
    get<{ nodes: WireNode[] }>(`${on(network)}/clusters/${cluster}/nodes?block=${block}`, signal),
  audit: (network: string, signal: AbortSignal) =>
    get<{ audit: WireAuditReport | null }>(`${on(network)}/audit`, signal),
  /** A page of who entered the queue, was cured or liquidated; `after`: an earlier page's `next`. */
  queueHistory: (network: string, after: string | null, limit: number, signal: AbortSignal) =>
    get<WireQueueHistory>(`${on(network)}/queue/history?limit=${limit}${after ? `&after=${after}` : ''}`, signal),
  time: () => get<{ unixMilliseconds: number }>('/time'),
};
