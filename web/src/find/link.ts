import type { OwnThresholds } from '../desk/ownThresholds';
import { isFault, readThresholds } from '../desk/ownThresholds';
import type { Stress } from '../desk/stressWords';
import { CALM, KNOBS, LEAST, MOST } from '../desk/stressWords';
import type { Place } from '../map/camera';
import type { Sort } from '../table/columnKeys';
import { COLUMN_KEYS } from '../table/columnKeys';
import type { Choices } from './choices';
import { DEFAULTS, GROUPS, PALETTES, PARTS, SIZES } from './choices';
import { readEntry } from './mine';

/** A parameter of a link that could not be read: what it said, and what was expected in its place. */
export interface Refusal {
  readonly parameter: string;
  readonly value: string;
  readonly expected: string;
}

/** How one choice stands in a link. */
interface Parameter<T> {
  readonly name: string;
  /** Undefined where the text is none of the values. */
  read(text: string): T | undefined;
  /** Null where the choice is the default and the link need not say it. */
  write(value: T): string | null;
  readonly expected: string;
}

type Parameters = { readonly [K in keyof Choices]: Parameter<Choices[K]> };

const FILTER_LIMIT = 2_000;
export const MINE_LIMIT = 500;
const ID_LIMIT = 200;
/** Digits of 2¹²⁸, the widest amount that there is. */
const DEPTH_DIGITS = 39;

function oneOf<T extends string>(name: string, values: readonly T[], fallback: T): Parameter<T> {
  return {
    name,
    read: (text) => values.find((value) => value === text),
    write: (value) => (value === fallback ? null : value),
    expected: `one of ${values.join(', ')}`,
  };
}

function orNone<T extends string>(name: string, values: readonly T[]): Parameter<T | null> {
  return {
    name,
    read: (text) => values.find((value) => value === text),
    write: (value) => value,
    expected: `one of ${values.join(', ')}`,
  };
}

function id(name: string): Parameter<string | null> {
  return {
    name,
    read: (text) => (text.length > 0 && text.length <= ID_LIMIT ? text : undefined),
    write: (value) => value,
    expected: `an id of at most ${ID_LIMIT} characters`,
  };
}

function readOwn(text: string): OwnThresholds | undefined {
  const [warning = '', critical = '', ...more] = text.split(',');
  return more.length > 0 || isFault(readThresholds({ warning, critical })) ? undefined : { warning, critical };
}

function readStress(text: string): Stress | undefined {
  const stress: { -readonly [K in keyof Stress]: Stress[K] } = { ...CALM };
  for (const part of text.split(',')) {
    const [key = '', value = '', ...more] = part.split(':');
    if (more.length > 0) return undefined;
    if (key === 'depth') {
      if (!/^\d+$/.test(value) || value.length > DEPTH_DIGITS) return undefined;
      stress.depth = BigInt(value);
      continue;
    }
    const input = KNOBS.find((name) => name === key);
    const percent = Number(value);
    if (!input || !/^-?\d{1,3}$/.test(value) || percent < LEAST || percent > MOST) return undefined;
    stress[input] = percent + 0; // −0 is 0
  }
  return stress;
}

function writeStress(stress: Stress): string {
  const parts = KNOBS.filter((name) => stress[name] !== 0).map((name) => `${name}:${stress[name]}`);
  if (stress.depth !== null) parts.push(`depth:${stress.depth}`);
  return parts.length > 0 ? parts.join(',') : 'price:0';
}

function readPlace(text: string): Place | undefined {
  const numbers = text.split(',');
  if (numbers.length !== 3 || !numbers.every((n) => /^-?\d{1,6}(\.\d{1,6})?$/.test(n))) return undefined;
  const [zoom = 0, x = 0, y = 0] = numbers.map(Number);
  return zoom > 0 ? { zoom, x: x + 0, y: y + 0 } : undefined;
}

/** Finer than a screen shows, at the largest magnification too. */
function writePlace({ zoom, x, y }: Place): string {
  const cut = (value: number, places: number): string => String(Number(value.toFixed(places)) + 0);
  return `${cut(Math.max(0.01, zoom), 2)},${cut(x, 5)},${cut(y, 5)}`;
}

function readMine(text: string): string[] | undefined {
  const entries = text.split(',').map(readEntry);
  if (entries.length > MINE_LIMIT) return undefined;
  const read = entries.filter((entry) => entry !== null);
  return read.length === entries.length ? [...new Set(read)] : undefined;
}

