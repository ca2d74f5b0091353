import type { WireKind, WireRule, WireRuleDraft, WireScope } from './wire';
import { percent, STAGES, TOPICS } from './ruleWords';

/** Seconds of each unit that a duration may be typed in. */
export const UNITS = { s: 1, min: 60, h: 3_600, days: 86_400 } as const;
export type Unit = keyof typeof UNITS;

/** A rule as it is typed: every number as text, every choice there, whatever the kind. */
export interface RuleForm {
  name: string;
  type: string;
  level: 'critical' | 'warning' | 'own';
  threshold: string;
  zones: string[];
  withinBlocks: string;
  duration: string;
  unit: Unit;
  /** Per cent. */
  fall: string;
  stages: string[];
  topics: string[];
  atLeast: 'late' | 'stale';
  everyHours: string;
  /** hh:mm, UTC. */
  at: string;
  scope: 'network' | 'clusters' | 'operators' | 'gpuClass';
  clusters: string;
  operators: string;
  gpuClass: string;
  pendingBlocks: string;
  holdBlocks: string;
  delta: string;
  groupWaitSeconds: string;
  channels: string[];
  /** Empty for nobody. */
  escalateTo: string;
  escalateAfterSeconds: string;
  enabled: boolean;
}

/** A new rule, as most begin: below critical, anywhere, to all channels. */
export function emptyRule(channels: readonly string[]): RuleForm {
  return {
    name: '',
    type: 'ratioBelow',
    level: 'critical',
    threshold: '1.3',
    zones: ['red'],
    withinBlocks: '5',
    duration: '1',
    unit: 'h',
    fall: '10',
    stages: STAGES.map((one) => one.value),
    topics: TOPICS.map((one) => one.value),
    atLeast: 'stale',
    everyHours: '24',
    at: '08:00',
    scope: 'network',
    clusters: '',
    operators: '',
    gpuClass: '',
    pendingBlocks: '0',
    holdBlocks: '0',
    delta: '0.02',
    groupWaitSeconds: '12',
    channels: [...channels],
    escalateTo: '',
    escalateAfterSeconds: '300',
    enabled: true,
  };
}

const words = (value: WireKind[string] | undefined): string[] =>
  Array.isArray(value) ? (value as readonly string[]).slice() : [];
const two = (number: number): string => String(number).padStart(2, '0');

/** A duration in the largest unit in which it is whole. */
function typedDuration(seconds: number): { duration: string; unit: Unit } {
  const unit = (['days', 'h', 'min'] as const).find((one) => seconds > 0 && seconds % UNITS[one] === 0) ?? 's';
  return { duration: String(seconds / UNITS[unit]), unit };
}

/** The form of a rule that is there. */
export function formOf(rule: WireRule): RuleForm {
  const { kind, scope } = rule;
  const form = emptyRule(rule.channels);
  Object.assign(form, { name: rule.name, type: kind.type, scope: scope.type, enabled: rule.enabled });
  const threshold = kind['threshold'];
  if (typeof threshold === 'string') {
    if (threshold === 'critical' || threshold === 'warning') form.level = threshold;
    else Object.assign(form, { level: 'own', threshold });
  }
  if (kind['zones']) form.zones = words(kind['zones']);
  if (kind['stages']) form.stages = words(kind['stages']);
  if (kind['topics']) form.topics = words(kind['topics']);
  if (kind['withinBlocks'] !== undefined) form.withinBlocks = String(kind['withinBlocks']);
  if (kind['forSeconds'] !== undefined) Object.assign(form, typedDuration(Number(kind['forSeconds'])));
  if (kind['fall'] !== undefined) form.fall = percent(String(kind['fall']));
  if (kind['atLeast'] === 'late' || kind['atLeast'] === 'stale') form.atLeast = kind['atLeast'];
  if (kind['everyHours'] !== undefined) form.everyHours = String(kind['everyHours']);
  if (kind['atMinute'] !== undefined) {
    const minute = Number(kind['atMinute']);
    form.at = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  }
  form.clusters = (scope.clusters ?? []).join('\n');
  form.operators = (scope.operators ?? []).join('\n');
  form.gpuClass = scope.gpuClass ?? '';
  form.pendingBlocks = String(rule.pendingBlocks);
  form.holdBlocks = String(rule.holdBlocks);
  form.delta = rule.delta;
  form.groupWaitSeconds = String(rule.groupWaitSeconds);
  form.escalateTo = rule.escalateTo ?? '';
  form.escalateAfterSeconds = String(rule.escalateAfterSeconds);
  return form;
}

