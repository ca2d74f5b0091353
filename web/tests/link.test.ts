import { describe, expect, test } from 'vitest';
import type { Choices } from '../src/find/choices';
import { DEFAULTS, GROUPS, PALETTES, PARTS, SIZES } from '../src/find/choices';
import { readLink, refusalWords, writeLink } from '../src/find/link';
import { COLUMN_KEYS } from '../src/table/columnKeys';
import { randomBig, randomFrom } from './fixtures';

function pick<T>(random: () => number, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!;
}

function anyText(random: () => number): string {
  const letters = ['a', 'é', ' ', '&', '=', '+', '%', '#', '"', '<', ':', ',', '中', '😀', "'", '?', '/'];
  return Array.from({ length: 1 + Math.floor(random() * 20) }, () => pick(random, letters)).join('');
}

function anyStress(random: () => number): Choices['stress'] {
  const percent = (): number => pick(random, [0, -99, 900, Math.floor(random() * 1000) - 99]);
  const depth = random() < 0.5 ? null : randomBig(random, 128);
  return { price: percent(), demand: percent(), gas: percent(), requirement: percent(), depth };
}

function anyChoices(random: () => number): Choices {
  const maybe = <T>(value: T): T | null => (random() < 0.5 ? value : null);
  const entry = (): string =>
    random() < 0.5 ? `0x${randomBig(random, 160).toString(16).padStart(40, '0')}` : randomBig(random, 250).toString();
  const mine = Array.from({ length: Math.floor(random() * 5) }, entry);
  return {
    network: maybe(anyText(random)),
    view: pick(random, ['map', 'table', 'queue', 'alerts']),
    part: pick(random, PARTS),
    group: pick(random, GROUPS),
    within: pick(random, GROUPS),
    size: pick(random, SIZES),
    sort: pick(random, ['id', 'risk']),
    order: { key: pick(random, COLUMN_KEYS), descending: random() < 0.5 },
    filter: random() < 0.5 ? '' : anyText(random),
    mine: [...new Set(mine)],
    mineOnly: random() < 0.5,
    palette: pick(random, PALETTES),
    theme: pick(random, [null, 'dark', 'light']),
    own: maybe({ warning: `${2 + Math.floor(random() * 9)}.${Math.floor(random() * 9999)}`, critical: '1.2345' }),
    stress: maybe(anyStress(random)),
    cluster: maybe(randomBig(random, 250).toString()),
    panel: pick(random, [null, 'audit', 'help', 'stress', 'views']),
    zoom: maybe({
      zoom: (100 + Math.floor(random() * 6300)) / 100,
      x: (Math.floor(random() * 1e6) - 5e5) / 100,
      y: -0.25,
    }),
  };
}

describe('a link', () => {
  test('carries every choice there and back', () => {
    const random = randomFrom(4);
    for (let i = 0; i < 2_000; i++) {
      const choices = anyChoices(random);
      const link = writeLink(choices);
      expect(readLink(link)).toEqual({ choices, refused: [] });
      expect(writeLink(readLink(link).choices)).toBe(link);
    }
  });

  test('says nothing where all is as it is by default', () => {
    expect(writeLink(DEFAULTS)).toBe('');
    expect(readLink('')).toEqual({ choices: DEFAULTS, refused: [] });
  });

  test('is read by people', () => {
    const stress = { price: -20, demand: 0, gas: 50, requirement: 0, depth: 5n };
    const link = writeLink({ ...DEFAULTS, filter: 'class:h100', own: { warning: '1.6', critical: '1.3' }, stress });
    expect(link).toBe('?q=class:h100&own=1.6,1.3&stress=price:-20,gas:50,depth:5');
  });

  test('of a stress that changes nothing still says that there is one', () => {
    const stress = { price: 0, demand: 0, gas: 0, requirement: 0, depth: null };
    expect(readLink(writeLink({ ...DEFAULTS, stress })).choices.stress).toEqual(stress);
  });

  test.each([
    'view=roof',
    'group=colour',
    'within=',
    'size=weight',
    'sort=name',
    'order=shortfall',
    'order=--ratio',
    `q=${'a'.repeat(2_001)}`,
    'mine=0x12',
    'mine=1,,2',
    'only=yours',
    'palette=plaid',
    'theme=blue',
    'panel=door',
    'own=1.3',
    'own=1.2,1.6',
    'own=1.3,1.3',
    'own=1.6,0',
    'own=1.60001,1.2',
    'own=999999,1',
    'own=1.6,1.3,1',
    'stress=price',
    'stress=price:-100',
    'stress=price:901',
    'stress=price:1.5',
    'stress=luck:5',
    'stress=depth:-1',
    `stress=depth:${'9'.repeat(40)}`,
    'zoom=0,1,1',
    'zoom=2,1',
    'zoom=1e9,0,0',
    'zoom=NaN,0,0',
    'network=',
    `cluster=${'1'.repeat(201)}`,
  ])('with %s falls back, and one sentence names the parameter', (query) => {
    const { choices, refused } = readLink(query);
    expect(choices).toEqual(DEFAULTS);
    expect(refused).toHaveLength(1);
    expect(refusalWords(refused)).toMatch(
      new RegExp(`^This link was read without ${query.split('=')[0]} “.*” \\(expected .+\\)\\.$`),
    );
  });

  test('of any text is read without an error', () => {
    const random = randomFrom(5);
    const names = ['q', 'mine', 'own', 'stress', 'zoom', 'view', 'only', 'group', 'network'];
    for (let i = 0; i < 2_000; i++) {
      const query = `${pick(random, names)}=${anyText(random)}%${anyText(random)}`;
      const { choices } = readLink(query);
      expect(readLink(writeLink(choices)).choices).toEqual(choices);
    }
  });
});
