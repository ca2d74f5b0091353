import { afterEach, describe, expect, test, vi } from 'vitest';
import { alertsApi } from '../src/alerts/alertsApi';
import { secretsOf } from '../src/alerts/channelForm';
import { concerns, firedWords, idleSnoozes, shortRatio } from '../src/alerts/episodes';
import { emptySnooze, SNOOZE_POINTERS, snoozeOfForm } from '../src/alerts/snoozeForm';
import { readTrial } from '../src/alerts/trialLines';
import type { WireEpisode, WireRuleDraft, WireSnooze } from '../src/alerts/wire';
import { boardWords, leadWords } from '../src/queue/leadTimes.svelte';
import { ApiProblem } from '../src/ui/api';

const at = { number: 5, hash: '0x', timestamp: '2026-01-31T12:00:00Z' };
const episode = (rule: string, cluster: string | null, change: Partial<WireEpisode> = {}): WireEpisode => ({
  ...{ rule, cluster, phase: 'firing', alertId: 'a', snoozed: false, fired: null },
  ...change,
});
const fired = (change: Partial<NonNullable<WireEpisode['fired']>>): NonNullable<WireEpisode['fired']> => ({
  ...{ block: at, ratio: null, threshold: null, ruleVersion: 1, words: '' },
  ...change,
});

describe('what fires', () => {
  test('is told once for each cluster: the network first, then the nearest deadline, then as it came', () => {
    const deadlines: Record<string, bigint | null> = { 1: null, 2: 200n, 3: 100n, 4: null };
    const told = concerns(
      [
        episode('r', '1'),
        episode('r', '2'),
        episode('q', '3'),
        episode('r', '4'),
        episode('d', null),
        episode('q', '1'),
      ],
      (cluster) => deadlines[cluster] ?? null,
    );
    expect(told.map((one) => one.cluster)).toEqual([null, '3', '2', '1', '4']);
    expect(told[3]?.episodes.map((one) => one.rule)).toEqual(['r', 'q']);
  });

  test('says why in the rule’s words, else by ratio and level, and is silent where there is neither', () => {
    expect(firedWords(fired({ words: 'The data is stale.', ratio: '1.1' }))).toBe('The data is stale.');
    expect(firedWords(fired({ ratio: '1.147812345678901234', threshold: '1.200000000000000000' }))).toBe(
      'ratio 1.1478, under 1.20',
    );
    expect(firedWords(fired({ threshold: '1.200000000000000000' }))).toBe('ratio unknown, under 1.20');
    expect(firedWords(fired({}))).toBe('');
  });

  test('prints a ratio short without rounding it up to a level', () => {
    expect(
      ['1.199999999999999999', '1.500000000000000000', '0.0500', '12.3456789', '1.205', '2'].map(shortRatio),
    ).toEqual([...['1.1999', '1.50', '0.05', '12.3456', '1.205', '2']]);
  });
});

describe('a snooze', () => {
  const now = Date.parse('2026-01-31T12:00:00Z');
  const form = emptySnooze([episode('r', '7'), episode('q', '7')]);

  test('is an hour of one cluster under its first rule unless told otherwise', () => {
    expect(snoozeOfForm(form, '7', now)).toEqual({ rule: 'r', cluster: '7', until: '2026-01-31T13:00:00.000Z' });
  });

  test('ends by a time, by a worse ratio, or by whichever comes first; of one cluster or of all', () => {
    expect(snoozeOfForm({ ...form, hours: '', worse: ' 1,15 ' }, '7', now)).toEqual({
      ...{ rule: 'r', cluster: '7', untilWorseThan: '1.15' },
    });
    expect(snoozeOfForm({ ...form, hours: '8', worse: '1.1', whole: true }, '7', now)).toEqual({
      ...{ rule: 'r', until: '2026-01-31T20:00:00.000Z', untilWorseThan: '1.1' },
    });
  });

  test('stays within the longest that the server takes, though clocks differ', () => {
    const until = (hours: string): number => Date.parse(snoozeOfForm({ ...form, hours }, '7', now).until ?? '') - now;
    expect(until('24')).toBeLessThan(24 * 3_600_000);
    expect(until('720')).toBeLessThan(720 * 3_600_000);
    expect(until('24')).toBeGreaterThan(23.9 * 3_600_000);
  });

  test('of the network has no cluster; what is no ratio goes as it was typed, to be refused beside its field', () => {
    const whole = emptySnooze([episode('d', null)]);
    expect(snoozeOfForm({ ...whole, worse: 'much' }, null, now)).toEqual({
      ...{ rule: 'd', until: '2026-01-31T13:00:00.000Z', untilWorseThan: 'much' },
    });
    expect(SNOOZE_POINTERS).toContain('/untilWorseThan');
  });

  test('that keeps nothing back now is still there to be ended', () => {
    const snoozes: WireSnooze[] = [{ rule: 'r', cluster: '7' }, { rule: 'r', cluster: '8' }, { rule: 'q' }];
    const idle = idleSnoozes(snoozes, [
      episode('r', '7', { snoozed: true }),
      episode('r', '8', { snoozed: true, phase: 'happened' }),
      episode('q', '9', { snoozed: false }),
    ]);
    expect(idle).toEqual([snoozes[1], snoozes[2]]);
  });
});

