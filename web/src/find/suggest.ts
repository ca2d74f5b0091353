import { ZONES } from '../stream/wire';
import { QUEUE_PLACES, STATES, TIME_UNITS, NUMBER_FIELDS } from './condition';
import type { Sifted } from './matches';
import type { Key } from './parseFilter';
import { KEYS } from './parseFilter';
import { quoted } from './printFilter';
import { NO_REGION, matcher } from './siftText';

/** One line of the type-ahead: a piece of filter, or a cluster to go to. */
export interface Suggestion {
  readonly kind: 'key' | 'condition' | 'cluster';
  /** What takes the place of the word that is being typed; empty for a cluster. */
  readonly text: string;
  readonly label: string;
  readonly detail: string;
  /** Of a cluster. */
  readonly row: number | null;
}

export interface Suggestions {
  /** The word that is being typed, in UTF-16 units of the text. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly Suggestion[];
}

const LIMIT = 8;
const CLUSTERS = 4;

const MEANINGS: Record<Key, string> = {
  name: 'contains, or = is',
  id: 'on-chain id',
  class: 'GPU class',
  region: 'region',
  operator: 'wallet address',
  zone: 'of the network’s thresholds',
  in: 'the liquidation queue, or a state of it',
  is: STATES.join(', '),
  ratio: 'displayed ratio: ratio<1.3',
  collateral: 'tokens',
  rewards: 'tokens, accrued',
  gpus: 'count',
  nodes: 'count',
  shortfall: 'tokens to leave red: shortfall>0',
  headroom: 'tokens above critical',
  deadline: `time left: ${Object.keys(TIME_UNITS).join(', ')}, as in deadline<10m`,
};

/** The word at the caret: from the blank or parenthesis before it to the one behind it; a quoted value is one word. */
export function wordAt(text: string, caret: number): { from: number; to: number } {
  let from = 0;
  let inQuotes = false;
  for (let i = 0; i < caret; i++) {
    if (text[i] === '"' && text[i - 1] !== '\\') inQuotes = !inQuotes;
    else if (!inQuotes && /[\s()]/.test(text[i]!)) from = i + 1;
  }
  let to = caret;
  while (to < text.length && !(inQuotes ? text[to] === '"' : /[\s()]/.test(text[to]!))) to++;
  return { from, to: inQuotes && text[to] === '"' ? to + 1 : to };
}

/** All values that a key can have in this network; none for those that are numbers, names or ids. */
function valuesOf(key: Key, { columns, market }: Sifted): readonly string[] {
  switch (key) {
    case 'class':
      return market.classes.map(({ name }) => name);
    case 'region':
      return columns.regions.map((region) => region || NO_REGION);
    case 'operator':
      return columns.operators;
    case 'zone':
      return ZONES;
    case 'in':
      return QUEUE_PLACES;
    case 'is':
      return STATES;
    default:
      return [];
  }
}

function condition(key: Key, value: string): Suggestion {
  const text = `${key}:${quoted(value)}`;
  return { kind: 'condition', text: `${text} `, label: text, detail: MEANINGS[key], row: null };
}

function keysLike(word: string): Suggestion[] {
  const signOf = (key: Key): string => (NUMBER_FIELDS.some((field) => field === key) ? '<' : ':');
  const keys = KEYS.filter((key) => key.startsWith(word.toLowerCase()));
  return keys.map((key) => {
    const text = key + signOf(key);
    return { kind: 'key', text, label: text, detail: MEANINGS[key], row: null };
  });
}

/** Clusters whose name, or whose id as a whole, is like the word; those that begin with it first. */
function clustersLike(word: string, { columns }: Sifted): Suggestion[] {
  const pattern = matcher(word, false);
  const begins: number[] = [];
  const contains: number[] = [];
  for (let row = 0; row < columns.size && begins.length < CLUSTERS; row++) {
    if (!columns.present[row]) continue;
    const at = columns.name(row).search(pattern);
    if (at === 0) begins.push(row);
    else if (at > 0 && contains.length < CLUSTERS) contains.push(row);
  }
  return [...begins, ...contains].slice(0, CLUSTERS).map((row) => {
    const region = columns.regions[columns.regionAt[row]!] || NO_REGION;
    return { kind: 'cluster', text: '', label: columns.name(row), detail: `${region} · go to this cluster`, row };
  });
}

/** What may be meant by what is typed at the caret: keys, values of this network, clusters. */
export function suggestionsAt(text: string, caret: number, picture: Sifted): Suggestions {
  const { from, to } = wordAt(text, caret);
  const word = text.slice(from, caret);
  const sign = word.search(/[:=<>!]/);
  if (sign >= 0) {
    const key = KEYS.find((known) => known === word.slice(0, sign).toLowerCase());
    const begun = word
      .slice(sign + 1)
      .replaceAll('"', '')
      .toLowerCase();
    if (!key || (word[sign] !== ':' && word[sign] !== '=')) return { from, to, items: [] };
    const values = valuesOf(key, picture).filter((value) => value.toLowerCase().includes(begun));
    const items = values.slice(0, LIMIT).map((value) => condition(key, value));
    // What is typed in full needs no suggestion.
    const full = items.length === 1 && items[0]!.label.toLowerCase() === text.slice(from, to).toLowerCase();
    return { from, to, items: full ? [] : items };
  }
  if (word === '' || word.startsWith('"')) return { from, to, items: word === '' ? keysLike('').slice(0, LIMIT) : [] };
  const lower = word.toLowerCase();
  const valued = (['class', 'region', 'zone', 'in', 'operator'] as const).flatMap((key) =>
    valuesOf(key, picture)
      .filter((value) => value.toLowerCase().includes(lower))
      .slice(0, 3)
      .map((value) => condition(key, value)),
  );
  const clusters = clustersLike(word, picture);
  const others = [...keysLike(word), ...valued].slice(0, LIMIT - Math.min(clusters.length, 3));
  return { from, to, items: [...others, ...clusters].slice(0, LIMIT) };
}

/** The text with a suggestion in the place of the word that was being typed, and where the caret then stands. */
export function complete(
  text: string,
  { from, to }: Suggestions,
  { text: piece }: Suggestion,
): { text: string; caret: number } {
  const rest = piece.endsWith(' ') ? text.slice(to).replace(/^ /, '') : text.slice(to);
  return { text: text.slice(0, from) + piece + rest, caret: from + piece.length };
}
