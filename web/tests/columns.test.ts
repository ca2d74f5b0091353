import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ColumnsBody } from '../src/stream/columnsBody';
import { NetworkModel } from '../src/stream/networkModel';
import { BadColumns, readColumns } from '../src/stream/readColumns';
import type { WireHeatmap, WireTerms } from '../src/stream/wire';
import { BLOCK, globals, wireTerms } from './fixtures';
import { sealed } from './sealed';

// Written by the server's own tests, which fail when they are no longer what it writes.
const file = (name: string): Buffer => readFileSync(new URL(`../../tests/fixtures/${name}`, import.meta.url));
const bytes = (): ArrayBuffer => new Uint8Array(file('heatmap.columns')).buffer;
const json = JSON.parse(file('heatmap.columns.json').toString()) as WireHeatmap;

function modelOf(take: (model: NetworkModel) => string): NetworkModel {
  const model = new NetworkModel();
  expect(take(model)).toBe('applied');
  return model;
}

const fromColumns = (): NetworkModel => modelOf((model) => model.applyColumns(readColumns(bytes()), 1));
const fromJson = (): NetworkModel => modelOf((model) => model.applySnapshot(json, 1));

describe('the server’s columns', () => {
  test('give term by term what its JSON gives, and the hash and the counts that it says', () => {
    const [a, b] = [fromColumns().picture!, fromJson().picture!];
    expect(a.columns.size).toBe(json.clusters.length);
    for (let row = 0; row < a.columns.size; row++) expect(a.columns.terms(row)).toEqual(b.columns.terms(row));
    expect(a.market).toEqual(b.market);
    expect([...a.zones]).toEqual([...b.zones]);
  });

  test('have every kind of row, or this file shows less than it should', () => {
    const { columns } = fromColumns().picture!;
    const terms = [...columns.byId].map((row) => columns.terms(row)!);
    expect(terms.some((t) => t.collateral >= 1n << 128n)).toBe(true);
    expect(terms.some((t) => BigInt(t.info.id) > 1n << 128n)).toBe(true);
    expect(terms.some((t) => t.deadline > 253_402_300_799n)).toBe(true);
    expect(terms.some((t) => /[^\x20-\x7e]/.test(t.info.name))).toBe(true);
    expect(terms.filter((t) => t.disputed).length).toBeGreaterThan(0);
    expect(terms.filter((t) => t.lastKnown).length).toBeGreaterThan(0);
    expect(new Set(terms.map((t) => t.info.classId))).toEqual(new Set(['1', '7', '99']));
  });

  test('put doubles beside the exact amounts that are off by less than 2⁻⁵⁰', () => {
    const { columns } = fromColumns().picture!;
    for (let row = 0; row < columns.size; row++) {
      const { collateral, rewards } = columns.terms(row)!;
      const off = (double: number, exact: bigint) => Math.abs(double - Number(exact)) / Math.max(1, Number(exact));
      expect(off(columns.collateral[row]!, collateral)).toBeLessThan(2 ** -50);
      expect(off(columns.assets[row]!, collateral + rewards)).toBeLessThan(2 ** -50);
    }
  });

  test('keep the rows that a model has, and empty those that they do not name', () => {
    const other = wireTerms({ id: '5', name: 'other' });
    const model = new NetworkModel();
    const last = json.clusters.at(-1)!;
    model.applySnapshot(sealed(BLOCK, globals(), [other, last as WireTerms]), 1);
    expect(model.applyColumns(readColumns(bytes()), 2)).toBe('applied');
    expect([model.row('5'), model.row(last.id)]).toEqual([0, 1]);
    expect(model.picture!.columns.terms(0)).toBeNull();
    expect(model.picture!.columns.terms(1)!.info.name).toBe(last.name);
    const order = [...model.picture!.columns.byId].map((row) => BigInt(model.picture!.columns.id(row)));
    expect(order).toEqual([...order].sort((x, y) => (x < y ? -1 : 1)));
  });

  test('are read aside on the rows of a model, without those that it never saw', () => {
    const model = new NetworkModel();
    model.applySnapshot({ ...json, clusters: json.clusters.slice(3) }, 1);
    const aside = model.readAside(readColumns(bytes()));
    expect(aside.columns.size).toBe(json.clusters.length - 3);
    expect(aside.columns.terms(0)).toEqual(model.picture!.columns.terms(0));
    expect(model.picture!.columns.size).toBe(json.clusters.length - 3);
  });
});

