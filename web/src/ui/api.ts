import type { WireAuditReport, WireHeatmap, WireNetwork, WireNetworks, WireNode } from '../stream/wire';

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

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(BASE + path, { headers: { accept: 'application/json' }, signal: signal ?? null });
  const body = (await response.json()) as unknown;
  if (response.ok) return body as T;
  const problem = (body ?? {}) as { type?: string; title?: string; detail?: string };
  throw new ApiProblem(
    response.status,
    problem.type ?? '',
    problem.detail ?? problem.title ?? `HTTP ${response.status}`,
  );
}

const on = (network: string): string => `/networks/${encodeURIComponent(network)}`;

export const api = {
  streamUrl: (network: string): string => `${BASE}${on(network)}/stream`,
  networks: (signal?: AbortSignal) => get<WireNetworks>('/networks', signal),
  network: (network: string) => get<WireNetwork>(on(network)),
  confirmedHeatmap: (network: string) => get<WireHeatmap>(`${on(network)}/heatmap?block=confirmed`),
  nodes: (network: string, cluster: string, block: number | 'confirmed' | 'latest', signal?: AbortSignal) =>
    get<{ nodes: WireNode[] }>(`${on(network)}/clusters/${cluster}/nodes?block=${block}`, signal),
  audit: (network: string, signal: AbortSignal) =>
    get<{ audit: WireAuditReport | null }>(`${on(network)}/audit`, signal),
  time: () => get<{ unixMilliseconds: number }>('/time'),
};
