import { counted } from '../ui/format';
import type { WireKind, WireRule, WireRuleDraft, WireScope } from './wire';

/** A word of the wire and how people read it. */
export interface Choice {
  readonly value: string;
  readonly word: string;
}

export const KINDS: readonly Choice[] = [
  { value: 'ratioBelow', word: 'the ratio falls below a level' },
  { value: 'inZone', word: 'a cluster is in a zone' },
  { value: 'suddenRed', word: 'green turns red suddenly' },
  { value: 'persistentYellow', word: 'it stays yellow' },
  { value: 'drift', word: 'the ratio falls fast' },
  { value: 'queue', word: 'something happens in the liquidation queue' },
  { value: 'penalty', word: 'a penalty is charged' },
  { value: 'protocolChange', word: 'the protocol’s terms change' },
  { value: 'dataLate', word: 'the data is late or stale' },
  { value: 'priceStale', word: 'the price feed is stale' },
  { value: 'auditMismatch', word: 'the audit finds a mismatch' },
  { value: 'digest', word: 'it is time for a digest' },
];

export const ZONES: readonly Choice[] = ['green', 'yellow', 'red', 'unknown', 'exempt', 'liquidated'].map((value) => ({
  value,
  word: value,
}));

export const STAGES: readonly Choice[] = [
  { value: 'entered', word: 'it is flagged' },
  { value: 'half', word: 'half of the grace period is over' },
  { value: 'lastTenth', word: 'a tenth of it is left' },
  { value: 'due', word: 'it is due' },
  { value: 'blocked', word: 'execution is blocked' },
  { value: 'recovered', word: 'it recovered' },
  { value: 'cured', word: 'it is cured' },
  { value: 'liquidated', word: 'it is liquidated' },
];

export const TOPICS: readonly Choice[] = [
  { value: 'thresholds', word: 'thresholds' },
  { value: 'requirement', word: 'requirement' },
  { value: 'demand', word: 'demand' },
  { value: 'gracePeriod', word: 'grace period' },
];

const list = (value: WireKind[string] | undefined, words: readonly Choice[]): string => {
  const picked = Array.isArray(value) ? (value as readonly string[]) : [];
  const said = words.filter((one) => picked.includes(one.value)).map((one) => one.word);
  const last = said.pop() ?? 'nothing';
  return said.length > 0 ? `${said.join(', ')} or ${last}` : last;
};

const hasAll = (value: WireKind[string] | undefined, words: readonly Choice[]): boolean =>
  Array.isArray(value) && words.every((one) => (value as readonly string[]).includes(one.value));

/** Seconds as people say them: 90 s, 5 min, 2 h, 3 days. Only what is whole is shortened. */
export function span(seconds: number): string {
  if (seconds > 0 && seconds % 86_400 === 0) return counted(seconds / 86_400, 'day');
  if (seconds > 0 && seconds % 3_600 === 0) return `${seconds / 3_600} h`;
  return seconds > 0 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** A share of one, "0.1", in per cent without rounding: 10. */
export function percent(share: string): string {
  const [whole = '0', part = ''] = share.split('.');
  const digits = whole + part.padEnd(4, '0').slice(0, 4);
  const [full, rest] = [digits.slice(0, -2), digits.slice(-2)];
  return full.replace(/^0+(?=\d)/, '') + (/^0*$/.test(rest) ? '' : `.${rest.replace(/0+$/, '')}`);
}

/** What a rule waits for, as the end of "Tell me when …". */
export function kindWords(kind: WireKind): string {
  switch (kind.type) {
    case 'ratioBelow':
      return `the ratio is below ${/^\d/.test(String(kind['threshold'])) ? '' : 'the network’s '}${kind['threshold']}`;
    case 'inZone':
      return `the zone is ${list(kind['zones'], ZONES)}`;
    case 'suddenRed':
      return `green turns red within ${counted(Number(kind['withinBlocks']), 'block')}`;
    case 'persistentYellow':
      return `it stays yellow for ${span(Number(kind['forSeconds']))}`;
    case 'drift':
      return `the ratio falls by ${percent(String(kind['fall']))} % within ${counted(Number(kind['withinBlocks']), 'block')}`;
    case 'queue':
      return hasAll(kind['stages'], STAGES)
        ? 'anything happens in the liquidation queue'
        : `in the liquidation queue ${list(kind['stages'], STAGES)},`;
    case 'protocolChange':
      return hasAll(kind['topics'], TOPICS)
        ? 'any of the protocol’s terms changes'
        : `the protocol changes ${list(kind['topics'], TOPICS)}`;
    case 'dataLate':
      return kind['atLeast'] === 'stale' ? 'the data is stale' : 'the data is late';
    case 'priceStale':
      return 'the price feed is stale';
    case 'auditMismatch':
      return 'the audit finds a mismatch';
    case 'penalty':
      return 'a penalty is charged';
    case 'digest':
      return `${span(Number(kind['everyHours']) * 3_600)} have passed since the last digest`;
    default:
      return kind.type;
  }
}

/** Whom a rule is about: "of 3 clusters". `name` gives the printed name of a cluster or class, where it is known. */
export function scopeWords(scope: WireScope, name: (kind: 'cluster' | 'class', id: string) => string | null): string {
  const [cluster, ...more] = scope.clusters ?? [];
  if (cluster !== undefined)
    return more.length === 0
      ? `of ${name('cluster', cluster) ?? `cluster ${cluster}`}`
      : `of ${counted(more.length + 1, 'cluster')}`;
  const [operator, ...others] = scope.operators ?? [];
  if (operator !== undefined)
    return others.length === 0
      ? `of operator ${operator.slice(0, 6)}…${operator.slice(-4)}`
      : `of ${counted(others.length + 1, 'operator')}`;
  if (scope.gpuClass !== undefined) return `of ${name('class', scope.gpuClass) ?? `GPU class ${scope.gpuClass}`}`;
  return 'anywhere on the network';
}

/** Kinds that are about the network and no cluster: their scope says nothing. */
export const isOfNetwork = (type: string): boolean =>
  ['protocolChange', 'dataLate', 'priceStale', 'auditMismatch', 'digest'].includes(type);

/** A whole rule in a sentence, without its full stop. */
export function ruleWords(
  rule: WireRule | WireRuleDraft,
  name: (kind: 'cluster' | 'class', id: string) => string | null,
): string {
  const pending = rule.pendingBlocks > 0 ? `, for ${counted(rule.pendingBlocks, 'block')}` : '';
  const whom = isOfNetwork(rule.kind.type) ? '' : ` ${scopeWords(rule.scope, name)}`;
  return `Tell me when ${kindWords(rule.kind)}${whom}${pending}`;
}
