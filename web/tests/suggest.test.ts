import { describe, expect, test } from 'vitest';
import { parseFilter } from '../src/find/filter';
import { readList } from '../src/find/mine';
import { complete, suggestionsAt, wordAt } from '../src/find/suggest';
import { globals, market, pictureOf, wireTerms } from './fixtures';

const WALLET = `0x${'ab'.repeat(20)}`;
const classes = [
  { id: '1', gpuClass: 'H100', base: '40000000000', demandBps: 10000 },
  { id: '2', gpuClass: 'RTX 4090', base: '40000000000', demandBps: 10000 },
];
const picture = pictureOf(market({ ...globals(), classes }), [
  wireTerms({ name: 'eu-h100-01', region: 'eu-central' }),
  wireTerms({ id: '2', name: 'west-h100', region: 'us-west', operator: WALLET }),
  wireTerms({ id: '3', name: 'h100-first', region: '' }),
  null,
]);

function labels(text: string, caret = text.length): string[] {
  return suggestionsAt(text, caret, picture).items.map(({ label }) => label);
}

describe('the type-ahead', () => {
  test('names keys, values of this network and clusters that are like the word', () => {
    expect(labels('cl')).toEqual(['class:']);
    expect(labels('ze')).toEqual([]);
    expect(labels('zone:r')).toEqual(['zone:green', 'zone:red']);
    expect(labels('h100')).toEqual(['class:H100', 'h100-first', 'eu-h100-01', 'west-h100']);
    expect(labels('not (region:E')).toEqual(['region:eu-central', 'region:us-west', 'region:"no region"']);
    expect(labels('operator:0xab')).toEqual([`operator:${WALLET}`]);
    expect(labels('ratio<1')).toEqual([]);
    expect(labels('class:H100')).toEqual([]);
    expect(labels('class:RTX ', 9)).toEqual(['class:"RTX 4090"']);
  });

  test('keeps the text beside the word, and what it completes is a filter', () => {
    const text = 'ratio<2 class:rt in:queue';
    const suggestions = suggestionsAt(text, 16, picture);
    expect(text.slice(suggestions.from, suggestions.to)).toBe('class:rt');
    const done = complete(text, suggestions, suggestions.items[0]!);
    expect(done).toEqual({ text: 'ratio<2 class:"RTX 4090" in:queue', caret: 25 });
    expect('filter' in parseFilter(done.text)).toBe(true);
  });

  test('takes the word of a cluster away that was only typed to find it', () => {
    const suggestions = suggestionsAt('in:queue west', 13, picture);
    const cluster = suggestions.items.find(({ kind }) => kind === 'cluster')!;
    expect([cluster.label, cluster.row]).toEqual(['west-h100', 1]);
    expect(complete('in:queue west', suggestions, cluster).text).toBe('in:queue ');
  });

  test('takes what stands in quotes for one word', () => {
    expect(wordAt('a region:"eu we', 15)).toEqual({ from: 2, to: 15 });
    expect(wordAt('a region:"eu we" b', 13)).toEqual({ from: 2, to: 16 });
    expect(wordAt('a (b', 4)).toEqual({ from: 3, to: 4 });
  });
});

describe('a list of mine', () => {
  test('is read however it is parted, each entry once, and what is none is told', () => {
    const list = readList(` ${WALLET.toUpperCase().replace('0X', '0x')},007;\n7\t${WALLET}  0x12, bob`);
    expect(list).toEqual({ entries: [WALLET, '7'], refused: ['0x12', 'bob'] });
    expect(readList('  ')).toEqual({ entries: [], refused: [] });
  });
});
