import { describe, expect, test } from 'vitest';
import type { Filter } from '../src/find/condition';
import { parseFilter, printFilter } from '../src/find/filter';
import { anyFilter, pick } from './anyFilter';
import { randomFrom } from './fixtures';

function parsed(text: string): Filter {
  const result = parseFilter(text);
  if ('error' in result) throw new Error(`${text}: ${result.error.message} at ${result.error.at}`);
  return result.filter;
}

describe('the filter’s language', () => {
  test('reads every kind of condition', () => {
    expect(parsed('ratio<1.30 class:h100 operator=0xab region:"eu west" zone:warning in:queue deadline<10m')).toEqual({
      kind: 'all',
      of: [
        { kind: 'number', field: 'ratio', comparison: '<', value: { digits: 13n, places: 1 }, unit: null },
        { kind: 'text', field: 'class', exact: false, value: 'h100' },
        { kind: 'text', field: 'operator', exact: true, value: '0xab' },
        { kind: 'text', field: 'region', exact: false, value: 'eu west' },
        { kind: 'zone', zone: 1 },
        { kind: 'in', place: 'queue' },
        { kind: 'number', field: 'deadline', comparison: '<', value: { digits: 10n, places: 0 }, unit: 'm' },
      ],
    });
  });

  test('binds “not” before “and” before “or”, and parentheses before all', () => {
    expect(printFilter(parsed('not a b or c'))).toBe('not a b or c');
    expect(parsed('not a and b or c')).toEqual({
      kind: 'any',
      of: [
        {
          kind: 'all',
          of: [
            { kind: 'not', of: { kind: 'word', value: 'a' } },
            { kind: 'word', value: 'b' },
          ],
        },
        { kind: 'word', value: 'c' },
      ],
    });
    expect(printFilter(parsed('not (a or b) (c or d)'))).toBe('not (a or b) (c or d)');
  });

  test('takes keys, joints and values in any case, and blanks round a sign', () => {
    expect(parsed('RATIO  >= 2 OR Zone : RED')).toEqual(parsed('ratio>=2 or zone:red'));
    expect(parsed('zone:safe')).toEqual(parsed('zone:green'));
    expect(parsed('gpus:8')).toEqual(parsed('gpus=8'));
  });

  test('reads “mine” as a condition, and in quotes as a word', () => {
    expect(parsed('mine')).toEqual({ kind: 'mine' });
    expect(parsed('"mine"')).toEqual({ kind: 'word', value: 'mine' });
  });

  test('of nothing is met by everything', () => {
    expect(parsed('')).toEqual({ kind: 'all', of: [] });
    expect(parsed('  \t')).toEqual({ kind: 'all', of: [] });
  });

  test('prints what parses to the same', () => {
    const random = randomFrom(11);
    for (let i = 0; i < 5_000; i++) {
      const filter = anyFilter(random, 4);
      const text = printFilter(filter);
      expect(parsed(text), text).toEqual(filter);
    }
  });

  test.each([
    ['ratoi<1', 0, 5, 'did you mean ratio?'],
    ['flavour:sweet', 0, 7, 'expected one of name, id, class'],
    ['ratio<abc', 6, 3, 'expected a number, such as 1.3, after ratio<'],
    ['ratio<', 0, 6, 'expected a number'],
    ['ratio<1.1234567890123456789', 6, 21, 'expected a number'],
    ['class<h100', 5, 1, 'expected : (contains) or = (is) after class'],
    ['a class:', 2, 6, 'expected text to look for'],
    ['class:""', 6, 2, 'expected text to look for'],
    ['zone:blue', 5, 4, 'expected one of green, yellow, red'],
    ['in:jail', 3, 4, 'expected one of queue, grace'],
    ['is:odd', 3, 3, 'expected one of unconfirmed, disputed, unknown'],
    ['deadline<10', 9, 2, 'expected a time with its unit'],
    ['deadline<m', 9, 1, 'expected a time with its unit'],
    ['a or', 2, 2, 'expected a condition after this'],
    ['or a', 0, 2, 'expected a condition before this'],
    ['a and or b', 6, 2, 'expected a condition before this'],
    ['not', 0, 3, 'expected a condition after this'],
    ['(a or b', 0, 1, 'this parenthesis is not closed'],
    ['a) b', 1, 1, 'this parenthesis closes none'],
    ['()', 1, 1, 'expected a condition before this'],
    ['name:"eu', 5, 3, 'expected a quote "'],
    ['<3', 0, 1, 'expected a key before <'],
    ['a ! b', 2, 1, 'expected !='],
    ['""', 0, 2, 'expected text between the quotes'],
    ['"ratio"<1', 0, 7, 'no key is called “ratio”'],
    ['('.repeat(200), 100, 1, 'at most 100 conditions within each other'],
  ])('says of %s where it is wrong and what was expected', (text, at, length, message) => {
    const result = parseFilter(text);
    expect(result).toMatchObject({ error: { at, length, message: expect.stringContaining(message) as string } });
  });

  test('of any text gives a filter or a place within it', () => {
    const random = randomFrom(12);
    const pieces = [
      'ratio',
      'class',
      'zone',
      '<',
      '>=',
      ':',
      '!',
      '"',
      '(',
      ')',
      ' ',
      'and',
      'or',
      'not',
      '1.3',
      '\\',
      'é',
      '10m',
      '=',
      'mine',
    ];
    for (let i = 0; i < 20_000; i++) {
      const text = Array.from({ length: Math.floor(random() * 10) }, () => pick(random, pieces)).join('');
      const result = parseFilter(text);
      if ('filter' in result) {
        const again = printFilter(result.filter);
        expect(printFilter(parsed(again)), text).toBe(again);
      } else {
        const { at, length } = result.error;
        expect(at >= 0 && length > 0 && at + length <= text.length, `${text} ${at} ${length}`).toBe(true);
      }
    }
  });
});
