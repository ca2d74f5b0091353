import { expect, test } from 'vitest';
import { AssessByParts } from '../src/model/assessByParts';
import { ColumnPart } from '../src/model/columnPart';
import { assess } from '../src/model/assess';
import { randomFrom } from './fixtures';
import { randomColumns, randomMarket } from './desk/worlds';

test('Some rows at a time give what all at once give, also where integers decide (seed 81)', () => {
  const random = randomFrom(81);
  for (let i = 0; i < 4; i++) {
    const market = randomMarket(random);
    const columns = randomColumns(random, market, 8_192 * 2 + 100 * i);
    const parts = new AssessByParts(columns, market);
    let steps = 1;
    let answer = parts.advance(0);
    for (; !answer; steps++) answer = parts.advance(0);
    expect(steps).toBe(i === 0 ? 2 : 3);
    expect(answer).toEqual(assess(columns, market));
  }
});

test('An answer that is not needed any more lends its arrays', () => {
  const market = randomMarket(randomFrom(4));
  const columns = randomColumns(randomFrom(5), market, 50);
  const older = assess(columns, { ...market, criticalBps: 1n });
  const answer = new AssessByParts(columns, market, older).advance(1)!;
  expect(answer.zones).toBe(older.zones);
  expect(answer).toEqual(assess(columns, market));
});

test('A part has its own rows, exactly, in the order of their ids', () => {
  const market = randomMarket(randomFrom(6));
  const columns = randomColumns(randomFrom(7), market, 40);
  const part = new ColumnPart(columns, 10, 25);
  for (let row = 0; row < part.size; row++) {
    expect(part.terms(row)).toEqual(columns.terms(row + 10));
    expect([part.id(row), part.name(row)]).toEqual([columns.id(row + 10), columns.name(row + 10)]);
    expect(part.exactAssets(row)).toBe(columns.exactAssets(row + 10));
    expect(part.exactRewards(row)).toBe(columns.exactRewards(row + 10));
    expect(part.rewards(row)).toBe(columns.rewards(row + 10));
    expect(part.assets[row]).toBe(columns.assets[row + 10]);
  }
  expect([...part.byId]).toEqual([...part.byId.keys()]);
  expect(part.byId).toHaveLength(15);
});
