import type { WireLastKnown, WireTerms } from '../stream/wire';
import { QUEUE_STATES, ZONES } from '../stream/wire';
import { parseFixed, seconds } from './market';
import type { QueueState, Zone } from './zone';

export interface LastKnown {
  /** Floor, × 10¹⁸. */
  readonly ratio: bigint;
  readonly zone: Zone;
  readonly block: number;
}

export interface ClusterInfo {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly operator: string;
  readonly classId: string;
}

/** One cluster's inputs. */
export interface Terms {
  readonly info: ClusterInfo;
  readonly nodes: number;
  readonly gpus: number;
  readonly collateral: bigint;
  readonly rewards: bigint;
  readonly queueState: QueueState;
  readonly flaggedAt: bigint;
  readonly deadline: bigint;
  /** The contract's own views disagree: nothing that follows from these terms is stated. */
  readonly disputed: boolean;
  readonly lastKnown: LastKnown | null;
}

function readLastKnown(wire: WireLastKnown | null | undefined): LastKnown | null {
  if (!wire) return null;
  return { ratio: parseFixed(wire.ratio, 18), zone: ZONES.indexOf(wire.zone) as Zone, block: wire.block };
}

/** A cluster of the wire as numbers. Throws on digits that are none: the caller then asks for a snapshot. */
export function readTerms(wire: WireTerms): Terms {
  return {
    info: { id: wire.id, name: wire.name, region: wire.region, operator: wire.operator, classId: wire.classId },
    nodes: wire.nodes,
    gpus: wire.gpus,
    collateral: BigInt(wire.collateral),
    rewards: BigInt(wire.rewards),
    queueState: QUEUE_STATES.indexOf(wire.queueState) as QueueState,
    flaggedAt: seconds(wire.flaggedAt),
    deadline: seconds(wire.deadline),
    disputed: wire.disputed ?? false,
    lastKnown: readLastKnown(wire.lastKnown),
  };
}
