import type { WireEpisode, WireSnooze } from './wire';

/** How long a snooze may be, in hours; empty for one that only a worse ratio ends. */
export const SPANS: readonly { readonly hours: string; readonly word: string }[] = [
  { hours: '1', word: 'for 1 h' },
  { hours: '4', word: 'for 4 h' },
  { hours: '8', word: 'for 8 h' },
  { hours: '24', word: 'for 24 h' },
  { hours: '168', word: 'for 7 days' },
  { hours: '720', word: 'for 30 days' },
  { hours: '', word: 'until it is worse' },
];

/** A snooze as it is typed. */
export interface SnoozeForm {
  rule: string;
  /** All clusters of the rule, not the one alone. */
  whole: boolean;
  hours: string;
  /** The ratio below which it ends; empty for none. */
  worse: string;
}

/** The usual: an hour, for one cluster under its first rule. */
export const emptySnooze = (episodes: readonly WireEpisode[]): SnoozeForm => ({
  rule: episodes[0]?.rule ?? '',
  whole: episodes[0]?.cluster === null,
  hours: '1',
  worse: '',
});

const HOUR = 3_600_000;
/** A minute less than was chosen: the server's clock and the way there must not make it too long. */
const SLACK = 60_000;

/** The body of a form; `now` in Unix milliseconds. What is no ratio goes as it was typed: the server says what is wrong with it. */
export function snoozeOfForm(form: SnoozeForm, cluster: string | null, now: number): WireSnooze {
  const worse = form.worse.trim().replace(',', '.');
  const most = form.hours === '24' || form.hours === '720' ? SLACK : 0;
  return {
    rule: form.rule,
    ...(!form.whole && cluster !== null && { cluster }),
    ...(form.hours !== '' && { until: new Date(now + Number(form.hours) * HOUR - most).toISOString() }),
    ...(worse !== '' && { untilWorseThan: worse }),
  };
}

/** The pointers at which the form can show what is wrong. */
export const SNOOZE_POINTERS: readonly string[] = ['/rule', '/cluster', '/until', '/untilWorseThan'];