describe('a channel’s secrets', () => {
  test('are known by name alone, the one that a rotation leaves among them', () => {
    const channel = (secretsSet: unknown) => ({
      id: 'c',
      name: '',
      kind: 'webhook',
      enabled: true,
      settings: { secretsSet },
    });
    expect(secretsOf(channel(['secret', 'previous']))).toEqual(['secret', 'previous']);
    expect([secretsOf(channel(undefined)), secretsOf(channel([1, 'secret']))]).toEqual([[], ['secret']]);
  });
});

const answer = { from: at, to: at, blocks: 9, firings: [], firingCount: 2, messageCount: 1 };

/** A body that comes in pieces of so many bytes. */
function pieces(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let i = 0; i < bytes.length; i += size) controller.enqueue(bytes.slice(i, i + size));
      controller.close();
    },
  });
}

describe('a back-test’s lines', () => {
  const told = `{"done":0,"blocks":9}\n{"done":5,"blocks":9}\n`;

  test('tell how far it is, and give the answer, wherever the pieces are cut', async () => {
    for (const size of [1, 3, 7, 1000])
      for (const end of ['\n', '']) {
        const seen: number[][] = [];
        const found = await readTrial(pieces(`${told}${JSON.stringify({ answer })}${end}`, size), (...far) =>
          seen.push(far),
        );
        expect(found).toEqual(answer);
        expect(seen).toEqual([
          [0, 9],
          [5, 9],
        ]);
      }
  });

  test('keep a letter whole that is cut in two', async () => {
    const problem = { type: '/problems/busy', title: 'Busy', status: 503, detail: 'zu spät – 30 s' };
    const asked = readTrial(pieces(`${told}${JSON.stringify({ problem })}\n`, 1), () => undefined);
    await expect(asked).rejects.toMatchObject({ message: 'zu spät – 30 s', status: 503, type: '/problems/busy' });
  });

  test('that end without a last one were cut off, and are no answer', async () => {
    await expect(readTrial(pieces(told, 4), () => undefined)).rejects.toThrow(/cut off/);
    await expect(readTrial(pieces('', 4), () => undefined)).rejects.toBeInstanceOf(ApiProblem);
  });
});

describe('the calls', () => {
  afterEach(() => vi.unstubAllGlobals());
  const stub = (body: string, type: string, status = 200) => {
    const fetch = vi.fn(() => Promise.resolve(new Response(body, { status, headers: { 'content-type': type } })));
    vi.stubGlobal('fetch', fetch);
    return fetch as unknown as { mock: { calls: [string, RequestInit][] } };
  };
  const never = new AbortController().signal;

  test('ask for notices later than the last one, by the name that the server knows', async () => {
    const fetch = stub('{"notices":[]}', 'application/json');
    await alertsApi.notices('2026-01-31T12:00:00.250Z');
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/v1/alerts/notices?later=2026-01-31T12%3A00%3A00.250Z');
  });

  test('take a back-test’s lines, and a plain answer of a server that knows none', async () => {
    const seen: number[] = [];
    for (const [body, type] of [
      [`{"done":3,"blocks":9}\n${JSON.stringify({ answer })}\n`, 'application/x-ndjson'],
      [JSON.stringify(answer), 'application/json; charset=utf-8'],
    ] as const) {
      const fetch = stub(body, type);
      const found = await alertsApi.backTest({} as WireRuleDraft, 9, never, (done) => seen.push(done));
      expect(found).toEqual(answer);
      expect(new Headers(fetch.mock.calls[0]?.[1].headers).get('accept')).toBe('application/x-ndjson');
    }
    expect(seen).toEqual([3]);
  });

  test('say what was refused, each mistake with its place', async () => {
    const problems = [{ pointer: '/kind/threshold', message: 'It can never fire.', expected: 'more' }];
    stub(JSON.stringify({ type: '/problems/invalid-body', detail: 'One.', problems }), 'application/problem+json', 400);
    const asked = alertsApi.backTest({} as WireRuleDraft, 9, never, () => undefined);
    await expect(asked).rejects.toMatchObject({ status: 400, problems });
  });
});

describe('the warning before a liquidation', () => {
  test('is said in what counts, and what came after it is none', () => {
    expect([null, -0.5, 0.9, 119, 120, 7_199, 7_200, 11_100].map(leadWords)).toEqual([
      ...['no alert', 'too late', '0 s', '119 s', '2 min', '119 min', '2 h 0 min', '3 h 5 min'],
    ]);
  });

  test('counts the misses', () => {
    expect(boardWords({ liquidations: [], alerted: 3, missed: 2, medianLeadSeconds: 125 })).toBe(
      'Of the last 5 liquidations, 3 had an alert delivered before, 2 had none. Half of those alerted had 2 min of warning or more.',
    );
    expect(boardWords({ liquidations: [], alerted: 0, missed: 1, medianLeadSeconds: null })).toBe(
      'Of the last 1 liquidation, 0 had an alert delivered before, 1 had none.',
    );
  });
});