function readOrder(text: string): Sort | undefined {
  const descending = text.startsWith('-');
  const key = COLUMN_KEYS.find((name) => name === text.slice(Number(descending)));
  return key && { key, descending };
}

const percents = `${LEAST} to ${MOST}`;

const PARAMETERS: Parameters = {
  network: id('network'),
  view: oneOf('view', ['map', 'table', 'queue', 'alerts'], DEFAULTS.view),
  part: oneOf('part', PARTS, DEFAULTS.part),
  group: oneOf('group', GROUPS, DEFAULTS.group),
  within: oneOf('within', GROUPS, DEFAULTS.within),
  size: oneOf('size', SIZES, DEFAULTS.size),
  sort: oneOf('sort', ['id', 'risk'], DEFAULTS.sort),
  order: {
    name: 'order',
    read: readOrder,
    write: ({ key, descending }) => (key === DEFAULTS.order.key && !descending ? null : (descending ? '-' : '') + key),
    expected: `a column of the table, with - before it for the most first: one of ${COLUMN_KEYS.join(', ')}`,
  },
  filter: {
    name: 'q',
    read: (text) => (text.length <= FILTER_LIMIT ? text : undefined),
    write: (value) => value || null,
    expected: `a filter of at most ${FILTER_LIMIT} characters`,
  },
  mine: {
    name: 'mine',
    read: readMine,
    write: (value) => (value.length > 0 ? value.join(',') : null),
    expected: `at most ${MINE_LIMIT} wallet addresses and cluster ids, comma separated`,
  },
  mineOnly: {
    name: 'only',
    read: (text) => (text === 'mine' ? true : undefined),
    write: (value) => (value ? 'mine' : null),
    expected: 'mine',
  },
  palette: oneOf('palette', PALETTES, DEFAULTS.palette),
  theme: orNone('theme', ['dark', 'light']),
  own: {
    name: 'own',
    read: readOwn,
    write: (value) => value && `${value.warning},${value.critical}`,
    expected: 'warning,critical with at most 4 decimals, critical above 0 and below warning: 1.6,1.3',
  },
  stress: {
    name: 'stress',
    read: readStress,
    write: (value) => value && writeStress(value),
    expected: `price, demand, gas, requirement in whole per cent, ${percents}, and depth in base units: price:-20,gas:50`,
  },
  cluster: id('cluster'),
  panel: orNone('panel', ['audit', 'help', 'mine', 'stress', 'views']),
  zoom: {
    name: 'zoom',
    read: readPlace,
    write: (value) => value && writePlace(value),
    expected: 'magnification and the middle of what is seen, as parts of the map: 4,0.5,0.25',
  },
};

const KEYS = Object.keys(PARAMETERS) as (keyof Choices)[];

type Draft = { -readonly [K in keyof Choices]: Choices[K] };

function adopt<K extends keyof Choices>(key: K, search: URLSearchParams, into: Draft): Refusal | null {
  const { name, read, expected } = PARAMETERS[key];
  const text = search.get(name);
  if (text === null) return null;
  const value = read(text);
  if (value === undefined) return { parameter: name, value: text, expected };
  into[key] = value;
  return null;
}

/** What a link's query says. What cannot be read is the default, and told. Never throws. */
export function readLink(query: string): { choices: Choices; refused: Refusal[] } {
  const search = new URLSearchParams(query);
  const choices: Draft = { ...DEFAULTS };
  const refused = KEYS.map((key) => adopt(key, search, choices)).filter((refusal) => refusal !== null);
  return { choices, refused };
}

function written<K extends keyof Choices>(key: K, choices: Choices): string | null {
  return PARAMETERS[key].write(choices[key]);
}

/** The query of a link, with its `?`; empty where all is as it is by default. Defaults are not written. */
export function writeLink(choices: Choices): string {
  const search = new URLSearchParams();
  for (const key of KEYS) {
    const text = written(key, choices);
    if (text !== null) search.set(PARAMETERS[key].name, text);
  }
  // A query may hold these as they are, and is read by people.
  const query = search.toString().replace(/%3A/g, ':').replace(/%2C/g, ',');
  return query ? `?${query}` : '';
}

/** One sentence of what could not be read; null where all could. */
export function refusalWords(refused: readonly Refusal[]): string | null {
  if (refused.length === 0) return null;
  const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
  const parts = refused.map(({ parameter, value, expected }) => `${parameter} “${cut(value)}” (expected ${expected})`);
  return `This link was read without ${parts.join(' and ')}.`;
}
