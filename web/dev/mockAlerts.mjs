// Development only: alerts of who is signed in, in memory, with problems as the server's (docs/protocol.md, Alerts).
import { channelProblems, ruleProblems, snoozeProblems } from './mockAlertProblems.mjs';

const HOUR = 3_600_000;
const TOLD = 1_000;
const LONG = 'everything of the three operators in eu-central that anybody on call must know of at night';
const ok = (body, status = 200) => ({ status, body });
const gone = { status: 204 };
const problem = (status, type, detail, problems) => ({
  status,
  body: { type: `/problems/${type}`, title: type, status, detail, ...(problems && { problems }) },
});
const refused = (problems) =>
  problem(
    400,
    'invalid-body',
    `${problems[0].pointer}: ${problems[0].message} Expected ${problems[0].expected}.`,
    problems,
  );
const unknown = (what, id) => problem(404, `unknown-${what}`, `You have no ${what} "${id}".`);
const bps = (ratio) => Math.round(Number(ratio) * 1e4);

/** `networks` by id; `amount`: `none`, `usual` or `full` (200 rules, 1 000 messages). */
export function mockAlerts({ networks, amount }) {
  let made = 0;
  const newId = (word) => `${word}-${++made}`;
  let channels = [];
  let rules = [];
  let snoozes = [];
  let deliveries = [];
  /** When a rule began to hold for a cluster: its reason. */
  const since = new Map();
  const heatmap = (network) => networks.find((one) => one.id === network)?.heatmap(null);
  const row = (channel, secret) => ({
    ...{ channel, trouble: channel.name.includes('ill') ? 'It answered 410: it was turned off.' : null },
    ...{ createdAt: new Date().toISOString(), updatedAt: new Date().toISOString(), ...(secret && { secret }) },
  });

  function addChannel(name, kind, settings, enabled = true) {
    const channel = { id: newId('channel'), name, kind, enabled, settings: { secretsSet: [], ...settings } };
    channels.push(channel);
    return channel;
  }

  function addRule(network, name, kind, scope = { type: 'network' }, more = {}) {
    const to = channels.slice(0, 2).map((one) => one.id);
    const calm = { pendingBlocks: 0, holdBlocks: 0, delta: '0.02', groupWaitSeconds: 12, escalateAfterSeconds: 300 };
    const rule = {
      ...{ id: newId('rule'), owner: 'mock', network, name, kind, scope },
      ...calm,
      channels: to,
      enabled: true,
      ...more,
    };
    rules.push(rule);
    return rule;
  }

  if (amount !== 'none') {
    addChannel('This page', 'browser', {});
    addChannel('Night shift', 'webhook', { url: 'https://hooks.example.org/isotherm', secretsSet: ['secret'] });
    addChannel('ops@example.org', 'mail', {
      ...{ host: 'smtp.example.org', port: 587, security: 'starttls', userName: 'alerts', from: 'alerts@example.org' },
      ...{
        to: ['ops@example.org', 'a-very-long-mailbox-of-somebody-on-call@operations.example.org'],
        secretsSet: ['password'],
      },
    });
    addChannel('ill pager', 'pagerduty', { secretsSet: ['routingKey'] }, false);
    const first = networks[0].id;
    addRule(first, 'Below critical', { type: 'ratioBelow', threshold: 'critical' });
    addRule(first, 'In the liquidation queue', {
      type: 'queue',
      stages: ['entered', 'half', 'lastTenth', 'due', 'blocked', 'liquidated'],
    });
    addRule(
      first,
      'Yellow for an hour',
      { type: 'persistentYellow', forSeconds: 3600 },
      { type: 'clusters', clusters: ['3', '7'] },
    );
    addRule(first, 'Data is stale', { type: 'dataLate', atLeast: 'stale' }, undefined, { enabled: false });
    if (amount === 'full')
      for (let i = 4; i < 200; i++)
        addRule(
          first,
          i % 5 ? `H100 watch ${i}` : `${LONG} ${i}`,
          { type: 'ratioBelow', threshold: `1.${20 + (i % 30)}` },
          i % 3 ? { type: 'clusters', clusters: [String(i % 300)] } : { type: 'gpuClass', gpuClass: '3' },
          { enabled: i % 7 > 0 },
        );
  }

  function holds(rule, cluster, { thresholds }) {
    const { type, threshold, zones } = rule.kind;
    if (type === 'queue') return !['none', 'liquidated'].includes(cluster.queueState);
    if (type === 'inZone') return zones.includes(cluster.zone);
    if (type !== 'ratioBelow' || cluster.ratio === null) return false;
    return Number(cluster.ratio) < Number(thresholds[threshold] ?? threshold);
  }

  const inScope = ({ scope }, cluster) =>
    scope.type === 'network' ||
    scope.clusters?.includes(cluster.id) ||
    scope.operators?.some((one) => one.toLowerCase() === cluster.operator) ||
    scope.gpuClass === cluster.classId;

  const subjectOf = (cluster, network, body) => ({
    ...{
      cluster: cluster.id,
      name: cluster.name,
      operator: cluster.operator,
      gpuClass: cluster.gpuClass,
      region: cluster.region,
    },
    ...{
      zone: cluster.zone,
      queueState: cluster.queueState,
      why: `The token price fell by 3.1 %.`,
      path: `/?network=${network}&cluster=${cluster.id}`,
    },
    ...{
      ratio: cluster.ratio?.replace('.', ''),
      shortfall: '123456789012345678901',
      thresholdBps: String(bps(body.thresholds.critical)),
    },
  });

  function messageOf(rule, subjects, kind, headline, index) {
    const { block } = heatmap(rule.network);
    return {
      ...{
        alertId: `${index}`.padStart(32, '0'),
        transition: kind === 'Fire' ? 1 : 2,
        kind,
        severity: 'Critical',
        network: rule.network,
      },
      ...{
        networkName: rule.network,
        tokenSymbol: 'GRID',
        tokenDecimals: 18,
        rule: rule.id,
        ruleName: rule.name,
        headline,
        block,
      },
      ...{ subjects, subjectCount: index % 9 === 4 ? 14 : subjects.length, channels: rule.channels },
      ...(index % 11 === 5 && { label: 'late: the newest block was 40 s old' }),
    };
  }

  const messages = [];
  for (let i = 0; i < (amount === 'full' ? TOLD : amount === 'usual' ? 12 : 0); i++) {
    const rule = rules[i % Math.min(2, rules.length)];
    const body = heatmap(rule.network);
    const cluster = body.clusters[(i * 37) % body.clusters.length];
    if (!cluster) break; // nobody is registered: nobody was told
    const kind = ['Fire', 'Resolve', 'Fire', 'Update', 'Retract', 'Blind', 'Digest'][i % 7];
    const said = {
      Fire: 'is below 1.2: ratio 1.18',
      Resolve: 'is at or above 1.22 again: ratio 1.24',
      Update: 'used half of the grace period: ratio 1.17',
    };
    const headline =
      kind === 'Retract'
        ? `Taken back: the block in which Cluster ${cluster.name} is below 1.2 was orphaned.`
        : kind === 'Digest'
          ? 'All is well: no alert is open.'
          : `Cluster ${cluster.name} ${said[kind] ?? 'is unknown'}.`;
    const createdAt = new Date(Date.now() - i * 7 * 60_000).toISOString();
    messages.push({
      createdAt,
      message: messageOf(rule, kind === 'Digest' ? [] : [subjectOf(cluster, rule.network, body)], kind, headline, i),
    });
  }
  deliveries = messages.map(({ createdAt, message }, i) => {
    const state = ['delivered', 'delivered', 'waiting', 'dead', 'delivered', 'expired'][i % 6];
    const attempt = (k, outcome, status, answer) => ({
      ...{
        at: new Date(Date.parse(createdAt) + k * 4000).toISOString(),
        outcome,
        status,
        milliseconds: 31 + 7 * k,
        answer,
      },
    });
    const failed = [
      attempt(0, 'failed', 503, 'upstream is resting'),
      attempt(1, 'failed', null, 'No answer within 15 s.'),
    ];
    return {
      ...{ id: `d${i}`, channel: channels[1 + (i % 2)].id, state, createdAt, message },
      dueAt: state === 'waiting' ? new Date(Date.now() + 90_000).toISOString() : null,
      expiresAt: i % 4 === 1 ? new Date(Date.now() + HOUR).toISOString() : null,
      attempts:
        state === 'delivered' ? [attempt(0, 'taken', 204, '')] : state === 'waiting' ? failed.slice(0, 1) : failed,
    };
  });

  const silent = (rule, cluster) =>
    snoozes.some(
      (one) =>
        one.rule === rule &&
        (one.cluster == null || one.cluster === cluster) &&
        !(one.until && Date.parse(one.until) < Date.now()),
    );

  function episodes(network) {
    const body = heatmap(network);
    const found = [];
    for (const rule of rules.filter((one) => one.enabled && one.network === network).slice(0, 40))
      for (const cluster of body.clusters) {
        const key = `${rule.id} ${cluster.id}`;
        if (!inScope(rule, cluster) || !holds(rule, cluster, body)) {
          since.delete(key);
          continue;
        }
        if (!since.has(key)) {
          const level =
            rule.kind.type === 'ratioBelow'
              ? Number(body.thresholds[rule.kind.threshold] ?? rule.kind.threshold).toFixed(4)
              : null;
          since.set(key, { block: body.block, ratio: cluster.ratio, threshold: level, ruleVersion: 1, words: '' });
        }
        const phase = cluster.id.endsWith('7') ? 'pending' : cluster.ratio === null ? 'blind' : 'firing';
        found.push({
          ...{
            rule: rule.id,
            cluster: cluster.id,
            phase,
            alertId: phase === 'pending' ? null : key,
            snoozed: silent(rule.id, cluster.id),
          },
          fired: phase === 'pending' ? null : since.get(key),
        });
      }
    const stale = rules.find((one) => one.kind.type === 'dataLate' && one.enabled && one.network === network);
    if (stale) {
      const fired = {
        block: body.block,
        ratio: null,
        threshold: null,
        ruleVersion: 1,
        words: 'The data is stale: the newest block is 41 s old.',
      };
      found.push({
        rule: stale.id,
        cluster: null,
        phase: 'firing',
        alertId: stale.id,
        snoozed: silent(stale.id, null),
        fired,
      });
    }
    return { episodes: found, incidents: [] };
  }

  function page(list, query, member) {
    const from = Number(query.get('before') ?? 0);
    const limit = Number(query.get('limit') ?? 50);
    return ok({
      [member]: list.slice(from, from + limit),
      next: from + limit < list.length ? String(from + limit) : null,
    });
  }

  function backTest(rule, blocks) {
    const body = heatmap(rule.network);
    const back = (count) => ({
      ...{ number: Math.max(1, body.block.number - count), hash: body.block.hash },
      timestamp: new Date(Date.parse(body.block.timestamp) - count * 2000).toISOString(),
    });
    const hit = body.clusters.filter((cluster) => inScope(rule, cluster) && holds(rule, cluster, body)).slice(0, 80);
    const firings = hit.map((cluster, i) => ({
      ...{
        cluster: cluster.id,
        blind: i % 8 === 7,
        from: back((blocks * ((i * 29) % 97)) / 100),
        ratio: cluster.ratio,
        threshold: '1.2000',
      },
      ...{
        to: i % 5 === 0 ? null : body.block.number - Math.floor((blocks * ((i * 29) % 97)) / 200),
        seconds: 120 + i * 31,
      },
    }));
    return { from: back(blocks), to: back(0), blocks, firings, firingCount: hit.length * 2, messageCount: hit.length };
  }

  function putChannel(before, body) {
    const problems = channelProblems(body, before);
    if (problems.length > 0) return refused(problems);
    const { secret, password, botToken, routingKey, rotate, endRotation, secretsSet: _, ...settings } = body.settings;
    const set = new Set(before?.settings.secretsSet ?? []);
    const makes = body.kind === 'webhook' && !secret && (!before || rotate);
    if (rotate || (before && secret)) set.add('previous');
    if (endRotation) set.delete('previous');
    for (const [name, value] of Object.entries({ secret: secret || makes, password, botToken, routingKey }))
      if (value) set.add(name);
    if (body.kind === 'slack' || body.kind === 'discord') (delete settings.url, set.add('url'));
    const channel = {
      id: before?.id ?? newId('channel'),
      name: body.name,
      kind: body.kind,
      enabled: body.enabled ?? true,
      settings: { ...settings, secretsSet: [...set] },
    };
    channels = before ? channels.map((one) => (one.id === before.id ? channel : one)) : [...channels, channel];
    return ok(
      row(channel, makes ? `whsec_${btoa(`mock secret number ${++made} and more`)}` : null),
      before ? 200 : 201,
    );
  }

  function putRule(before, body) {
    const problems = ruleProblems(body, { channels, heatmap: heatmap(body.network) });
    if (problems.length > 0) return refused(problems);
    if (!before && rules.length >= 200)
      return problem(409, 'too-many-rules', 'You have 200 rules, which is the limit: delete one first.');
    const rule = { ...body, id: before?.id ?? newId('rule'), owner: 'mock' };
    rules = before ? rules.map((one) => (one.id === before.id ? rule : one)) : [...rules, rule];
    return ok({ rule }, before ? 200 : 201);
  }

  function dropChannel(channel) {
    const named = rules.filter((one) => one.channels.includes(channel.id) || one.escalateTo === channel.id).slice(0, 5);
    if (named.length > 0)
      return problem(
        409,
        'channel-in-use',
        `Channel "${channel.id}" is named by rules ${named.map((one) => `"${one.name}"`).join(', ')}: change or delete them first.`,
      );
    channels = channels.filter((one) => one !== channel);
    return gone;
  }

  /** An answer to /alerts/<path>: `{ status, body, after }`, `after` in milliseconds. */
  return function answer(method, path, query, body) {
    const [list, id, act] = path.split('/').map(decodeURIComponent);
    const call = `${method} ${list}`;
    if (path === 'rules/starter') {
      const scope = body.operators?.length
        ? { type: 'operators', operators: body.operators }
        : { type: 'clusters', clusters: body.clusters };
      const usual = {
        red: ['Below critical', { type: 'ratioBelow', threshold: 'critical' }],
        queue: [
          'In the liquidation queue',
          {
            type: 'queue',
            stages: ['entered', 'half', 'lastTenth', 'due', 'blocked', 'recovered', 'cured', 'liquidated'],
          },
        ],
      };
      return ok({
        rules: Object.values(usual).map(([name, kind]) => ({
          rule: addRule(body.network, name, kind, scope, { channels: body.channels }),
        })),
      });
    }
    if (path === 'rules/back-test') {
      const problems = ruleProblems(body, { channels, heatmap: heatmap(body.network) });
      return problems.length > 0
        ? refused(problems)
        : { ...ok(backTest(body, Number(query.get('blocks') ?? 5000))), lines: 12 };
    }
    if (list === 'rules') {
      const rule = rules.find((one) => one.id === id);
      if (method === 'GET') return ok({ rules: rules.map((one) => ({ rule: one })) });
      if (method === 'POST') return putRule(null, body);
      if (!rule) return unknown('rule', id);
      if (method === 'PUT') return putRule(rule, body);
      rules = rules.filter((one) => one !== rule);
      return gone;
    }
    if (list === 'channels') {
      const channel = channels.find((one) => one.id === id);
      if (method === 'GET') return ok({ channels: channels.map((one) => row(one)) });
      if (method === 'POST' && !id) return putChannel(null, body);
      if (!channel) return unknown('channel', id);
      if (act === 'test') {
        const taken = channel.kind !== 'mail';
        return {
          ...ok({
            taken,
            status: taken ? 204 : null,
            answer: taken ? '' : 'smtp.example.org does not answer.',
            milliseconds: 412,
          }),
          after: 700,
        };
      }
      return method === 'PUT' ? putChannel(channel, body) : dropChannel(channel);
    }
    if (call === 'GET episodes') return ok(episodes(query.get('network')));
    if (call === 'GET history')
      return page(
        messages.filter((one) => one.message.network === query.get('network')),
        query,
        'messages',
      );
    if (call === 'GET deliveries') {
      const state = query.get('state');
      return page(
        deliveries.filter((one) => one.message.network === query.get('network') && (!state || one.state === state)),
        query,
        'deliveries',
      );
    }
    if (act === 'replay') {
      deliveries = deliveries.map((one) =>
        one.id === id ? { ...one, state: 'waiting', dueAt: new Date().toISOString() } : one,
      );
      return { status: 202 };
    }
    if (call === 'GET snoozes') return ok({ snoozes });
    if (call === 'PUT snoozes') {
      const problems = snoozeProblems(
        body,
        rules.find((one) => one.id === body.rule),
      );
      if (problems.length > 0) return refused(problems);
      snoozes = [
        ...snoozes.filter((one) => one.rule !== body.rule || (one.cluster ?? null) !== (body.cluster ?? null)),
        body,
      ];
      return ok(body);
    }
    if (call === 'DELETE snoozes') {
      snoozes = snoozes.filter(
        (one) => one.rule !== query.get('rule') || (one.cluster ?? null) !== query.get('cluster'),
      );
      return gone;
    }
    if (call === 'GET notices') return ok({ notices: [] });
    return problem(404, 'not-found', `There is no ${method} ${path}.`);
  };
}
