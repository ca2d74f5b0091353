import type { Assessment } from '../model/columns';
import type { Picture, Reading } from '../model/picture';
import { printForPeople, printRatio } from '../model/printing';
import { QueueState, Zone } from '../model/zone';
import { ZONES } from '../stream/wire';

export const ZONE_WORDS = ['safe', 'warning', 'red', 'unknown', 'exempt', 'liquidated'] as const;

export interface RowWords {
  readonly id: string;
  readonly name: string;
  readonly sentence: string;
  readonly zone: string;
  /** 18 decimals, as the API prints it; empty when there is none. */
  readonly ratio: string;
}

/** What a tile shows beside the network's own figures; said where it is given. */
export interface Beside {
  /** Age of a picture that is not the newest: 45 s. */
  readonly lateAge?: string | null;
  /** Zones under the viewer's own thresholds. */
  readonly own?: Assessment | null;
  readonly stressed?: Assessment | null;
  /** 1 for the viewer's own clusters. */
  readonly mine?: Uint8Array | null;
  /** 0 for what the filter dims. */
  readonly matches?: Uint8Array | null;
}

/** A span as it is said, to about a tenth: 45 seconds, 12 minutes, 3 hours, 4 days. Never negative. */
export function spanWords(seconds: number): string {
  const said = (value: number, unit: string): string => `${value} ${unit}${value === 1 ? '' : 's'}`;
  const left = Math.max(0, Math.floor(seconds));
  if (left < 90) return said(left, 'second');
  if (left < 5_400) return said(Math.floor(left / 60), 'minute');
  return left < 172_800 ? said(Math.floor(left / 3_600), 'hour') : said(Math.floor(left / 86_400), 'day');
}

function ratioWords(picture: Picture, reading: Reading): string {
  const { warningBps, criticalBps } = picture.market;
  const print = (ratio: bigint, zone: Zone): string => printForPeople(ratio, zone, warningBps, criticalBps);
  if (reading.ratio !== null) return `ratio ${print(reading.ratio, reading.zone)}`;
  if (reading.zone === Zone.exempt) return 'nothing is required';
  if (reading.zone === Zone.liquidated) return 'collateral was taken';
  if (reading.ratioAtMost !== null) return `ratio at most ${print(reading.ratioAtMost, reading.zone)}`;
  const known = reading.terms.lastKnown;
  return known ? `last known ratio ${print(known.ratio, known.zone)} at block ${known.block}` : 'ratio never known';
}

/** By the clock of the picture's own block: the sentence changes with a block, not with every second. */
function queueSentence({ terms }: Reading, blockTime: number): string | null {
  const left = Number(terms.deadline) - blockTime;
  switch (terms.queueState) {
    case QueueState.grace:
      return `in the liquidation queue, grace period, ${spanWords(left)} left`;
    case QueueState.due:
      return 'in the liquidation queue, due at next block';
    case QueueState.blocked:
      return 'in the liquidation queue, execution blocked';
    case QueueState.recovered:
      return left > 0
        ? `in the liquidation queue, recovered, ${spanWords(left)} left to cure`
        : 'in the liquidation queue, recovered, no grace left if it falls';
    default:
      return null;
  }
}

function zoneOf(assessment: Assessment | null | undefined, row: number): string | null {
  return ZONE_WORDS[assessment?.zones[row] ?? -1] ?? null;
}

/** A tile in words, for a screen reader; null for a row that is absent. */
export function wordsOf(picture: Picture, row: number, late: boolean, beside: Beside = {}): RowWords | null {
  const reading = picture.reading(row);
  if (!reading) return null;
  const { info, nodes, gpus } = reading.terms;
  const gpuClass = picture.market.classes[picture.market.classIndex.get(info.classId) ?? -1]?.name;
  const own = zoneOf(beside.own, row);
  const stressed = zoneOf(beside.stressed, row);
  const age = beside.lateAge ? `, ${beside.lateAge} old` : '';
  const parts = [
    info.name,
    beside.mine?.[row] === 1 ? 'mine' : null,
    ratioWords(picture, reading),
    ZONE_WORDS[reading.zone],
    own && `${own} by my thresholds`,
    stressed && `${stressed} under stress`,
    queueSentence(reading, picture.block.time),
    info.region,
    gpuClass,
    `${nodes} ${nodes === 1 ? 'node' : 'nodes'}`,
    `${gpus} ${gpus === 1 ? 'GPU' : 'GPUs'}`,
    late ? `confirmed at block ${picture.block.number}${age}, not the newest` : null,
    beside.matches?.[row] === 0 ? 'does not match the filter' : null,
  ];
  return {
    id: info.id,
    name: info.name,
    sentence: parts.filter(Boolean).join(', '),
    zone: ZONES[reading.zone]!,
    ratio: reading.ratio === null ? '' : printRatio(reading.ratio),
  };
}
