import { describe, expect, test } from 'vitest';
import { gasPerNode, ratio18, tokensFor } from '../src/model/amounts';
import { Picture } from '../src/model/picture';
import { QueueState, Zone } from '../src/model/zone';
import type { WireGlobals, WireTerms } from '../src/stream/wire';
import { E18, globals, market, pictureOf, randomBig, randomFrom, wireTerms } from './fixtures';

function read(change: Partial<WireTerms>, world: Partial<WireGlobals> = {}) {
  return pictureOf(market(world), [wireTerms(change)]).reading(0)!;
}

const stale = { tokenPrice: { ...globals().tokenPrice!, verdict: 'stale' as const } };
const noBaseFee = { baseFee: null };

describe('gas', () => {
  test('Gas per node is rounded up to a whole base unit', () => {
    expect(gasPerNode(market())).toBe(36n * E18);
    expect(gasPerNode(market({ baseFee: '1', settlementGas: '1' }))).toBe(15_000n);
    const odd = { ...globals().tokenPrice!, value: '20000001' };
    expect(gasPerNode(market({ baseFee: '1', settlementGas: '1', tokenPrice: odd }))).toBe(15_000n);
    expect(gasPerNode(market({ baseFee: '0' }))).toBe(0n);
  });

  test('Without a gas model the displayed ratio is the settlement ratio', () => {
    const reading = read({}, { gas: 'none', baseFee: null, nativePrice: null });
    expect(reading.ratio).toBe(2n * E18);
    expect(reading.settlementRatio).toBe(2n * E18);
    expect(reading.gasCost).toBe(0n);
  });
});

describe('precedence', () => {
  test('Liquidated comes before all', () => {
    expect(read({ queueState: 'liquidated', gpus: 0 }, stale).zone).toBe(Zone.liquidated);
  });

  test('Exempt comes before unknown', () => {
    expect(read({ gpus: 0 }, stale).zone).toBe(Zone.exempt);
    const free = [{ id: '1', gpuClass: 'H100', base: '0', demandBps: 10000 }];
    expect(read({ collateral: String(1n << 128n) }, { classes: free }).zone).toBe(Zone.exempt);
  });

  test.each<[string, Partial<WireTerms>, Partial<WireGlobals>]>([
    ['tokenPrice', {}, stale],
    ['requirementMissing', { classId: '9' }, {}],
    ['requirementMissing', {}, { classes: [{ id: '1', gpuClass: 'H100', base: null, demandBps: 10000 }] }],
    ['requirementOutOfRange', {}, { classes: [{ id: '1', gpuClass: 'x', base: String(1n << 64n), demandBps: 1 }] }],
    ['requirementOutOfRange', { gpus: 2 ** 32 }, {}],
    ['assetsOutOfRange', { collateral: String((1n << 128n) - 1n), rewards: '1' }, {}],
  ])('Unknown because of %s has no ratio', (reason, change, world) => {
    const reading = read(change, world);
    expect(reading).toMatchObject({ zone: Zone.unknown, unknownReason: reason, ratio: null, settlementRatio: null });
    expect(reading).toMatchObject({ requiredTokens: null, headroom: null, shortfall: null, flaggable: false });
  });

  test.each<[string, Partial<WireTerms>, Partial<WireGlobals>]>([
    ['a colour', {}, {}],
    ['an outage', {}, stale],
    ['exempt', { gpus: 0, nodes: 0 }, {}],
    ['a class without requirement', { classId: '9' }, {}],
    ['liquidated', { queueState: 'liquidated', gpus: 0, nodes: 0, collateral: '0' }, {}],
  ])('A dispute with the contract goes before %s', (_, change, world) => {
    const reading = read({ ...change, disputed: true }, world);
    expect(reading).toMatchObject({
      zone: Zone.unknown,
      unknownReason: 'disputed',
      ratio: null,
      settlementRatio: null,
    });
    expect(reading).toMatchObject({ requirement: null, requiredTokens: null, headroom: null, shortfall: null });
    expect(reading).toMatchObject({ ratioAtMost: null, flaggable: false });
  });

  test('The largest assets that fit are known', () => {
    expect(read({ collateral: String((1n << 128n) - 1n) }).zone).toBe(Zone.green);
  });
});

