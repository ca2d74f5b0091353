import { ZONES } from '../stream/wire';
import type { Filter } from './condition';
import { printDecimal } from './condition';

const PLAIN = /^[^\s()":<>=!]+$/;
const RESERVED = ['and', 'or', 'not', 'mine'];

/** A value as a filter's text says it: quoted where it would read as something else. */
export function quoted(value: string): string {
  if (PLAIN.test(value) && !RESERVED.includes(value.toLowerCase())) return value;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function within(filter: Filter, outer: 'all' | 'any' | 'not'): string {
  const text = printFilter(filter);
  const bare = (filter.kind !== 'all' && filter.kind !== 'any') || (filter.kind === 'all' && outer === 'any');
  return bare ? text : `(${text})`;
}

/** A filter as text that parses to the same filter. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'all':
      return filter.of.map((part) => within(part, 'all')).join(' ');
    case 'any':
      return filter.of.map((part) => within(part, 'any')).join(' or ');
    case 'not':
      return `not ${within(filter.of, 'not')}`;
    case 'number':
      return `${filter.field}${filter.comparison}${printDecimal(filter.value)}${filter.unit ?? ''}`;
    case 'text':
      return `${filter.field}${filter.exact ? '=' : ':'}${quoted(filter.value)}`;
    case 'word':
      return quoted(filter.value);
    case 'zone':
      return `zone:${ZONES[filter.zone]!}`;
    case 'in':
      return `in:${filter.place}`;
    case 'is':
      return `is:${filter.state}`;
    case 'mine':
      return 'mine';
  }
}
