import type { OwnThresholds } from './ownThresholds';
import type { Assessment } from '../model/columns';
import type { Picture } from '../model/picture';
import { once } from './once';
import { ownBps, ownMarket } from './ownThresholds';
import { assess } from '../model/assess';

/** The picture by the viewer's own thresholds (spec 4.1); null where there are none. Map, legend and table share one answer. */
export const ownAssessment = once((picture: Picture, own: OwnThresholds | null): Assessment | null => {
  const bps = ownBps(own);
  return bps && assess(picture.columns, ownMarket(picture.market, bps));
});
