import type { Picture } from '../model/picture';
import { printForPeople, printRatio } from '../model/printing';
import { QueueState, Zone } from '../model/zone';
import { ZONES } from '../stream/wire';

export const ZONE_WORDS = ['safe', 'warning', 'red', 'unknown', 'exempt', 'liquidated'] as const;

const QUEUE_WORDS: Record<QueueState, string | null> = {
  [QueueState.none]: null,
  [QueueState.grace]: 'in the liquidation queue, grace period running',
  [QueueState.due]: 'in the liquidation queue, due at next block',
  [QueueState.blocked]: 'in the liquidation queue, execution blocked',
  [QueueState.recovered]: 'in the liquidation queue, recovered',
  [QueueState.liquidated]: null,
};

export interface RowWords {
  readonly id: string;
  readonly name: string;
  readonly sentence: string;
  readonly zone: string;
  /** 18 decimals, as the API prints it; empty when there is none. */
  readonly ratio: string;
}

function ratioWords(picture: Picture, row: number): string {
  const reading = picture.reading(row)!;
  const { warningBps, criticalBps } = picture.market;
  const print = (ratio: bigint, zone: Zone): string => printForPeople(ratio, zone, warningBps, criticalBps);
  if (reading.ratio !== null) return `ratio ${print(reading.ratio, reading.zone)}`;
  if (reading.zone === Zone.exempt) return 'nothing is required';
  if (reading.zone === Zone.liquidated) return 'collateral was taken';
  if (reading.ratioAtMost !== null) return `ratio at most ${print(reading.ratioAtMost, reading.zone)}`;
  const known = reading.terms.lastKnown;
  return known ? `last known ratio ${print(known.ratio, known.zone)} at block ${known.block}` : 'ratio never known';
}

/** A tile in words, for a screen reader; null for a row that is absent. */
export function wordsOf(picture: Picture, row: number, late: boolean): RowWords | null {
  const reading = picture.reading(row);
  if (!reading) return null;
  const { info, nodes, gpus, queueState } = reading.terms;
  const gpuClass = picture.market.classes[picture.market.classIndex.get(info.classId) ?? -1]?.name;
  const parts = [
    info.name,
    ratioWords(picture, row),
    ZONE_WORDS[reading.zone],
    QUEUE_WORDS[queueState],
    info.region,
    gpuClass,
    `${nodes} ${nodes === 1 ? 'node' : 'nodes'}`,
    `${gpus} ${gpus === 1 ? 'GPU' : 'GPUs'}`,
    late ? `confirmed at block ${picture.block.number}, not the newest` : null,
  ];
  return {
    id: info.id,
    name: info.name,
    sentence: parts.filter(Boolean).join(', '),
    zone: ZONES[reading.zone]!,
    ratio: reading.ratio === null ? '' : printRatio(reading.ratio),
  };
}
