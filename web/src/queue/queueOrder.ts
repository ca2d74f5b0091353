/** One place of the queue as it is shown. */
export interface Place {
  readonly row: number;
  /** From 1, in the queue's own order (deadline, id), wherever it is shown. */
  readonly place: number;
  readonly mine: boolean;
}

/** The queue, with mine before the others where that is wanted; within both the queue's own order stays. */
export function placesOf(queued: readonly number[], mine: (row: number) => boolean, mineFirst: boolean): Place[] {
  const places = queued.map((row, i) => ({ row, place: i + 1, mine: mine(row) }));
  return mineFirst ? [...places.filter((p) => p.mine), ...places.filter((p) => !p.mine)] : places;
}
