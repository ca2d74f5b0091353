import { describe, expect, test } from 'vitest';
import { preview, previewWords } from '../src/alerts/preview';
import type { WireKind, WireRuleDraft, WireScope } from '../src/alerts/wire';
import type { Picture } from '../src/model/picture';
import { E18, market, pictureOf, wireTerms } from './fixtures';

const rule = (kind: WireKind, scope: WireScope = { type: 'network' }): WireRuleDraft => ({
  ...{ network: 'net', name: 'a rule', kind, scope, pendingBlocks: 0, holdBlocks: 0, delta: '0.02' },
  ...{ groupWaitSeconds: 0, channels: ['c'], escalateAfterSeconds: 300, enabled: true },
});
/** Without gas 2 000 GRID are required: 3 000 are a ratio of 1.5. */
const world = market({ gas: 'none', baseFee: null, nativePrice: null });
const holding = (amounts: readonly bigint[], more = {}): Picture =>
  pictureOf(
    world,
    amounts.map((amount, i) => wireTerms({ id: String(i + 1), collateral: String(amount), ...more })),
  );
const below = (threshold: string): WireKind => ({ type: 'ratioBelow', threshold });

describe('a rule’s preview', () => {
  test('is exact to the base unit, where doubles cannot tell', () => {
    const level = 2_600n * E18;
    const picture = holding([level, level - 1n, level + 1n, level - 2n]);
    expect(preview(picture, rule(below('1.3')))).toEqual({ inScope: 4, holding: 2 });
  });

  test('takes the network’s own levels for their names', () => {
    const picture = holding([2_000n * E18, 2_399n * E18, 2_400n * E18, 2_999n * E18, 3_000n * E18]);
    expect(preview(picture, rule(below('critical'))).holding).toBe(2);
    expect(preview(picture, rule(below('warning'))).holding).toBe(4);
  });

  test('does not guess at a level that is none', () => {
    const picture = holding([2_000n * E18]);
    for (const level of ['', 'much', '1.23456', '-1', '1,3'])
      expect(preview(picture, rule(below(level))).holding).toBeNull();
  });

  test('counts no cluster that is gone, liquidated, or of an unknown ratio', () => {
    const red = wireTerms({ collateral: String(E18) });
    const picture = pictureOf(world, [{ ...red, id: '1' }, { ...red, id: '2', queueState: 'liquidated' }, null]);
    expect(preview(picture, rule(below('critical')))).toEqual({ inScope: 1, holding: 1 });
    const stale = { value: '1', decimals: 8, updatedAt: '2026-01-31T12:00:00Z', round: '1', verdict: 'stale' as const };
    const blind = pictureOf(market({ tokenPrice: stale }), [{ ...red, id: '1' }]);
    expect(preview(blind, rule(below('critical')))).toEqual({ inScope: 1, holding: 0 });
  });

  test('keeps to its scope: clusters, operators in any case, a class', () => {
    const other = `0x${'bb'.repeat(20)}`;
    const picture = pictureOf(
      market({
        ...{ gas: 'none', baseFee: null, nativePrice: null },
        classes: [
          { id: '1', gpuClass: 'H100', base: '40000000000', demandBps: 10000 },
          { id: '2', gpuClass: 'A100', base: '40000000000', demandBps: 10000 },
        ],
      }),
      [wireTerms({ id: '1' }), wireTerms({ id: '2', operator: other }), wireTerms({ id: '3', classId: '2' })],
    );
    const inScope = (scope: WireScope): number => preview(picture, rule({ type: 'penalty' }, scope)).inScope;
    expect(inScope({ type: 'clusters', clusters: ['1', '3', '9', 'x'] })).toBe(2);
    expect(inScope({ type: 'operators', operators: [other.toUpperCase().replace('0X', '0x')] })).toBe(1);
    expect(inScope({ type: 'gpuClass', gpuClass: '2' })).toBe(1);
    expect(inScope({ type: 'gpuClass', gpuClass: '' })).toBe(0);
    expect(inScope({ type: 'network' })).toBe(3);
  });

  test('knows zones, what is yellow and what is queued', () => {
    const picture = pictureOf(world, [
      wireTerms({ id: '1', collateral: String(2_000n * E18), queueState: 'grace', deadline: '2026-01-31T12:05:00Z' }),
      wireTerms({ id: '2', collateral: String(2_500n * E18) }),
      wireTerms({ id: '3', collateral: String(4_000n * E18) }),
    ]);
    expect(preview(picture, rule({ type: 'inZone', zones: ['red', 'green'] })).holding).toBe(2);
    expect(preview(picture, rule({ type: 'persistentYellow', forSeconds: 60 })).holding).toBe(1);
    expect(preview(picture, rule({ type: 'queue', stages: ['entered'] })).holding).toBe(1);
    expect(preview(picture, rule({ type: 'drift', fall: '0.1', withinBlocks: 5 })).holding).toBeNull();
  });

  test('says when it would never or always fire, and where the past must tell', () => {
    expect(previewWords({ inScope: 0, holding: 0 }, 'ratioBelow')).toContain('never fire');
    expect(previewWords({ inScope: 3, holding: 3 }, 'ratioBelow')).toContain('always fire');
    expect(previewWords({ inScope: 1, holding: 1 }, 'ratioBelow')).toBe(
      'About 1 cluster. It would fire for 1 cluster now.',
    );
    expect(previewWords({ inScope: 3, holding: null }, 'drift')).toContain('try it on the past');
    expect(previewWords({ inScope: 3, holding: 2 }, 'queue')).toBe('About 3 clusters. 2 clusters in the queue now.');
  });
});
