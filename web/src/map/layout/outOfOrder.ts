import { groupNameOf } from './grouping';
import type { LayoutInput } from './input';
import { presentById } from './input';
import { byRisk } from './risk';
import type { SlotPlan } from './slots';

/**
 * The fewest clusters that would have to move for a map sorted by risk to be as it would be laid out now: those in the box at the
 * end, those whose zone is no longer that of their group, and in each group those that stand out of order.
 */
export function outOfOrder(plan: SlotPlan, input: LayoutInput): number {
  const { present, size } = input.columns;
  const { outers, leaves, levels } = plan.partition;
  const sorted = byRisk(presentById(input), input);
  const ranks = new Uint32Array(size);
  for (let i = 0; i < sorted.length; i++) ranks[sorted[i]!] = i;
  const sequence = new Uint32Array(sorted.length);
  let count = 0;
  for (const row of plan.overflow) count += present[row]!;
  leaves.forEach(({ name, outer }, g) => {
    const zone = levels.inner === 'zone' ? name : levels.outer === 'zone' ? outers[outer]!.name : null;
    let length = 0;
    for (let slot = 0; slot < plan.used[g]!; slot++) {
      const row = plan.rows[plan.first[g]! + slot]!;
      if (present[row] !== 1) continue;
      if (zone !== null && groupNameOf(input, row, 'zone') !== zone) count++;
      else sequence[length++] = ranks[row]!;
    }
    count += misplacedIn(sequence.subarray(0, length));
  });
  return count;
}

/** How few of a sequence must be moved for it to ascend: its length less that of its longest ascending part. */
export function misplacedIn(sequence: Uint32Array): number {
  const tails = new Uint32Array(sequence.length);
  let length = 0;
  for (let i = 0; i < sequence.length; i++) {
    const value = sequence[i]!;
    if (length === 0 || tails[length - 1]! <= value) {
      tails[length++] = value;
      continue;
    }
    let low = 0;
    let high = length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (tails[middle]! <= value) low = middle + 1;
      else high = middle;
    }
    tails[low] = value;
  }
  return sequence.length - length;
}
