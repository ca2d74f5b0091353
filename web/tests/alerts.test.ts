import { describe, expect, test } from 'vitest';
import { CHANNEL_KINDS, channelOf, draftOf as channelDraftOf, emptyChannel } from '../src/alerts/channelForm';
import { hourOfSilence, isFiring, rulesAbout, snoozeOf, standing } from '../src/alerts/episodes';
import { Notices } from '../src/alerts/notices';
import { placed } from '../src/alerts/problems';
import { draftOf, emptyRule, formOf, ruleOf, rulePointers, share } from '../src/alerts/ruleForm';
import { KINDS, percent, ruleWords, span } from '../src/alerts/ruleWords';
import { timeLine } from '../src/alerts/timeLine';
import type { WireEpisode, WireKind, WireNotice, WireRule, WireScope } from '../src/alerts/wire';

const KIND_EXAMPLES: readonly WireKind[] = [
  { type: 'ratioBelow', threshold: 'critical' },
  { type: 'ratioBelow', threshold: 'warning' },
  { type: 'ratioBelow', threshold: '1.3275' },
  { type: 'inZone', zones: ['yellow', 'red'] },
  { type: 'suddenRed', withinBlocks: 7 },
  { type: 'persistentYellow', forSeconds: 5_400 },
  { type: 'persistentYellow', forSeconds: 7_200 },
  { type: 'persistentYellow', forSeconds: 61 },
  { type: 'drift', fall: '0.025', withinBlocks: 40 },
  { type: 'drift', fall: '0.1', withinBlocks: 1 },
  { type: 'queue', stages: ['entered', 'due'] },
  { type: 'protocolChange', topics: ['thresholds'] },
  { type: 'dataLate', atLeast: 'late' },
  { type: 'dataLate', atLeast: 'stale' },
  { type: 'priceStale' },
  { type: 'auditMismatch' },
  { type: 'penalty' },
  { type: 'digest', everyHours: 12, atMinute: 485 },
];
const SCOPES: readonly WireScope[] = [
  { type: 'network' },
  {
    type: 'clusters',
    clusters: ['3', '115792089237316195423570985008687907853269984665640564039457584007913129639935'],
  },
  { type: 'operators', operators: [`0x${'aB'.repeat(20)}`] },
  { type: 'gpuClass', gpuClass: '2' },
];

const ruleWith = (change: Partial<WireRule>): WireRule => ({
  ...{ id: 'r', owner: 'me', network: 'net', name: 'Mine', kind: { type: 'penalty' }, scope: { type: 'network' } },
  ...{ pendingBlocks: 2, holdBlocks: 3, delta: '0.05', groupWaitSeconds: 9, channels: ['a', 'b'] },
  ...{ escalateAfterSeconds: 600, enabled: false },
  ...change,
});
const noNames = (): null => null;

describe('a rule’s form', () => {
  test('gives back every rule that it was filled from', () => {
    expect(new Set(KIND_EXAMPLES.map((kind) => kind.type))).toEqual(new Set(KINDS.map((one) => one.value)));
    for (const kind of KIND_EXAMPLES)
      for (const scope of SCOPES)
        for (const change of [{}, { escalateTo: 'b' }]) {
          const rule = ruleWith({ kind, scope, ...change });
          expect(ruleOf(formOf(rule), 'net')).toEqual(draftOf(rule));
        }
  });

  test('sends what is no number as it was typed, so that the server can say what is wrong with it', () => {
    const form = { ...emptyRule([]), type: 'drift', fall: 'much', withinBlocks: '3.5', pendingBlocks: '' };
    const rule = ruleOf(form, 'net');
    expect(rule.kind).toEqual({ type: 'drift', fall: 'much', withinBlocks: '3.5' });
    expect(rule.pendingBlocks).toBe('');
  });

  test('takes a comma for a point, and a list by lines, commas or blanks with each item once', () => {
    const form = { ...emptyRule([]), level: 'own' as const, threshold: ' 1,35 ' };
    const rule = ruleOf({ ...form, scope: 'clusters', clusters: '7, 8\n7  9' }, 'net');
    expect(rule.kind).toEqual({ type: 'ratioBelow', threshold: '1.35' });
    expect(rule.scope.clusters).toEqual(['7', '8', '9']);
  });

  test('moves the point of a share without rounding', () => {
    expect(['10', '2.5', '0.01', '100', '5', '12,34'].map(share)).toEqual([
      '0.1',
      '0.025',
      '0.0001',
      '1.0',
      '0.05',
      '0.1234',
    ]);
    expect(['0.1', '0.025', '0.0001', '0.05', '0.1234'].map(percent)).toEqual(['10', '2.5', '0.01', '5', '12.34']);
  });
});

