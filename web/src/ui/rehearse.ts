import { AssessByParts } from '../model/assessByParts';
import { LINE, decide, decideAfter } from '../map/tileState';
import type { Picture } from '../model/picture';
import { atLeisure } from '../stream/slices';
import { isHeld } from './atRest';

/** Fewer rows are quick enough as the engine first runs them. */
const MANY = 16_384;
const TIMES = 4;
const SLICE_MS = 2;
const LATER_MS = 200;

/**
 * An engine makes a loop fast once it has run it for a while. The loops that a block and a step of a stress run over all rows are run
 * here beforehand, when the page has nothing to do: the first drag is as smooth as the tenth. Nothing of it is kept.
 */
export function rehearse({ columns, market, zones, shades }: Picture): void {
  if (columns.size < MANY) return;
  const words = new Uint32Array(Math.ceil(columns.size / LINE) * LINE);
  const bands = { critical: Number(market.criticalBps) / 1e4, warning: Number(market.warningBps) / 1e4 };
  let times = 0;
  let parts = new AssessByParts(columns, market);
  const go = (): void => {
    if (isHeld()) return void setTimeout(go, LATER_MS);
    const after = parts.advance(SLICE_MS);
    if (after) {
      const { size, queueState } = columns;
      const plain = { size, now: { zones, shades }, after: null, bands, matches: null, lit: null, queueState };
      decide(plain, words);
      decide({ ...plain, after }, words);
      decideAfter(size, after, bands, words);
      parts = new AssessByParts(columns, market, after);
      times++;
    }
    if (times < TIMES) atLeisure(go);
  };
  atLeisure(go);
}
