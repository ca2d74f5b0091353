import type { Assessment, Columns } from '../model/columns';
import { NOWHERE } from '../model/columns';
import type { Market } from '../model/market';
import { Picture } from '../model/picture';

/** Columns of a picture that still holds rows. */
export function columnsOf({ terms: rows, market }: Picture): Columns {
  const numbers = (read: (row: NonNullable<(typeof rows)[number]>) => number): number[] =>
    rows.map((row) => (row ? read(row) : 0));
  return {
    size: rows.length,
    present: Uint8Array.from(rows, (row) => (row ? 1 : 0)),
    nodes: Uint32Array.from(numbers((row) => row.nodes)),
    gpus: Float64Array.from(numbers((row) => row.gpus)),
    assets: Float64Array.from(numbers((row) => Number(row.collateral + row.rewards))),
    collateral: Float64Array.from(numbers((row) => Number(row.collateral))),
    queueState: Uint8Array.from(numbers((row) => row.queueState)),
    deadline: Float64Array.from(numbers((row) => Number(row.deadline))),
    disputed: Uint8Array.from(numbers((row) => (row.disputed ? 1 : 0))),
    classAt: Uint32Array.from(numbers((row) => market.classIndex.get(row.info.classId) ?? NOWHERE)),
    regionAt: new Uint32Array(rows.length),
    regions: [],
    operatorAt: new Uint32Array(rows.length),
    operators: [],
    byId: Uint32Array.from(rows.keys()),
    id: (row) => rows[row]?.info.id ?? '',
    name: (row) => rows[row]?.info.name ?? '',
    terms: (row) => rows[row] ?? null,
  };
}

export function assess(columns: Columns, market: Market): Assessment {
  const rows = Array.from({ length: columns.size }, (_, row) => columns.terms(row));
  return new Picture(market, rows);
}
