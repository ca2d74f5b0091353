import type { Texts } from '../model/texts';
import type { WireHeatmap } from './wire';

/** `GET /heatmap` as columns (docs/protocol.md, "Columns"). */
export const COLUMNS_TYPE = 'application/vnd.isotherm.columns';

const WORD = 2 ** 32;

/** Unsigned integers, each of as many words of 32 bits, lowest first. */
export class UintColumn {
  constructor(
    private readonly words: Uint32Array,
    private readonly width: number,
  ) {}

  word(i: number, k: number): number {
    return k < this.width ? this.words[this.width * i + k]! : 0;
  }

  /** Whether its low `words` hold it whole. */
  fits(i: number, words: number): boolean {
    for (let k = words; k < this.width; k++) if (this.words[this.width * i + k] !== 0) return false;
    return true;
  }

  /** Exact up to 2⁵³, near it above. */
  double(i: number): number {
    let value = 0;
    for (let k = this.width - 1; k >= 0; k--) value = value * WORD + this.words[this.width * i + k]!;
    return value;
  }

  at(i: number): bigint {
    let value = 0n;
    for (let k = this.width - 1; k >= 0; k--) value = (value << 32n) | BigInt(this.words[this.width * i + k]!);
    return value;
  }
}

/** The heatmap without its clusters. */
export type WireHead = Omit<WireHeatmap, 'clusters'>;

/** A heatmap as columns; place i of each is the cluster with the i-th lowest id. Null is a column of zeros. */
export interface ColumnsBody {
  readonly head: WireHead;
  readonly size: number;
  readonly id: UintColumn;
  readonly name: Texts;
  readonly regions: readonly string[];
  readonly region: Uint32Array;
  readonly operators: Texts;
  readonly operator: Uint32Array;
  /** On-chain ids, decimal digits. */
  readonly classIds: readonly string[];
  readonly classId: Uint32Array;
  readonly nodes: Uint32Array;
  readonly gpus: UintColumn | null;
  readonly collateral: UintColumn | null;
  readonly rewards: UintColumn | null;
  readonly queueState: Uint8Array;
  readonly flaggedAt: UintColumn | null;
  readonly deadline: UintColumn | null;
  readonly disputed: Uint8Array;
  /** 0 where there is none, else the zone's byte and one. */
  readonly knownZone: Uint8Array;
  readonly knownRatio: UintColumn | null;
  readonly knownBlock: UintColumn | null;
}
