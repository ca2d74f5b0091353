import { expect, test } from 'vitest';
import { Dictionary } from '../src/model/dictionary';
import { NameLane } from '../src/model/nameLane';
import { RowIndex } from '../src/model/rowIndex';
import { CutTexts } from '../src/model/texts';
import { UintColumn } from '../src/stream/columnsBody';

const cut = (...texts: string[]): CutTexts => {
  let at = 0;
  return new CutTexts(texts.join(''), Uint32Array.of(0, ...texts.map((text) => (at += text.length))));
};
const rowsOf = (...rows: number[]): Uint32Array => Uint32Array.from(rows);
const ids = (...values: number[]): UintColumn =>
  new UintColumn(Uint32Array.from(values.flatMap((value) => [value % 2 ** 32, Math.floor(value / 2 ** 32)])), 2);

test('Texts are cut where they begin and end, empty ones too, and there are none beyond', () => {
  const texts = cut('a', '', 'bcd');
  expect([texts.length, texts.at(0), texts.at(1), texts.at(2), texts.at(3)]).toEqual([3, 'a', '', 'bcd', undefined]);
});

test('A name that is written does not change what was taken before', () => {
  const lane = new NameLane();
  lane.load(cut('a', 'b'), rowsOf(0, 1));
  const before = lane.take();
  lane.set(1, 'c');
  lane.set(2, 'd');
  const after = lane.take();
  expect([before.at(0), before.at(1), before.at(2)]).toEqual(['a', 'b', '']);
  expect([after.at(0), after.at(1), after.at(2)]).toEqual(['a', 'c', 'd']);
});

test('A body in another order, or of fewer rows, names its own rows and leaves the others their names', () => {
  const lane = new NameLane();
  lane.load(cut('a', 'b', 'c'), rowsOf(0, 1, 2));
  const before = lane.take();
  lane.load(cut('B', 'A'), rowsOf(1, 0));
  const between = lane.take();
  lane.load(cut('x'), rowsOf(0));
  const after = lane.take();
  const all = (names: { at(row: number): string }): string[] => [0, 1, 2].map((row) => names.at(row));
  expect([all(before), all(between), all(after)]).toEqual([
    ['a', 'b', 'c'],
    ['A', 'B', 'c'],
    ['x', 'B', 'c'],
  ]);
});

test('A dictionary of loaded words knows each by index, finds them again and takes new ones', () => {
  const dictionary = new Dictionary();
  expect([...dictionary.indices(cut('x', 'y'))]).toEqual([0, 1]);
  expect([dictionary.at(0), dictionary.at(1), dictionary.at(2)]).toEqual(['x', 'y', undefined]);
  expect([dictionary.index('y'), dictionary.index('z'), dictionary.at(2)]).toEqual([1, 2, 'z']);
  expect([...dictionary.indices(cut('z', 'w', 'x'))]).toEqual([2, 3, 0]);
  expect(dictionary.words).toEqual(['x', 'y', 'z', 'w']);
});

test('Rows of ascending ids are found, also in a copy, also when later ones come', () => {
  const index = new RowIndex();
  expect([...index.addAll(ids(2, 5, 9), 3)]).toEqual([0, 1, 2]);
  const copy = index.copy();
  expect([...index.addAll(ids(1, 5, 2 ** 40, 9), 4)]).toEqual([3, 1, 4, 2]);
  expect(['2', '5', '9', '1', String(2 ** 40), '3', '10', '0', '05'].map((id) => index.find(id))).toEqual([
    0,
    1,
    2,
    3,
    4,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(['2', '9', '1'].map((id) => copy.find(id))).toEqual([0, 2, undefined]);
  expect([...index.byId(5)]).toEqual([3, 0, 1, 2, 4]);
});

test('Ids that do not ascend, or are larger than a double holds, get rows all the same', () => {
  const index = new RowIndex();
  expect([...index.addAll(ids(7, 3), 2)]).toEqual([0, 1]);
  expect([index.find('7'), index.find('3'), index.size]).toEqual([0, 1, 2]);
  const wide = new RowIndex();
  expect([...wide.addAll(ids(4, 2 ** 60), 2)]).toEqual([0, 1]);
  expect([wide.find('4'), wide.find(String(2n ** 60n)), wide.size]).toEqual([0, 1, 2]);
});
