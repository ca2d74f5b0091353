import type { Sifted } from '../src/find/filter';
import { siftedOf as ofPicture } from '../src/find/sifted';
import type { Market } from '../src/model/market';
import { Picture } from '../src/model/picture';
import type { Terms } from '../src/model/terms';

/** A picture of these clusters, with its columns; null is a row that is absent. */
export function siftedOf(market: Market, rows: readonly (Terms | null)[]): Sifted {
  return ofPicture(new Picture(market, rows));
}
