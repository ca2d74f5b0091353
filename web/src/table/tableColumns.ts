import { ZONE_WORDS } from '../map/sentences';
import type { Market } from '../model/market';
import type { Reading } from '../model/picture';
import { printForPeople, printRatio } from '../model/printing';
import { QueueState, Zone, isQueued } from '../model/zone';
import { amount, exactAmount, integer, shortAddress, utc } from '../ui/format';
import { queueWords } from '../ui/queueWords';
import type { ColumnKey } from './columnKeys';

export interface TableColumn {
  readonly key: ColumnKey;
  /** Head of the column; amounts name the token. */
  readonly label: string;
  readonly numeric: boolean;
  /** px. */
  readonly width: number;
}

/** What a cell says. */
export interface Cell {
  readonly text: string;
  /** All digits, or the whole address, where the text is cut. */
  readonly whole: string | null;
}

/** Columns that are there before anyone has chosen. */
export const FIRST_COLUMNS: readonly ColumnKey[] = [
  'name',
  'ratio',
  'zone',
  'headroom',
  'queue',
  'deadline',
  'collateral',
  'rewards',
  'requirement',
  'nodes',
  'gpus',
  'class',
  'region',
  'operator',
];

export function tableColumns({ symbol }: Market): readonly TableColumn[] {
  const column = (key: ColumnKey, label: string, width: number, numeric = false): TableColumn => ({
    key,
    label,
    width,
    numeric,
  });
  return [
    column('name', 'Cluster', 168),
    column('ratio', 'Ratio', 84, true),
    column('zone', 'Zone', 96),
    column('settlement', 'Settlement', 96, true),
    column('headroom', `Headroom, ${symbol}`, 138, true),
    column('queue', 'Queue', 152),
    column('deadline', 'Deadline', 168),
    column('collateral', `Collateral, ${symbol}`, 138, true),
    column('rewards', `Rewards, ${symbol}`, 128, true),
    column('gas', `Gas, ${symbol}`, 104, true),
    column('requirement', `Required, ${symbol}`, 138, true),
    column('nodes', 'Nodes', 72, true),
    column('gpus', 'GPUs', 72, true),
    column('class', 'Class', 88),
    column('region', 'Region', 108),
    column('operator', 'Operator', 128),
    column('id', 'Id', 72, true),
  ];
}

const NONE: Cell = { text: '–', whole: null };

function tokens(value: bigint | null, { tokenDecimals }: Market): Cell {
  if (value === null) return NONE;
  const sign = value < 0n ? '−' : '';
  return {
    text: amount(value, tokenDecimals),
    whole: sign + exactAmount(value < 0n ? -value : value, tokenDecimals),
  };
}

function plain(text: string): Cell {
  return text === '' ? NONE : { text, whole: null };
}

/** The settlement ratio is printed by the zone that it has by itself: gas may have put the cluster into a worse one. */
function settlement(reading: Reading, { warningBps, criticalBps }: Market): Cell {
  const { settlementRatio: ratio } = reading;
  if (ratio === null) return NONE;
  const unit = 10n ** 14n;
  const zone = reading.flaggable ? Zone.red : ratio > warningBps * unit ? Zone.green : Zone.yellow;
  return { text: printForPeople(ratio, zone, warningBps, criticalBps), whole: printRatio(ratio) };
}

/** A cell in words. `chainNow`: the chain's clock, Unix seconds. The ratio's own cell is `ui/Ratio.svelte`. */
export function cellOf(key: ColumnKey, reading: Reading, market: Market, chainNow: number): Cell {
  const { terms } = reading;
  switch (key) {
    case 'name':
      return plain(terms.info.name);
    case 'ratio':
      return { text: '', whole: reading.ratio === null ? null : printRatio(reading.ratio) };
    case 'zone':
      return plain(ZONE_WORDS[reading.zone]);
    case 'settlement':
      return settlement(reading, market);
    case 'headroom':
      return tokens(reading.headroom, market);
    case 'queue': {
      if (!isQueued(terms.queueState)) return NONE;
      const words = queueWords(terms, market, chainNow);
      return { text: words.timer ? `${words.text} ${words.timer}` : words.text, whole: words.text };
    }
    case 'deadline':
      return terms.queueState === QueueState.none || terms.deadline === 0n
        ? NONE
        : plain(utc(Number(terms.deadline)).replace(' UTC', 'Z'));
    case 'collateral':
      return tokens(terms.collateral, market);
    case 'rewards':
      return tokens(terms.rewards, market);
    case 'gas':
      return market.gasModelled ? tokens(reading.gasCost, market) : NONE;
    case 'requirement':
      return tokens(reading.requiredTokens, market);
    case 'nodes':
      return plain(integer(terms.nodes));
    case 'gpus':
      return plain(integer(terms.gpus));
    case 'class':
      return plain(market.classes[market.classIndex.get(terms.info.classId) ?? -1]?.name ?? '');
    case 'region':
      return plain(terms.info.region);
    case 'operator':
      return { text: shortAddress(terms.info.operator), whole: terms.info.operator };
    case 'id':
      return plain(terms.info.id);
  }
}