// What is no number goes as it was typed: the server says what is wrong with it, beside the field.
const whole = (text: string): number => (/^\s*\d{1,15}\s*$/.test(text) ? Number(text) : (text as unknown as number));

const lines = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];

/** Per cent as a share of one, without rounding: "2.5" is "0.025". What is no number stays. */
export function share(text: string): string {
  const match = /^\s*(\d{1,4})(?:[.,](\d{1,8}))?\s*$/.exec(text);
  if (!match) return text;
  const [, full = '', part = ''] = match;
  const digits = full.padStart(3, '0') + part;
  const at = full.padStart(3, '0').length - 2;
  const decimals = digits.slice(at).replace(/0+$/, '');
  return digits.slice(0, at).replace(/^0+(?=\d)/, '') + (decimals ? `.${decimals}` : '.0');
}

/** A ratio as it is sent: with a point, whatever was typed. */
const ratio = (text: string): string => text.trim().replace(',', '.');

function kindOf(form: RuleForm): WireKind {
  const { type } = form;
  switch (type) {
    case 'ratioBelow':
      return { type, threshold: form.level === 'own' ? ratio(form.threshold) : form.level };
    case 'inZone':
      return { type, zones: form.zones };
    case 'suddenRed':
      return { type, withinBlocks: whole(form.withinBlocks) };
    case 'persistentYellow': {
      const typed = whole(form.duration);
      return { type, forSeconds: typeof typed === 'number' ? typed * UNITS[form.unit] : typed };
    }
    case 'drift':
      return { type, fall: share(form.fall), withinBlocks: whole(form.withinBlocks) };
    case 'queue':
      return { type, stages: form.stages };
    case 'protocolChange':
      return { type, topics: form.topics };
    case 'dataLate':
      return { type, atLeast: form.atLeast };
    case 'digest': {
      const [hours = NaN, minutes = NaN] = form.at.split(':').map(Number);
      const minute = hours * 60 + minutes;
      return { type, everyHours: whole(form.everyHours), atMinute: Number.isInteger(minute) ? minute : form.at };
    }
    default:
      return { type };
  }
}

function scopeOf(form: RuleForm): WireScope {
  switch (form.scope) {
    case 'clusters':
      return { type: 'clusters', clusters: lines(form.clusters) };
    case 'operators':
      return { type: 'operators', operators: lines(form.operators) };
    case 'gpuClass':
      return { type: 'gpuClass', gpuClass: form.gpuClass };
    default:
      return { type: 'network' };
  }
}

/** The body of a form. What the kind does not ask is left out. */
export function ruleOf(form: RuleForm, network: string): WireRuleDraft {
  return {
    network,
    name: form.name.trim(),
    kind: kindOf(form),
    scope: scopeOf(form),
    pendingBlocks: whole(form.pendingBlocks),
    holdBlocks: whole(form.holdBlocks),
    delta: ratio(form.delta),
    groupWaitSeconds: whole(form.groupWaitSeconds),
    channels: form.channels,
    ...(form.escalateTo !== '' && { escalateTo: form.escalateTo }),
    escalateAfterSeconds: whole(form.escalateAfterSeconds),
    enabled: form.enabled,
  };
}

/** A rule as it is there, as a draft: to send it back with something changed. */
export function draftOf({ id: _id, owner: _owner, ...rule }: WireRule): WireRuleDraft {
  return rule;
}

/** Members of a kind that its fields show. */
const KIND_FIELDS: Readonly<Record<string, readonly string[]>> = {
  ratioBelow: ['threshold'],
  inZone: ['zones'],
  suddenRed: ['withinBlocks'],
  persistentYellow: ['forSeconds'],
  drift: ['fall', 'withinBlocks'],
  queue: ['stages'],
  protocolChange: ['topics'],
  dataLate: ['atLeast'],
  digest: ['everyHours', 'atMinute'],
};

/** The pointers at which the form can show what is wrong. */
export function rulePointers(form: Pick<RuleForm, 'type' | 'scope'>): readonly string[] {
  return [
    '/name',
    '/kind',
    ...(KIND_FIELDS[form.type] ?? []).map((name) => `/kind/${name}`),
    '/scope',
    ...(form.scope === 'network' ? [] : [`/scope/${form.scope}`]),
    ...['/pendingBlocks', '/holdBlocks', '/delta', '/groupWaitSeconds', '/channels', '/escalateTo'],
    '/escalateAfterSeconds',
  ];
}