describe('a columns body that is none', () => {
  const head = (body: ArrayBuffer): ColumnsBody['head'] & { columns: Record<string, Record<string, number>> } =>
    JSON.parse(new TextDecoder().decode(new Uint8Array(body, 16, new DataView(body).getUint32(8, true)))) as never;

  /** The body with another head of the same length. */
  function withHead(change: (columns: Record<string, Record<string, number>>) => void): ArrayBuffer {
    const body = bytes();
    const told = head(body);
    const length = new DataView(body).getUint32(8, true);
    change(told.columns);
    const text = JSON.stringify(told).padEnd(length, ' ');
    new Uint8Array(body, 16, length).set(new TextEncoder().encode(text).subarray(0, length));
    return body;
  }

  function withByte(at: number, value: number): ArrayBuffer {
    const body = bytes();
    new Uint8Array(body)[at] = value;
    return body;
  }

  function columnAt(name: string): number {
    const body = bytes();
    return Math.ceil((16 + new DataView(body).getUint32(8, true)) / 8) * 8 + head(body).columns[name]!['at']!;
  }

  test.each<[string, () => ArrayBuffer, RegExp]>([
    ['nothing', () => new ArrayBuffer(0), /byte 0 does not begin "ISOCOLS"/],
    ['JSON', () => new TextEncoder().encode(JSON.stringify(json)).buffer as ArrayBuffer, /byte 0 does not begin/],
    ['another version', () => withByte(7, 2), /byte 7 is version 2; expected 1/],
    ['a head beyond the end', () => withByte(11, 0x7f), /byte 8 gives a head of \d+ bytes; expected at most \d+/],
    ['a head that is no JSON', () => withByte(16, 0x7b + 1), /head at byte 16/],
    ['a head that is no UTF-8', () => withByte(20, 0xff), /head at byte 16/],
    ['more rows than there are', () => withByte(14, 1), /id lies at \d+ and is \d+ bytes long/],
    ['a column beyond the end', () => withHead((c) => (c['nodes']!['at'] = 9992)), /nodes lies at 9992/],
    ['a column off its place', () => withHead((c) => (c['nodes']!['at'] = 4)), /nodes lies at 4/],
    [
      'a width that is none',
      () => withHead((c) => (c['id']!['width'] = 12)),
      /id is of width 12; expected 8, 16 or 32/,
    ],
    ['no ids', () => withHead((c) => delete c['id']), /id is left out; expected a column/],
    ['too few names', () => withHead((c) => (c['name']!['texts'] = 3)), /name has 3 texts; expected 24/],
    [
      'a region that is none',
      () => withByte(columnAt('region') + 3, 1),
      /region is \d+ in row 0; expected at most \d+/,
    ],
    ['a queue state that is none', () => withByte(columnAt('queueState') + 1, 9), /queueState is 9 in row 1/],
    ['ids that do not rise', () => withByte(columnAt('id') + 31, 0xff), /id of row 1 is not above the one before/],
    [
      'names that run back',
      () => withByte(columnAt('name') + 6, 0x40),
      /name text 1 ends before it begins|name ends at byte/,
    ],
  ])('is refused where it is %s', (_, make, message) => {
    expect(() => readColumns(make())).toThrow(BadColumns);
    expect(() => readColumns(make())).toThrow(message);
  });

  test('is refused wherever it is cut short', () => {
    const whole = bytes();
    for (let length = 0; length < whole.byteLength; length += 97)
      expect(() => readColumns(whole.slice(0, length))).toThrow(BadColumns);
  });
});
