import { ApiProblem } from '../ui/api';
import type { WireAuditLine, WireKey, WireMadeKey, WireMe, WireNonce, WireSession } from './wire';

const BASE = '/api/v1/auth';

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(BASE + path, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    credentials: 'same-origin',
  });
  if (response.status === 204) return null;
  const answer = (await response.json()) as unknown;
  if (response.ok) return answer;
  const problem = (answer ?? {}) as { type?: string; title?: string; detail?: string };
  throw new ApiProblem(
    response.status,
    problem.type ?? '',
    problem.detail ?? problem.title ?? `HTTP ${response.status}`,
  );
}

/** The calls of sign-in, sessions and keys. Each throws {@link ApiProblem} with the server's own words. */
export const authApi = {
  me: () => ask('GET', '/me') as Promise<WireMe>,
  nonce: (address: string) => ask('POST', '/nonce', { address }) as Promise<WireNonce>,
  signIn: (message: string, signature: string) => ask('POST', '/sign-in', { message, signature }) as Promise<WireMe>,
  signOut: () => ask('POST', '/sign-out') as Promise<null>,
  setup: (code: string) => ask('POST', '/setup', { code }) as Promise<WireMe>,
  keys: async () => ((await ask('GET', '/keys')) as { keys: WireKey[] }).keys,
  makeKey: (name: string, scopes: readonly string[], expiresInDays: number | null) =>
    ask('POST', '/keys', { name, scopes, expiresInDays }) as Promise<WireMadeKey>,
  revokeKey: (id: string) => ask('DELETE', `/keys/${encodeURIComponent(id)}`) as Promise<null>,
  sessions: async () => ((await ask('GET', '/sessions')) as { sessions: WireSession[] }).sessions,
  endSession: (id: string) => ask('DELETE', `/sessions/${encodeURIComponent(id)}`) as Promise<null>,
  log: async (all: boolean) =>
    ((await ask('GET', `/audit?limit=100${all ? '&all=true' : ''}`)) as { lines: WireAuditLine[] }).lines,
};
