import { describe, expect, test } from 'vitest';
import type { WireAuditReport } from '../src/stream/wire';
import { coverageWords, verdictWords } from '../src/ui/auditWords';
import { BLOCK } from './fixtures';

function report(change: Partial<WireAuditReport> = {}): WireAuditReport {
  const tally = { checked: 24, calls: 3, agreed: 24, mismatches: 0, unavailable: 0 };
  return {
    views: ['ratio', 'queue'],
    block: BLOCK,
    at: '2026-01-31T12:00:11.000Z',
    last: tally,
    total: { ...tally, checked: 2_400, agreed: 2_400 },
    blocks: 100,
    skipped: 0,
    coverageBlocks: 13,
    sweeping: false,
    disputedCount: 0,
    disputed: [],
    mismatches: [],
    trouble: null,
    ...change,
  };
}

describe('the self-audit in words', () => {
  test('agrees, where something was asked and answered', () => {
    expect(verdictWords(report())).toBe('All that the contract was asked agrees, to the base unit.');
  });

  test('claims nothing of a contract that was not asked, or gave no answer', () => {
    expect(verdictWords(report({ block: null }))).toBe('The contract was not asked yet.');
    const silent = { checked: 24, calls: 3, agreed: 0, mismatches: 0, unavailable: 24 };
    expect(verdictWords(report({ total: silent }))).toBe('The contract gave no answer yet.');
  });

  test('counts who disagrees', () => {
    expect(verdictWords(report({ disputedCount: 1 }))).toBe(
      '1 cluster disagrees with the contract and is shown as unknown until it agrees again.',
    );
    expect(verdictWords(report({ disputedCount: 2 }))).toContain('2 clusters disagree with the contract and are shown');
  });

  test('says how much of the network it covers', () => {
    const words = new Map(coverageWords(report({ skipped: 1 })));
    expect(words.get('last block')).toBe('24 clusters: 24 agree, 0 disagree, 0 without answer');
    expect(words.get('every cluster')).toBe('compared within 13 blocks');
    expect(words.get('passed over')).toBe('1 block: the audit before was still running');
    expect(new Map(coverageWords(report({ coverageBlocks: null }))).get('every cluster')).toBe('not yet compared once');
  });
});
