import { untrack } from 'svelte';
import type { Picture } from '../model/picture';
import { integer } from '../ui/format';
import type { LiveNetwork } from '../ui/live.svelte';
import { settings } from '../ui/settings.svelte';
import type { Filter, FilterError } from './condition';
import { EVERYTHING, MINE } from './condition';
import { matchesOf } from './matches';
import { parseFilter } from './parseFilter';

/** Rows that meet the filter: 1 for each that does. */
export interface Matches {
  readonly rows: Uint8Array;
  readonly count: number;
}

/** What is looked for in one network, and what was found: worked out once for each picture and filter. */
export class Finder {
  /** The viewer is at the filter's text: while it is not yet right, the last right one stays in force. */
  typing = $state(false);
  /** The last text that was right said this. */
  private right: Filter = EVERYTHING;

  private readonly parsed = $derived(parseFilter(settings.filter));
  /** Where the text is wrong, and what was expected; null while it is right. */
  readonly error = $derived<FilterError | null>('error' in this.parsed ? this.parsed.error : null);
  /** What is asked of clusters, `mine only` apart. */
  readonly filter = $derived.by<Filter>(() => {
    if ('filter' in this.parsed) return (this.right = this.parsed.filter);
    return this.typing ? this.right : EVERYTHING;
  });
  /** Null where everything is looked at. */
  readonly matches = $derived.by<Matches | null>(() => {
    const asked: Filter = settings.mineOnly ? { kind: 'all', of: [this.filter, MINE] } : this.filter;
    return this.live.shown && (settings.mineOnly || this.filter !== EVERYTHING)
      ? this.find(asked, this.live.shown)
      : null;
  });
  /** The clusters that the list of mine names here; null where it is empty. */
  readonly mine = $derived.by<Matches | null>(() =>
    this.live.shown && settings.mine.length > 0 ? this.find(MINE, this.live.shown) : null,
  );
  /** Clusters of the list of mine that there are here. */
  readonly mineCount = $derived.by(() => this.mine?.count ?? 0);
  /** All clusters, liquidated ones included. */
  readonly total = $derived.by(() => this.live.shown?.counts.reduce((sum, count) => sum + count, 0) ?? 0);
  /** `41 of 300`; empty where everything is looked at. */
  readonly words = $derived(this.matches ? `${integer(this.matches.count)} of ${integer(this.total)}` : '');

  constructor(readonly live: LiveNetwork) {}

  /** The only cluster that meets the filter; null where there are none or several. */
  get only(): number | null {
    return this.matches?.count === 1 ? this.matches.rows.indexOf(1) : null;
  }

  clear(): void {
    settings.setFilter('');
    settings.setMineOnly(false);
  }

  /** Clusters that a list of wallet addresses and ids names here. */
  countOf(mine: readonly string[]): number {
    return this.live.shown && mine.length > 0 ? this.find(MINE, this.live.shown, mine).count : 0;
  }

  private find(filter: Filter, picture: Picture, mine = settings.mine): Matches {
    const rows = new Uint8Array(picture.columns.size);
    const count = matchesOf(filter, picture, mine, rows, this.live.confirmed);
    return { rows, count };
  }

  /** The cluster's id, for a link. */
  idOf(row: number): string | null {
    return untrack(() => this.live.shown?.columns.id(row) ?? null);
  }
}