describe('a rule in words', () => {
  test('says what, of whom and for how long', () => {
    const rule = ruleWith({
      kind: { type: 'ratioBelow', threshold: '1.3' },
      scope: { type: 'clusters', clusters: ['7'] },
    });
    expect(ruleWords(rule, (_, id) => `c-${id}`)).toBe('Tell me when the ratio is below 1.3 of c-7, for 2 blocks');
    expect(ruleWords({ ...rule, pendingBlocks: 0, scope: { type: 'network' } }, noNames)).toBe(
      'Tell me when the ratio is below 1.3 anywhere on the network',
    );
    expect(ruleWords({ ...rule, kind: { type: 'ratioBelow', threshold: 'critical' } }, noNames)).toContain(
      'below the network’s critical of cluster 7',
    );
  });

  test('does not speak of clusters where it is about the network', () => {
    const rule = ruleWith({ kind: { type: 'dataLate', atLeast: 'stale' }, pendingBlocks: 0 });
    expect(ruleWords(rule, noNames)).toBe('Tell me when the data is stale');
  });

  test('shortens only whole spans', () => {
    expect([0, 61, 120, 7_200, 172_800, 90_000].map(span)).toEqual(['0 s', '61 s', '2 min', '2 h', '2 days', '25 h']);
  });

  test('knows every kind', () => {
    for (const kind of KIND_EXAMPLES) expect(ruleWords(ruleWith({ kind }), noNames)).not.toMatch(/undefined|NaN|null/);
  });
});

describe('problems', () => {
  const fields = rulePointers({ type: 'ratioBelow', scope: 'clusters' });
  const problem = (pointer: string): { pointer: string; message: string; expected: string } => ({
    ...{ pointer, message: `wrong ${pointer}.`, expected: 'right' },
  });

  test('stand beside their fields, or the nearest above', () => {
    const { at, rest } = placed(['/kind/threshold', '/channels/2', '/scope/clusters/0'].map(problem), fields);
    expect([...at]).toEqual([
      ['/kind/threshold', 'wrong /kind/threshold. Expected right.'],
      ['/channels', 'wrong /channels/2. Expected right.'],
      ['/scope/clusters', 'wrong /scope/clusters/0. Expected right.'],
    ]);
    expect(rest).toEqual([]);
  });

  test('that no field shows are told for the whole, and none is lost', () => {
    const { at, rest } = placed(['', '/network', '/name', '/name'].map(problem), fields);
    expect(rest).toEqual(['wrong . Expected right.', '/network: wrong /network. Expected right.']);
    expect(at.get('/name')).toBe('wrong /name. Expected right. wrong /name. Expected right.');
  });
});

const episode = (change: Partial<WireEpisode>): WireEpisode => ({
  ...{ rule: 'r', cluster: '7', phase: 'firing', alertId: 'a', snoozed: false, fired: null },
  ...change,
});
const at = { number: 5, hash: '0x', timestamp: '2026-01-31T12:00:00Z' };
const fired = (ratio: string): WireEpisode['fired'] => ({
  block: at,
  ratio,
  threshold: null,
  ruleVersion: 1,
  words: '',
});

