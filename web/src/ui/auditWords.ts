import type { WireAuditReport } from '../stream/wire';
import { counted, integer } from './format';

/** What the self-audit comes to, in one sentence. */
export function verdictWords({ block, disputedCount, total }: WireAuditReport): string {
  if (disputedCount > 0)
    return `${counted(disputedCount, 'cluster')} ${disputedCount === 1 ? 'disagrees' : 'disagree'} with the contract and ${
      disputedCount === 1 ? 'is' : 'are'
    } shown as unknown until ${disputedCount === 1 ? 'it agrees' : 'they agree'} again.`;
  if (block === null) return 'The contract was not asked yet.';
  if (total.agreed + total.mismatches === 0) return 'The contract gave no answer yet.';
  return 'All that the contract was asked agrees, to the base unit.';
}

/** What was asked, and how much of the network that covers: name and value. */
export function coverageWords(report: WireAuditReport): readonly (readonly [string, string])[] {
  const { last, total, views, coverageBlocks, skipped } = report;
  return [
    ['asked', views.join(', ')],
    [
      'last block',
      `${counted(last.checked, 'cluster')}: ${integer(last.agreed)} agree, ${integer(last.mismatches)} disagree, ${integer(last.unavailable)} without answer`,
    ],
    ['since the server started', `${counted(total.checked, 'comparison')} over ${counted(report.blocks, 'block')}`],
    [
      'every cluster',
      coverageBlocks === null ? 'not yet compared once' : `compared within ${counted(coverageBlocks, 'block')}`,
    ],
    ['passed over', skipped === 0 ? 'no block' : `${counted(skipped, 'block')}: the audit before was still running`],
  ];
}
