import { ApiProblem } from '../ui/api';
import { LINES_TYPE, readTrial } from './trialLines';
import type {
  WireBackTest,
  WireChannelDraft,
  WireChannelRow,
  WireChannelTest,
  WireDeliveries,
  WireEpisodes,
  WireFieldProblem,
  WireHistory,
  WireNotice,
  WireRule,
  WireRuleDraft,
  WireSnooze,
} from './wire';

const BASE = '/api/v1/alerts';

/** A body that the server refuses, each mistake with its place. */
export class BodyProblem extends ApiProblem {
  constructor(
    status: number,
    message: string,
    readonly problems: readonly WireFieldProblem[],
  ) {
    super(status, '/problems/invalid-body', message);
  }
}

function send(method: string, path: string, accept: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  return fetch(BASE + path, {
    method,
    headers: { accept, ...(body !== undefined && { 'content-type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
    credentials: 'same-origin',
    signal: signal ?? null,
  });
}

async function ask<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const response = await send(method, path, 'application/json', body, signal);
  if (response.status === 204 || response.status === 202) return null as T;
  return read<T>(response);
}

async function read<T>(response: Response): Promise<T> {
  const answer = (await response.json()) as unknown;
  if (response.ok) return answer as T;
  const problem = (answer ?? {}) as { type?: string; title?: string; detail?: string; problems?: WireFieldProblem[] };
  const words = problem.detail ?? problem.title ?? `HTTP ${response.status}`;
  if (problem.problems) throw new BodyProblem(response.status, words, problem.problems);
  throw new ApiProblem(response.status, problem.type ?? '', words);
}

const id = encodeURIComponent;
const page = (network: string, before: string | null): string =>
  `network=${id(network)}&limit=50${before ? `&before=${id(before)}` : ''}`;

/** The calls of alerts. Each throws {@link ApiProblem} with the server's own words, {@link BodyProblem} where fields are wrong. */
export const alertsApi = {
  rules: async () => (await ask<{ rules: { rule: WireRule }[] }>('GET', '/rules')).rules.map((row) => row.rule),
  addRule: async (rule: WireRuleDraft) => (await ask<{ rule: WireRule }>('POST', '/rules', rule)).rule,
  putRule: async (key: string, rule: WireRuleDraft) =>
    (await ask<{ rule: WireRule }>('PUT', `/rules/${id(key)}`, rule)).rule,
  dropRule: (key: string) => ask<null>('DELETE', `/rules/${id(key)}`),
  starter: async (wish: {
    network: string;
    clusters?: readonly string[];
    operators?: readonly string[];
    channels: readonly string[];
  }) => (await ask<{ rules: { rule: WireRule }[] }>('POST', '/rules/starter', wish)).rules.map((row) => row.rule),
  /** `ondone` is told how far it is, where the server says so. */
  backTest: async (
    rule: WireRuleDraft,
    blocks: number,
    signal: AbortSignal,
    ondone: (done: number, blocks: number) => void,
  ): Promise<WireBackTest> => {
    const response = await send('POST', `/rules/back-test?blocks=${blocks}`, LINES_TYPE, rule, signal);
    const isLines = response.headers.get('content-type')?.startsWith(LINES_TYPE) === true;
    return response.ok && isLines && response.body ? readTrial(response.body, ondone) : read<WireBackTest>(response);
  },
  channels: async () => (await ask<{ channels: WireChannelRow[] }>('GET', '/channels')).channels,
  addChannel: (channel: WireChannelDraft) => ask<WireChannelRow>('POST', '/channels', channel),
  putChannel: (key: string, channel: WireChannelDraft) => ask<WireChannelRow>('PUT', `/channels/${id(key)}`, channel),
  dropChannel: (key: string) => ask<null>('DELETE', `/channels/${id(key)}`),
  testChannel: (key: string) => ask<WireChannelTest>('POST', `/channels/${id(key)}/test`),
  episodes: (network: string) => ask<WireEpisodes>('GET', `/episodes?network=${id(network)}`),
  history: (network: string, before: string | null) => ask<WireHistory>('GET', `/history?${page(network, before)}`),
  deliveries: (network: string, state: string | null, before: string | null) =>
    ask<WireDeliveries>('GET', `/deliveries?${page(network, before)}${state ? `&state=${state}` : ''}`),
  replay: (key: string) => ask<null>('POST', `/deliveries/${id(key)}/replay`),
  snoozes: async () => (await ask<{ snoozes: WireSnooze[] }>('GET', '/snoozes')).snoozes,
  snooze: (snooze: WireSnooze) => ask<WireSnooze>('PUT', '/snoozes', snooze),
  wake: (rule: string, cluster: string | null) =>
    ask<null>('DELETE', `/snoozes?rule=${id(rule)}${cluster === null ? '' : `&cluster=${id(cluster)}`}`),
  notices: async (after: string | null) =>
    (await ask<{ notices: WireNotice[] }>('GET', `/notices${after ? `?later=${id(after)}` : ''}`)).notices,
};
