import { LINE } from '../tileState';
import type { Rects } from './layout';

/**
 * The arrays of the last two layouts, written over in turn, so that neither blocks nor acts make garbage of a few MB: a layout is what
 * it says until the second one after it.
 */
export class RectPool {
  private last: Rects | null = null;
  private spare: Rects | null = null;

  /**
   * Room for `size` rows, all of it 0: also where each row will be written, for what was last written long ago is fetched from end to
   * end in a tenth of the time that it takes here and there.
   */
  take(size: number): Rects {
    const { spare } = this;
    const length = 4 * LINE * Math.max(1, Math.ceil(size / LINE));
    const taken = spare?.length === length ? spare.fill(0) : new Float32Array(length);
    [this.last, this.spare] = [taken, this.last];
    return taken;
  }
}