describe('an invalid gas input', () => {
  test('leaves what is red by settlement red, with an upper bound', () => {
    const reading = read({ collateral: String(2_400n * E18 - 1n) }, noBaseFee);
    expect(reading).toMatchObject({ zone: Zone.red, ratio: null, flaggable: true, gasCost: null });
    expect(reading.ratioAtMost).toBe(reading.settlementRatio);
  });

  test('makes the rest unknown, with an upper bound', () => {
    const reading = read({ collateral: String(2_400n * E18) }, noBaseFee);
    expect(reading).toMatchObject({ zone: Zone.unknown, unknownReason: 'gas', ratio: null, settlementRatio: null });
    expect(reading.ratioAtMost).toBe((12n * E18) / 10n);
  });
});

describe('red by gas alone', () => {
  test('is red and cannot be flagged', () => {
    const reading = read({ collateral: String(2_400n * E18) });
    expect(reading).toMatchObject({ zone: Zone.red, flaggable: false, shortfall: 0n });
  });
});

describe('amounts', () => {
  test('The shortfall is exactly what makes a cluster not flaggable (seed 5)', () => {
    const random = randomFrom(5);
    let flagged = 0;
    for (let i = 0; i < 500; i++) {
      const collateral = randomBig(random, 90);
      const price = String(randomBig(random, 40) + (1n << 20n));
      const world = { tokenPrice: { ...globals().tokenPrice!, value: price, decimals: Math.floor(random() * 13) } };
      const reading = read({ collateral: String(collateral), gpus: 1 + Math.floor(random() * 100) }, world);
      expect(reading.flaggable).toBe(reading.shortfall! > 0n);
      if (!reading.flaggable) continue;
      flagged++;
      const topUp = (add: bigint) =>
        read({ collateral: String(collateral + add), gpus: reading.terms.gpus }, world).flaggable;
      expect(topUp(reading.shortfall!)).toBe(false);
      expect(topUp(reading.shortfall! - 1n)).toBe(true);
    }
    expect(flagged).toBeGreaterThan(50);
  });

  test('A ratio is a floor, also below zero', () => {
    const m = market();
    expect(ratio18(0n, 1n, 3n, m)).toBe(-66_666_666_667n);
    expect(ratio18(1n, 0n, 3n, m)).toBe(66_666_666_666n);
  });

  test('Required tokens are rounded up', () => {
    expect(tokensFor(400n * 10n ** 12n, 10_000n, market())).toBe(2_000n * E18);
    expect(tokensFor(1n, 10_000n, market({ tokenPrice: { ...globals().tokenPrice!, value: '30000000' } }))).toBe(
      3_333_334n,
    );
  });
});

describe('counts', () => {
  test('Six zones sum to all rows that are present; queued counts apart', () => {
    const rows = [
      wireTerms({ id: '1', collateral: String(90_000n * E18) }),
      wireTerms({ id: '2', gpus: 0 }),
      null,
      wireTerms({ id: '4', queueState: 'liquidated' }),
      wireTerms({ id: '5', collateral: '0', queueState: 'grace' }),
    ];
    const picture = pictureOf(market(), rows);
    expect(picture.counts).toEqual([1, 0, 1, 0, 1, 1]);
    expect(picture.queued).toBe(1);
    expect(picture.zones[2]).toBe(Picture.ABSENT);
    expect(picture.reading(2)).toBeNull();
    expect(picture.columns.queueState[4]).toBe(QueueState.grace);
  });

  test('The shade agrees with the exact ratio to double precision', () => {
    const picture = pictureOf(market(), [wireTerms({ collateral: String(90_123n * E18) })]);
    expect(picture.shades[0]).toBeCloseTo(Number(picture.reading(0)!.ratio) / 1e18, 12);
  });
});
