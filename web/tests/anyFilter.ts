import type { Filter, TimeUnit } from '../src/find/condition';
import {
  COMPARISONS,
  NUMBER_FIELDS,
  QUEUE_PLACES,
  STATES,
  TEXT_FIELDS,
  TIME_UNITS,
  readDecimal,
} from '../src/find/condition';
import type { Zone } from '../src/model/zone';
import { randomBig } from './fixtures';

export function pick<T>(random: () => number, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!;
}

/** A filter that a text can say, of at most `depth` levels. */
export function anyFilter(random: () => number, depth: number): Filter {
  const kind = depth > 0 && random() < 0.6 ? pick(random, ['all', 'any', 'not'] as const) : null;
  const parts = (): Filter[] =>
    Array.from({ length: 2 + Math.floor(random() * 2) }, () => anyFilter(random, depth - 1));
  if (kind === 'not') return { kind, of: anyFilter(random, depth - 1) };
  if (kind) return { kind, of: parts() };
  const texts = ['h100', 'and', 'NOT', 'mine', 'a b', 'say "hi"', 'back\\slash', 'é:<', '7', '(', '0xAb', '-'];
  const value = pick(random, texts);
  const decimal = readDecimal(`${random() < 0.1 ? '-' : ''}${randomBig(random, 60)}.${randomBig(random, 50)}`)!;
  return pick<() => Filter>(random, [
    () => ({ kind: 'word', value }),
    () => ({ kind: 'text', field: pick(random, TEXT_FIELDS), exact: random() < 0.5, value }),
    () => ({ kind: 'zone', zone: Math.floor(random() * 6) as Zone }),
    () => ({ kind: 'in', place: pick(random, QUEUE_PLACES) }),
    () => ({ kind: 'is', state: pick(random, STATES) }),
    () => ({ kind: 'mine' }),
    () => {
      const field = pick(random, NUMBER_FIELDS);
      const unit = field === 'deadline' ? pick(random, Object.keys(TIME_UNITS) as TimeUnit[]) : null;
      return { kind: 'number', field, comparison: pick(random, COMPARISONS), value: decimal, unit };
    },
  ])();
}
