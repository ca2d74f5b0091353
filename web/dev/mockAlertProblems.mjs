// Development only: what the server refuses of rules, channels and snoozes, in its own words.
const PRIVATE = /^https?:\/\/(localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[)/;
const RATIO = /^\d+(\.\d{1,4})?$/;
const HOUR = 3_600_000;

/** Mistakes in a rule; each `{ pointer, message, expected }`. */
export function ruleProblems(rule, { channels, heatmap }) {
  const problems = [];
  const add = (pointer, message, expected) => problems.push({ pointer, message, expected });
  const { kind, scope } = rule;
  const whole = (pointer, value, least, most) => {
    if (!Number.isInteger(value) || value < least || value > most)
      add(pointer, 'It is out of range.', `a whole number from ${least} to ${most}`);
  };
  if (!rule.name) add('/name', 'It is not a text of fitting length.', '1 to 80 characters, no control characters');
  if (kind.type === 'ratioBelow' && !['critical', 'warning'].includes(kind.threshold)) {
    if (!RATIO.test(kind.threshold))
      add('/kind/threshold', 'It is not a ratio.', 'a decimal as text with at most 4 decimals, for example "1.32"');
    else if (Number(kind.threshold) === 0)
      add('/kind/threshold', 'It can never fire: no ratio is below 0.', 'a ratio above 0');
    else if (Number(kind.threshold) > 100)
      add('/kind/threshold', 'It would always fire: every ratio is below it.', 'at most 100');
  }
  if (kind.type === 'inZone' && kind.zones.length === 0)
    add('/kind/zones', 'It can never fire: it names no zone.', 'at least one zone');
  if (kind.type === 'inZone' && ['green', 'yellow', 'red'].every((zone) => kind.zones.includes(zone)))
    add('/kind/zones', 'It would always fire: it names every colour.', 'one or two of green, yellow, red');
  if (kind.type === 'queue' && kind.stages.filter((one) => one !== 'cured').length === 0)
    add(
      '/kind/stages',
      'It can never fire: a cure is told as the end of an earlier stage.',
      'at least one stage beside cured',
    );
  if (kind.type === 'persistentYellow') whole('/kind/forSeconds', kind.forSeconds, 1, 31_536_000);
  if (kind.type === 'drift' && !(Number(kind.fall) > 0 && Number(kind.fall) < 1))
    add('/kind/fall', 'It would always or never fire.', 'a share above 0 and below 1');
  if ('withinBlocks' in kind) whole('/kind/withinBlocks', kind.withinBlocks, 1, 100_000);
  if (!RATIO.test(rule.delta))
    add('/delta', 'It is not a ratio.', 'a decimal as text with at most 4 decimals, for example "1.32"');
  else if (Number(rule.delta) > 100)
    add('/delta', 'It would never be over: no ratio comes that far above the level.', 'at most 100');
  whole('/pendingBlocks', rule.pendingBlocks, 0, 1_000);
  whole('/holdBlocks', rule.holdBlocks, 0, 1_000);
  whole('/groupWaitSeconds', rule.groupWaitSeconds, 0, 3_600);
  if (rule.channels.length === 0) add('/channels', 'It would tell nobody.', 'at least one channel');
  rule.channels.forEach((id, i) => {
    if (!channels.some((one) => one.id === id))
      add(`/channels/${i}`, `You have no channel "${id}".`, 'the id of a channel of yours');
  });
  if (rule.escalateTo && rule.channels.includes(rule.escalateTo))
    add('/escalateTo', 'It escalates to a channel that it goes to anyway.', 'another channel, or none');
  if (scope.clusters?.length === 0)
    add(
      '/scope/clusters',
      'It has too few, too many or repeated items.',
      '1 to 1000 texts of 1 to 78 characters, each once',
    );
  (scope.clusters ?? []).forEach((id, i) => {
    if (!heatmap.clusters.some((one) => one.id === id))
      add(`/scope/clusters/${i}`, `There is no cluster ${id}.`, 'the id of a registered cluster');
  });
  (scope.operators ?? []).forEach((address, i) => {
    if (!heatmap.clusters.some((one) => one.operator === address.toLowerCase()))
      add(`/scope/operators/${i}`, `No cluster is operated by ${address}.`, 'the address of an operator');
  });
  if (scope.type === 'gpuClass' && !scope.gpuClass)
    add('/scope/gpuClass', 'It is missing.', 'a text of 1 to 78 characters');
  return problems;
}

const NEEDED = {
  webhook: ['url'],
  mail: ['host', 'from', 'to'],
  alertmanager: ['url'],
  slack: ['url'],
  discord: ['url'],
  telegram: ['botToken', 'chatId'],
  pagerduty: ['routingKey'],
  browser: [],
};

/** Mistakes in a channel; `before` is the one that is there. */
export function channelProblems({ name, kind, settings }, before) {
  const problems = [];
  const add = (pointer, message, expected) => problems.push({ pointer, message, expected });
  if (!name) add('/name', 'This is no text, empty, too long, or has control characters.', 'text of 1–64 characters');
  for (const field of NEEDED[kind] ?? [])
    if (settings[field] === undefined && !before?.settings.secretsSet.includes(field))
      add(`/settings/${field}`, 'This is missing.', 'text of 1–255 characters');
  const { url } = settings;
  if (url !== undefined && !/^https?:\/\//.test(url))
    add('/settings/url', 'This is refused: it is no web address.', 'https://host[:port][/path][?query]');
  else if (url !== undefined && PRIVATE.test(url))
    add(
      '/settings/url',
      `This is refused: ${new URL(url).hostname} is a private address.`,
      'an address on the internet, or one that the operator allows',
    );
  else if (url?.startsWith('http://'))
    add('/settings/url', 'This is refused: plain http goes only to targets that the operator allows.', 'https://…');
  if (settings.secret && !/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/.test(settings.secret))
    add(
      '/settings/secret',
      'This is no such secret.',
      'whsec_ and 24–64 bytes in base64, or nothing: one is made then',
    );
  if (kind === 'mail' && !(settings.port >= 1 && settings.port <= 65_535))
    add('/settings/port', 'This is no such number.', 'a whole number 1–65535');
  (settings.to ?? []).forEach((to, i) => {
    if (!/^[^@\s]+@[^@\s]+$/.test(to))
      add(`/settings/to/${i}`, 'This is no mail address.', 'one address such as ops@example.org');
  });
  return problems;
}

/** Mistakes in a snooze of a rule; one below critical must end within a day. */
export function snoozeProblems({ until, untilWorseThan }, rule) {
  const problems = [];
  const add = (pointer, message, expected) => problems.push({ pointer, message, expected });
  if (!rule) add('/rule', 'You have no such rule.', 'the id of a rule of yours');
  const isRed =
    rule?.kind.type === 'queue' || rule?.kind.threshold === 'critical' || Number(rule?.kind.threshold) <= 1.2;
  const ahead = until ? Date.parse(until) - Date.now() : null;
  if (until == null && (isRed || untilWorseThan == null))
    add(
      '/until',
      'A snooze must end.',
      isRed ? 'a time at most 24 hours ahead' : 'a time, or a ratio below which it ends',
    );
  if (ahead !== null && !(ahead > 0 && ahead <= (isRed ? 24 : 720) * HOUR))
    add('/until', 'The time is over or too far ahead.', isRed ? 'at most 24 hours ahead' : 'at most 30 days ahead');
  if (untilWorseThan != null && !RATIO.test(untilWorseThan))
    add('/untilWorseThan', 'It is not a ratio.', 'a decimal with at most 4 decimals, such as "1.1"');
  return problems;
}
