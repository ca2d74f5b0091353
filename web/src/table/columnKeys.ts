/** The table's columns by the names that a link has for them, in their order. */
export const COLUMN_KEYS = [
  'name',
  'ratio',
  'zone',
  'settlement',
  'headroom',
  'collateral',
  'rewards',
  'gas',
  'requirement',
  'nodes',
  'gpus',
  'class',
  'region',
  'operator',
  'queue',
  'deadline',
  'id',
] as const;
export type ColumnKey = (typeof COLUMN_KEYS)[number];

/** By which column the table is sorted, and which way. */
export interface Sort {
  readonly key: ColumnKey;
  readonly descending: boolean;
}