describe('episodes', () => {
  test('are told apart by what they ask; the worst comes first and what is over is nowhere', () => {
    const all = [
      episode({ cluster: '1', fired: fired('1.19') }),
      episode({ cluster: '2', fired: fired('0.9') }),
      episode({ cluster: null, phase: 'blind' }),
      episode({ cluster: '4', phase: 'pending' }),
      episode({ cluster: '5', snoozed: true }),
      episode({ cluster: '6', phase: 'happened' }),
      episode({ cluster: '8', phase: 'happened', snoozed: true }),
      episode({ cluster: '9', phase: 'leaving', fired: fired('1.2') }),
    ];
    const { firing, pending, snoozed } = standing(all);
    expect(firing.map((one) => one.cluster)).toEqual(['2', '1', '9', null]);
    expect(pending.map((one) => one.cluster)).toEqual(['4']);
    expect(snoozed.map((one) => one.cluster)).toEqual(['5']);
    expect(all.filter(isFiring)).toHaveLength(4);
  });

  test('are silenced for an hour, one cluster under one rule', () => {
    const now = Date.parse('2026-01-31T12:00:00Z');
    expect(hourOfSilence(episode({}), now)).toEqual({ rule: 'r', cluster: '7', until: '2026-01-31T13:00:00.000Z' });
    expect(hourOfSilence(episode({ cluster: null }), now)).toEqual({ rule: 'r', until: '2026-01-31T13:00:00.000Z' });
  });

  test('are woken by their own snooze before their rule’s', () => {
    const [whole, own, other] = [{ rule: 'r' }, { rule: 'r', cluster: '7' }, { rule: 'x', cluster: '7' }];
    expect(snoozeOf(episode({}), [other, whole, own])).toBe(own);
    expect(snoozeOf(episode({ cluster: '8' }), [own, whole])).toBe(whole);
    expect(snoozeOf(episode({ cluster: '8' }), [own, other])).toBeNull();
  });

  test('a rule is about a cluster by id or by operator in any case, on its own network', () => {
    const [byId, byOperator] = [ruleWith({ scope: SCOPES[1]! }), ruleWith({ scope: SCOPES[2]! })];
    expect(rulesAbout([byId, byOperator], 'net', '3', `0x${'Ab'.repeat(20)}`)).toEqual([byId, byOperator]);
    expect(rulesAbout([byId, byOperator], 'net', '4', '0x00')).toEqual([]);
    expect(rulesAbout([byId, byOperator], 'other', '3', `0x${'ab'.repeat(20)}`)).toEqual([]);
  });
});

describe('a channel’s form', () => {
  test('sends what is typed as what it is, and leaves out what is empty', () => {
    const draft = emptyChannel('mail');
    Object.assign(draft.values, {
      to: 'a@example.org\nb@example.org',
      from: 'x@example.org',
      host: ' mail.example.org ',
    });
    expect(channelOf(draft)).toEqual({
      ...{ name: 'E-mail', kind: 'mail', enabled: true },
      settings: {
        ...{ to: ['a@example.org', 'b@example.org'], from: 'x@example.org', host: 'mail.example.org', port: 587 },
        security: 'starttls',
      },
    });
  });

  test('never holds a secret of a channel that is there, and sends none that was not typed', () => {
    for (const { kind, fields } of CHANNEL_KINDS) {
      const settings = Object.fromEntries(fields.map((field) => [field.name, 'given']));
      const draft = channelDraftOf({ id: 'c', name: 'n', kind, enabled: false, settings });
      const sent = channelOf(draft).settings;
      for (const field of fields) expect(field.name in sent, `${kind} ${field.name}`).toBe(field.secret !== true);
      expect(channelOf(draft).enabled).toBe(false);
    }
  });
});

describe('notices', () => {
  const notice = (id: string, at: string): WireNotice => ({ id, at, title: id, text: '', message: {} as never });

  test('of before the page was opened are not put up; later ones are, once, oldest first', async () => {
    const asked: (string | null)[] = [];
    const answers = [
      [notice('b', '2026-01-02'), notice('a', '2026-01-01')],
      [notice('d', '2026-01-04'), notice('c', '2026-01-03'), notice('b', '2026-01-02')],
      [notice('d', '2026-01-04')],
    ];
    const notices = new Notices((after) => {
      asked.push(after);
      return Promise.resolve(answers[asked.length - 1] ?? []);
    });
    expect(await notices.fresh()).toEqual([]);
    expect((await notices.fresh()).map((one) => one.id)).toEqual(['c', 'd']);
    expect(await notices.fresh()).toEqual([]);
    expect(asked).toEqual([null, '2026-01-02', '2026-01-04']);
  });
});

test('a time line shows each firing, inside of it and wide enough to be seen', () => {
  const firing = (from: number, to: number | null): never =>
    ({
      cluster: null,
      blind: false,
      from: { ...at, number: from },
      ratio: null,
      threshold: null,
      to,
      seconds: 0,
    }) as never;
  const marks = timeLine(
    {
      ...{ from: { ...at, number: 100 }, to: { ...at, number: 200 }, blocks: 101, firingCount: 3, messageCount: 3 },
      firings: [firing(100, 150), firing(200, 200), firing(180, null)],
    },
    1000,
  );
  expect(marks).toEqual([
    { x: 0, width: 500 },
    { x: 997, width: 3 },
    { x: 800, width: 200 },
  ]);
});
