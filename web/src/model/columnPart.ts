import type { Columns } from './columns';
import type { Terms } from './terms';

/** Some of the rows of a network, as columns of their own: its row 0 is row `from`. Copies nothing. */
export class ColumnPart implements Columns {
  readonly size: number;
  readonly present: Uint8Array;
  readonly nodes: Uint32Array;
  readonly gpus: Float64Array;
  readonly assets: Float64Array;
  readonly collateral: Float64Array;
  readonly queueState: Uint8Array;
  readonly deadline: Float64Array;
  readonly disputed: Uint8Array;
  readonly classAt: Uint32Array;
  readonly regionAt: Uint32Array;
  readonly operatorAt: Uint32Array;

  /** Rows `from` up to, not including, `to`. */
  constructor(
    private readonly whole: Columns,
    private readonly from: number,
    private readonly to: number,
  ) {
    this.size = to - from;
    this.present = whole.present.subarray(from, to);
    this.nodes = whole.nodes.subarray(from, to);
    this.gpus = whole.gpus.subarray(from, to);
    this.assets = whole.assets.subarray(from, to);
    this.collateral = whole.collateral.subarray(from, to);
    this.queueState = whole.queueState.subarray(from, to);
    this.deadline = whole.deadline.subarray(from, to);
    this.disputed = whole.disputed.subarray(from, to);
    this.classAt = whole.classAt.subarray(from, to);
    this.regionAt = whole.regionAt.subarray(from, to);
    this.operatorAt = whole.operatorAt.subarray(from, to);
  }

  get regions(): readonly string[] {
    return this.whole.regions;
  }

  get operators(): readonly string[] {
    return this.whole.operators;
  }

  get byId(): Uint32Array {
    const { from, to } = this;
    return this.whole.byId.filter((row) => row >= from && row < to).map((row) => row - from);
  }

  id(row: number): string {
    return this.whole.id(this.from + row);
  }

  name(row: number): string {
    return this.whole.name(this.from + row);
  }

  exactAssets(row: number): bigint {
    return this.whole.exactAssets(this.from + row);
  }

  exactRewards(row: number): bigint {
    return this.whole.exactRewards(this.from + row);
  }

  rewards(row: number): number {
    return this.whole.rewards(this.from + row);
  }

  terms(row: number): Terms | null {
    return this.whole.terms(this.from + row);
  }
}
