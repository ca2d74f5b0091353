import { beforeEach, describe, expect, test } from 'vitest';
import { mergePatch } from '../src/stream/mergePatch';
import { NetworkModel } from '../src/stream/networkModel';
import type { WireFrame, WireTerms, WireTilePatch } from '../src/stream/wire';
import { ZONES } from '../src/stream/wire';
import { BLOCK, E18, globals, wireTerms } from './fixtures';
import { frameBlock, sealed } from './sealed';

const at = (number: number) => ({ ...BLOCK, number });
const start = [wireTerms({ id: '1' }), wireTerms({ id: '2', collateral: String(80_000n * E18) })];

function frame(seq: number, tiles: WireTilePatch[], after: WireTerms[], change: Partial<WireFrame> = {}): WireFrame {
  const { counts, queued, stateHash: hash } = sealed(at(seq), globals(), after);
  const said = { counts: ZONES.map((zone) => counts[zone]), queued, stateHash: hash };
  return { seq, block: frameBlock(at(seq), seq - 1), tiles, ...said, ...change };
}

describe('mergePatch', () => {
  test.each([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"foo"}', 'null', 'null'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ])('%s with %s is %s (RFC 7396, appendix A)', (target, patch, result) => {
    expect(mergePatch(JSON.parse(target), JSON.parse(patch))).toEqual(JSON.parse(result));
  });
});

describe('NetworkModel', () => {
  let model: NetworkModel;

  beforeEach(() => {
    model = new NetworkModel();
    expect(model.applySnapshot(sealed(at(1), globals(), start), 1)).toBe('applied');
  });

  test('The arrays of a picture that is not needed any more take one block, not two', () => {
    const spent = model.picture!;
    const [zones, told] = [spent.zones, [...spent.zones]];
    model.reuse(spent, spent);
    expect(model.applyFrame(frame(2, [], start))).toBe('applied');
    const taken = model.picture!;
    expect(taken.zones).toBe(zones);
    const red = [{ ...start[0]!, collateral: '1' }, start[1]!];
    expect(model.applyFrame(frame(3, [{ id: '1', collateral: '1' }], red))).toBe('applied');
    expect([...model.picture!.zones]).not.toEqual(told);
    expect([...taken.zones]).toEqual(told);
    expect([...spent.zones]).toEqual(told);
  });

  test('Columns that a kept picture shares are not given back', () => {
    const spent = model.picture!;
    expect(model.applyFrame(frame(2, [], start))).toBe('applied');
    const one = [{ ...start[0]!, nodes: 2 }, start[1]!];
    expect(model.applyFrame(frame(3, [{ id: '1', nodes: 2 }], one))).toBe('applied');
    const kept = model.picture!;
    const told = [...kept.columns.assets];
    const staked = (seq: number, collateral: string): string =>
      model.applyFrame(frame(seq, [{ id: '1', collateral }], [{ ...one[0]!, collateral }, one[1]!]));
    expect(staked(4, '5')).toBe('applied');
    model.reuse(spent, kept);
    expect(staked(5, '6')).toBe('applied');
    expect([...kept.columns.assets]).toEqual(told);
  });

  test('A patch changes what it names and nothing else', () => {
    const after = [{ ...start[0]!, collateral: '1' }, start[1]!];
    expect(model.applyFrame(frame(2, [{ id: '1', collateral: '1' }], after))).toBe('applied');
    expect(model.picture!.columns.terms(0)!.collateral).toBe(1n);
    expect(model.picture!.columns.terms(0)!.info.name).toBe('eu-h100-01');
    expect(model.confirmed).toBe(1);
  });

  test('A price alone recolours every tile', () => {
    const before = model.picture!.zones.slice();
    const tokenPrice = { ...globals().tokenPrice!, value: '2000000' };
    const { counts, queued, stateHash: hash } = sealed(at(2), globals({ tokenPrice }), start);
    const change = {
      globals: { tokenPrice: { value: '2000000' } },
      counts: ZONES.map((zone) => counts[zone]),
      queued,
      stateHash: hash,
    };
    expect(model.applyFrame(frame(2, [], start, change))).toBe('applied');
    expect(model.picture!.zones).not.toEqual(before);
  });

  test('A member that becomes null on the heatmap is absent after the patch', () => {
    const { counts, queued, stateHash: hash } = sealed(at(2), globals({ baseFee: null }), start);
    const change = { globals: { baseFee: null }, counts: ZONES.map((zone) => counts[zone]), queued, stateHash: hash };
    expect(model.applyFrame(frame(2, [], start, change))).toBe('applied');
    expect(model.picture!.market.baseFee).toBeNull();
  });

  test('A newcomer gets a new row; one that is gone leaves its row empty; rows never move', () => {
    const newcomer = wireTerms({ id: '3' });
    expect(model.applyFrame(frame(2, [newcomer], [...start, newcomer]))).toBe('applied');
    const without = [start[1]!, newcomer];
    expect(model.applyFrame(frame(3, [{ id: '1', gone: true }], without))).toBe('applied');
    expect(model.picture!.columns.terms(0)).toBeNull();
    expect([model.row('1'), model.row('2'), model.row('3')]).toEqual([0, 1, 2]);
    expect(model.applySnapshot(sealed(at(9), globals(), [newcomer, start[0]!]), 9)).toBe('applied');
    expect([0, 1, 2].map((row) => model.picture!.columns.terms(row)?.info.id ?? null)).toEqual(['1', null, '3']);
  });

  test('A frame that does not follow is a gap, an older one is passed over', () => {
    expect(model.applyFrame(frame(3, [], start))).toBe('gap');
    expect(model.applyFrame({ ...frame(2, [], start), seq: 1, from: 0 })).toBe('old');
    expect(model.seq).toBe(1);
  });

  test('A changed wei that the hash does not cover is found', () => {
    const lie = frame(2, [{ id: '1', rewards: '1' }], start);
    expect(model.applyFrame(lie)).toBe('hashMismatch');
  });

  test('Counts that disagree are found', () => {
    const honest = frame(2, [], start);
    const lie = { ...honest, counts: honest.counts!.map((count, i) => count + (i === 0 ? 1 : 0)) };
    expect(model.applyFrame(lie)).toBe('countMismatch');
  });

  test('Counts that a frame leaves out are those that it was told before', () => {
    const { counts: _, queued: __, ...silent } = frame(2, [], start);
    expect(model.applyFrame(silent)).toBe('applied');
    const after = [{ ...start[0]!, collateral: '1' }, start[1]!];
    const { counts: ___, ...lie } = frame(3, [{ id: '1', collateral: '1' }], after);
    expect(model.applyFrame(lie)).toBe('countMismatch');
  });

  test('Digits that are none are malformed, not a crash', () => {
    expect(model.applyFrame(frame(2, [{ id: '1', rewards: 'many' }], start))).toBe('malformed');
  });

  test('A snapshot forgets which block was confirmed: it may tell of another history', () => {
    expect(model.applyFrame(frame(2, [], start))).toBe('applied');
    expect(model.confirmed).toBe(1);
    expect(model.applySnapshot(sealed(at(1), globals(), start), 9)).toBe('applied');
    expect(model.confirmed).toBeNull();
  });

  test('A snapshot says whether it is a simulation', () => {
    expect(model.simulation).toBeNull();
    model.applySnapshot({ ...sealed(at(1), globals(), start), simulation: 'policy simulation' }, 9);
    expect(model.simulation).toBe('policy simulation');
    model.applySnapshot(sealed(at(1), globals(), start), 10);
    expect(model.simulation).toBeNull();
  });

  test('Another block is read on the same rows without touching the model', () => {
    const aside = model.readAside(sealed(at(0), globals(), [start[1]!]));
    expect(aside.columns.terms(0)).toBeNull();
    expect(aside.columns.terms(1)!.info.id).toBe('2');
    expect(model.picture!.columns.terms(0)!.info.id).toBe('1');
  });
});

