import { untrack } from 'svelte';
import type { Picture } from '../model/picture';
import { atLeisure } from '../stream/slices';
import { AtRest } from './atRest';

/** Lists of so many rows are ready within the block's own frame. */
const AT_ONCE = 4_096;
const REST_MS = 100;

/**
 * The picture that lists beside the map show. Of a small network it is the map's; of a large one, whose lists take longer than a frame
 * has to spare, it follows in a task of its own, and not in the midst of a drag. An older block, which is what is trusted from now on,
 * is shown at once, and so is another network.
 */
export class Behind {
  picture = $state.raw<Picture | null>(null);
  private newest: Picture | null = null;
  private readonly rest = new AtRest<Picture>(REST_MS, () => atLeisure(() => (this.picture = this.newest)));

  /** `network`: whose picture it is. */
  constructor(read: () => Picture | null, network: () => unknown = () => null) {
    this.picture = this.newest = untrack(read);
    let of = untrack(network);
    $effect(() => {
      const [next, now] = [read(), network()];
      untrack(() => this.follow(next, now === of));
      of = now;
    });
    $effect(() => () => this.rest.drop());
  }

  private follow(next: Picture | null, same: boolean): void {
    const { picture } = this;
    this.newest = next;
    if (same && next && picture && next.columns.size > AT_ONCE && next.block.number > picture.block.number)
      return this.rest.take(next);
    this.rest.drop();
    this.picture = next;
  }
}
