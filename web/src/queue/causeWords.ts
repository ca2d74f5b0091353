import type { CauseName, WireQueueEvent } from '../stream/wire';

const WORDS: Record<CauseName, string> = {
  price: 'price fell',
  penalty: 'penalty',
  demand: 'demand changed',
  requirement: 'requirement changed',
  thresholds: 'thresholds changed',
  nodes: 'nodes changed',
  collateral: 'collateral changed',
  rewards: 'rewards changed',
  gas: 'gas rose',
};
/** What weighs more comes first. */
const ORDER = Object.keys(WORDS) as CauseName[];

/** What happened in the block in which a cluster turned red; null where it is not known. A penalty's own amounts are not told twice. */
export function causeWords(event: Pick<WireQueueEvent, 'causes'> | null): string | null {
  const causes = event?.causes ?? null;
  if (causes === null) return null;
  const told = causes.filter((c) => !(causes.includes('penalty') && (c === 'collateral' || c === 'rewards')));
  const known = ORDER.filter((c) => told.includes(c)).map((c) => WORDS[c]);
  return known.length > 0 ? known.join(', ') : 'nothing of its own in that block';
}

/** Of each cluster the entry that holds now: the newest one that is not orphaned, unless it was cured since. */
export function entriesOf(events: readonly WireQueueEvent[]): Map<string, WireQueueEvent> {
  const entries = new Map<string, WireQueueEvent>();
  const done = new Set<string>();
  for (const event of events) {
    if (event.orphaned || done.has(event.cluster)) continue;
    done.add(event.cluster);
    if (event.event === 'entered') entries.set(event.cluster, event);
  }
  return entries;
}