describe('a state too large to be hashed at once', () => {
  const many = Array.from({ length: 5_000 }, (_, i) => wireTerms({ id: String(i + 1) }));
  const first = { ...many[0]!, rewards: '3' };
  const last = { ...many[4_999]!, rewards: '5' };
  const after = [first, ...many.slice(1, -1), last];
  const change = [
    { id: first.id, rewards: '3' },
    { id: last.id, rewards: '5' },
  ];

  /** A model of it of which some, not all, was hashed. */
  function halfway(stateHash?: string): NetworkModel {
    const model = new NetworkModel();
    const honest = sealed(at(1), globals(), many);
    expect(model.applySnapshot({ ...honest, stateHash: stateHash ?? honest.stateHash }, 1)).toBe('applied');
    expect(model.verify(0)).toBeNull();
    expect(model.unverified).toBe(true);
    return model;
  }

  test('is shown first, and then found right', () => {
    const model = halfway();
    expect(model.verify(60_000)).toBe('applied');
    expect(model.unverified).toBe(false);
  });

  test('is found wrong after it was shown', () => {
    expect(halfway('0'.repeat(32)).verify(60_000)).toBe('hashMismatch');
  });

  test('may change on both sides of what was hashed by then', () => {
    const model = halfway();
    expect(model.applyFrame(frame(2, change, after))).toBe('applied');
    expect(model.verify(60_000)).toBe('applied');
    expect(model.applyFrame(frame(3, [{ id: '9', rewards: '1' }], after))).toBe('hashMismatch');
  });

  test.each([0, 1])('is found wrong where a frame half way lied about row %i of two', (kept) => {
    const model = halfway();
    expect(model.applyFrame(frame(2, [change[kept]!], after))).toBe('applied');
    expect(model.verify(60_000)).toBe('hashMismatch');
  });
});
