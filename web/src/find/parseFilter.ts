import { ZONE_WORDS } from '../map/sentences';
import type { Zone } from '../model/zone';
import { ZONES } from '../stream/wire';
import type { Filter, FilterError, NumberField, TextField, TimeUnit } from './condition';
import {
  COMPARISONS,
  EVERYTHING,
  MINE,
  NUMBER_FIELDS,
  QUEUE_PLACES,
  STATES,
  TEXT_FIELDS,
  TIME_UNITS,
  readDecimal,
} from './condition';
import { nearest } from './nearest';
import type { Token } from './tokens';
import { tokensOf } from './tokens';

export const KEYS = [...TEXT_FIELDS, 'zone', 'in', 'is', ...NUMBER_FIELDS] as const;
export type Key = (typeof KEYS)[number];

const JOINTS = ['and', 'or', 'not'];
/** Parentheses and negations within each other. */
const DEPTH_LIMIT = 100;

const EXPECTED: Record<Key, string> = {
  ...(Object.fromEntries(TEXT_FIELDS.map((field) => [field, 'text to look for'])) as Record<TextField, string>),
  ...(Object.fromEntries(NUMBER_FIELDS.map((field) => [field, 'a number, such as 1.3'])) as Record<
    NumberField,
    string
  >),
  deadline: 'a time with its unit, such as 90s, 10m, 2h or 1d',
  zone: `one of ${ZONES.join(', ')}`,
  in: `one of ${QUEUE_PLACES.join(', ')}`,
  is: `one of ${STATES.join(', ')}`,
};

interface Place {
  readonly at: number;
  readonly length: number;
}

const isJoint = (token: Token, joint: string): boolean => token.kind === 'word' && token.text.toLowerCase() === joint;
const isNumber = (key: Key): key is NumberField => NUMBER_FIELDS.some((field) => field === key);

/** `any` = `all` (or `all`)* · `all` = `one` ((and)? `one`)* · `one` = not `one` | ( `any` ) | a condition. */
class Parser {
  /** The first thing that was wrong; from then on nothing is read. */
  error: FilterError | null = null;
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Filter {
    if (this.next.kind === 'end') return EVERYTHING;
    const filter = this.any();
    return this.next.kind === 'close' ? this.fail(this.next, 'this parenthesis closes none') : filter;
  }

  private get next(): Token {
    return this.tokens[this.at]!;
  }

  private take(): Token {
    const token = this.next;
    if (token.kind !== 'end') this.at++;
    return token;
  }

  private fail({ at, length }: Place, message: string): Filter {
    this.error ??= { at, length, message };
    this.at = this.tokens.length - 1;
    return EVERYTHING;
  }

  private any(): Filter {
    const of = [this.all()];
    while (isJoint(this.next, 'or')) {
      this.take();
      of.push(this.all());
    }
    return of.length === 1 ? of[0]! : { kind: 'any', of };
  }

  private all(): Filter {
    const of = [this.one()];
    while (this.next.kind !== 'end' && this.next.kind !== 'close' && !isJoint(this.next, 'or')) {
      if (isJoint(this.next, 'and')) this.take();
      of.push(this.one());
    }
    return of.length === 1 ? of[0]! : { kind: 'all', of };
  }

  private one(): Filter {
    const token = this.next;
    if (this.depth >= DEPTH_LIMIT)
      return this.fail(token, `expected at most ${DEPTH_LIMIT} conditions within each other`);
    this.depth++;
    const filter = isJoint(token, 'not') ? this.negation() : token.kind === 'open' ? this.group() : this.condition();
    this.depth--;
    return filter;
  }

  private negation(): Filter {
    this.take();
    return { kind: 'not', of: this.one() };
  }

  private group(): Filter {
    const open = this.take();
    const filter = this.any();
    if (this.next.kind !== 'close') return this.fail(open, 'this parenthesis is not closed');
    this.take();
    return filter;
  }

  private condition(): Filter {
    const token = this.next;
    const example = 'such as ratio<1.3';
    if (token.kind === 'end')
      return this.fail(this.tokens[this.at - 1] ?? token, `expected a condition after this, ${example}`);
    if (token.kind === 'close' || JOINTS.some((joint) => isJoint(token, joint)))
      return this.fail(token, `expected a condition before this, ${example}`);
    if (token.kind === 'sign') return this.fail(token, `expected a key before ${token.text}, such as ratio or class`);
    this.take();
    if (this.next.kind === 'sign') return this.keyed(token, this.take());
    if (token.text === '') return this.fail(token, 'expected text between the quotes');
    return token.kind === 'word' && token.text.toLowerCase() === 'mine' ? MINE : { kind: 'word', value: token.text };
  }

  private keyed(token: Token, sign: Token): Filter {
    const key = KEYS.find((known) => token.kind === 'word' && known === token.text.toLowerCase());
    if (!key) {
      const close = nearest(token.text, KEYS);
      const meant = close ? `did you mean ${close}?` : `expected one of ${KEYS.join(', ')}`;
      return this.fail(token, `no key is called “${token.text}”: ${meant}`);
    }
    if (!isNumber(key) && sign.text !== ':' && sign.text !== '=')
      return this.fail(sign, `expected : (contains) or = (is) after ${key}`);
    const value = this.next;
    const place = { at: token.at, length: sign.at + sign.length - token.at };
    if (value.kind !== 'word' && value.kind !== 'quoted')
      return this.fail(place, `expected ${EXPECTED[key]}, after ${key}${sign.text}`);
    this.take();
    const filter = isNumber(key) ? compared(key, sign.text, value.text) : named(key, sign.text, value.text);
    return filter ?? this.fail(value, `expected ${EXPECTED[key]}, after ${key}${sign.text}`);
  }
}

function compared(field: NumberField, sign: string, text: string): Filter | null {
  const last = text.at(-1)?.toLowerCase() ?? '';
  const unit = field === 'deadline' && last in TIME_UNITS ? (last as TimeUnit) : null;
  const value = readDecimal(unit ? text.slice(0, -1) : text);
  if (!value || (field === 'deadline') !== (unit !== null)) return null;
  const comparison = COMPARISONS.find((known) => known === sign) ?? '=';
  return { kind: 'number', field, comparison, value, unit };
}

function named(key: Exclude<Key, NumberField>, sign: string, text: string): Filter | null {
  const word = text.toLowerCase();
  if (key === 'zone') {
    const names: readonly string[][] = [[...ZONES], [...ZONE_WORDS]];
    const zone = Math.max(...names.map((known) => known.indexOf(word)));
    return zone < 0 ? null : { kind: 'zone', zone: zone as Zone };
  }
  if (key === 'in') {
    const place = QUEUE_PLACES.find((known) => known === word);
    return place ? { kind: 'in', place } : null;
  }
  if (key === 'is') {
    const state = STATES.find((known) => known === word);
    return state ? { kind: 'is', state } : null;
  }
  return text === '' ? null : { kind: 'text', field: key, exact: sign === '=', value: text };
}

/** Reads a filter's text; the empty text is met by every cluster. Never throws. */
export function parseFilter(text: string): { readonly filter: Filter } | { readonly error: FilterError } {
  const tokens = tokensOf(text);
  if (!Array.isArray(tokens)) return { error: tokens };
  const parser = new Parser(tokens);
  const filter = parser.whole();
  return parser.error ? { error: parser.error } : { filter };
}
