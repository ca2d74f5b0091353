import type { Columns } from '../../model/columns';

/** What a layout reads of a picture, and nothing else: plain arrays, so that tests can make one. `Picture` satisfies it. */
export interface LayoutInput {
  readonly columns: Pick<
    Columns,
    | 'size'
    | 'present'
    | 'gpus'
    | 'collateral'
    | 'classAt'
    | 'regionAt'
    | 'regions'
    | 'operatorAt'
    | 'operators'
    | 'byId'
  >;
  readonly market: { readonly classes: readonly { readonly name: string }[] };
  /** `Zone`, 255 where the cluster does not exist. */
  readonly zones: Uint8Array;
  /** The displayed ratio, NaN where there is none. */
  readonly shades: Float64Array;
  /** Token base units by row, NaN where unknown. */
  requirements(): Float64Array;
  /** Token base units by row, NaN where unknown. */
  shortfalls(): Float64Array;
}

/** Of a row without a slot, group or cell. */
export const NONE = 0xffff_ffff;

/** Which clusters exist now. Swapped at each block, so that a layout that did not change still knows its ghosts. */
export interface Presence {
  present: Uint8Array;
}

/** Rows that exist, by ascending on-chain id. A new array. */
export function presentById({ columns }: LayoutInput): Uint32Array {
  const { byId, present } = columns;
  if (isFull(present)) return byId.slice();
  const rows = new Uint32Array(byId.length);
  let count = 0;
  for (let i = 0; i < byId.length; i++) {
    const row = byId[i]!;
    if (present[row] === 1) rows[count++] = row;
  }
  return rows.subarray(0, count);
}

/** True when every row exists: most networks, most of the time, and then no row need be asked. */
export function isFull(present: Uint8Array): boolean {
  return !present.includes(0);
}
