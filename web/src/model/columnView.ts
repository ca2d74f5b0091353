import type { AmountColumn } from './amountLane';
import type { Columns } from './columns';
import type { Dictionary } from './dictionary';
import type { Terms } from './terms';
import type { Names } from './texts';
import type { WholeColumn } from './wholeLane';
import type { QueueState, Zone } from './zone';

/** What a view is made of; none of it changes any more. */
export interface ColumnParts extends Omit<
  Columns,
  'id' | 'name' | 'operators' | 'terms' | 'assets' | 'exactAssets' | 'exactRewards' | 'rewards' | 'deadline'
> {
  readonly ids: WholeColumn;
  readonly names: Names;
  readonly operators: Dictionary;
  readonly collaterals: AmountColumn;
  readonly rewards: AmountColumn;
  readonly flaggedAt: WholeColumn;
  readonly deadlines: WholeColumn;
  /** Index in `classIds`. */
  readonly classKey: Uint32Array;
  /** On-chain ids of classes, decimal digits. */
  readonly classIds: readonly string[];
  /** 0 where there is none, else the zone's byte and one. */
  readonly knownZone: Uint8Array;
  readonly knownRatio: AmountColumn;
  readonly knownBlock: Float64Array;
}

/** All rows' inputs at the end of one block. Immutable; shares every column that did not change since the view before. */
export class ColumnView implements Columns {
  readonly size: number;
  readonly present: Uint8Array;
  readonly nodes: Uint32Array;
  readonly gpus: Float64Array;
  readonly collateral: Float64Array;
  readonly queueState: Uint8Array;
  readonly deadline: Float64Array;
  readonly disputed: Uint8Array;
  readonly classAt: Uint32Array;
  readonly regionAt: Uint32Array;
  readonly regions: readonly string[];
  readonly operatorAt: Uint32Array;
  readonly byId: Uint32Array;

  /** Null after `spend`, until somebody asks. */
  private weighed: Float64Array | null;

  /** `parts`: for who needs the exact columns themselves (the state hash). `assets`: what they come to, as `weigh` says it. */
  constructor(
    readonly parts: ColumnParts,
    assets: Float64Array,
  ) {
    this.weighed = assets;
    this.size = parts.size;
    this.present = parts.present;
    this.nodes = parts.nodes;
    this.gpus = parts.gpus;
    this.collateral = parts.collateral;
    this.queueState = parts.queueState;
    this.deadline = parts.deadlines.doubles;
    this.disputed = parts.disputed;
    this.classAt = parts.classAt;
    this.regionAt = parts.regionAt;
    this.regions = parts.regions;
    this.operatorAt = parts.operatorAt;
    this.byId = parts.byId;
  }

  get assets(): Float64Array {
    return (this.weighed ??= this.weigh());
  }

  /** The doubles of `assets`, which are the caller's from now on; see `Picture.spend`. Null where they were given away. */
  spend(): Float64Array | null {
    const { weighed } = this;
    this.weighed = null;
    return weighed;
  }

  private weigh(): Float64Array {
    const { collaterals, rewards } = this.parts;
    return Float64Array.from({ length: this.size }, (_, row) => collaterals.double(row) + rewards.double(row));
  }

  get operators(): readonly string[] {
    return this.parts.operators.words;
  }

  id(row: number): string {
    return String(this.parts.ids.at(row));
  }

  name(row: number): string {
    return this.parts.names.at(row);
  }

  exactAssets(row: number): bigint {
    return this.parts.collaterals.at(row) + this.parts.rewards.at(row);
  }

  exactRewards(row: number): bigint {
    return this.parts.rewards.at(row);
  }

  rewards(row: number): number {
    return this.parts.rewards.double(row);
  }

  terms(row: number): Terms | null {
    if (this.present[row] !== 1) return null;
    const { parts } = this;
    const known = parts.knownZone[row]!;
    return {
      info: {
        id: this.id(row),
        name: this.name(row),
        region: parts.regions[parts.regionAt[row]!] ?? '',
        operator: parts.operators.at(parts.operatorAt[row]!) ?? '',
        classId: parts.classIds[parts.classKey[row]!] ?? '',
      },
      nodes: parts.nodes[row]!,
      gpus: parts.gpus[row]!,
      collateral: parts.collaterals.at(row),
      rewards: parts.rewards.at(row),
      queueState: parts.queueState[row] as QueueState,
      flaggedAt: parts.flaggedAt.at(row),
      deadline: parts.deadlines.at(row),
      disputed: parts.disputed[row] === 1,
      lastKnown:
        known === 0
          ? null
          : { ratio: parts.knownRatio.at(row), zone: (known - 1) as Zone, block: parts.knownBlock[row]! },
    };
  }
}
