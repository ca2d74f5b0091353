import type { OwnThresholds } from './ownThresholds';
import type { Stress } from './stress';
import type { Assessment } from '../model/columns';
import type { Picture } from '../model/picture';
import type { Cascade } from './cascade';
import { cascade } from './cascade';
import { once } from './once';
import { ownAssessment } from './ownAssessment';
import { ownBps, ownMarket } from './ownThresholds';
import { assess } from '../model/assess';
import { isCalm } from './stress';

/** What a stress does to a picture. */
export interface Stressed {
  readonly run: Cascade;
  /** Of every row before it, by the viewer's own thresholds where there are any: the left half of a tile. */
  readonly before: Assessment;
  /** Of every row after it, by the same thresholds: the right half. */
  readonly after: Assessment;
}

/** The last two answers: the older one's arrays take the next, so that a drag makes none. */
let last: Assessment | null = null;
let older: Assessment | null = null;

/**
 * The picture under a stress, its cascade run to the end; null where nothing is supposed. Map and panel share one answer. An
 * answer's `after` holds until the next but one.
 */
export const stressed = once((picture: Picture, stress: Stress | null, own: OwnThresholds | null): Stressed | null => {
  if (stress === null || isCalm(stress)) return null;
  const columns = picture.columns;
  const run = cascade(columns, picture.market, stress);
  const bps = ownBps(own);
  const after = assess(columns, bps ? ownMarket(run.market, bps) : run.market, older);
  [older, last] = [last, after];
  return { run, before: ownAssessment(picture, own) ?? picture, after };
});
