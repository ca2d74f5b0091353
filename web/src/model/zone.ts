/** Zones and queue states by the wire's byte (docs/protocol.md). */
export const Zone = { green: 0, yellow: 1, red: 2, unknown: 3, exempt: 4, liquidated: 5 } as const;
export type Zone = (typeof Zone)[keyof typeof Zone];

export const QueueState = { none: 0, grace: 1, due: 2, blocked: 3, recovered: 4, liquidated: 5 } as const;
export type QueueState = (typeof QueueState)[keyof typeof QueueState];

/** In the liquidation queue: flagged, neither cured nor liquidated. */
export function isQueued(state: QueueState): boolean {
  return state !== QueueState.none && state !== QueueState.liquidated;
}
