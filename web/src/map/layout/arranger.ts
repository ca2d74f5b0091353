import type { LayoutInput, Presence } from './input';
import { presentById } from './input';
import type { Arrangement, Layout, Viewport } from './layout';
import { outOfOrder } from './outOfOrder';
import { levelsOf, partition } from './partition';
import { RectPool } from './rectPool';
import { byRisk } from './risk';
import { SlotLayout } from './slotLayout';
import { SlotPlan } from './slots';
import type { Treemap } from './treemap';

type TreemapModule = typeof import('./treemap');

/**
 * Where tiles lie, over time. `arrange` is an act of the user and decides everything anew; a block (`follow`) never moves a tile of
 * a slot map, and only sizes those of a treemap. A layout is what it says until the second one after it: its arrays are used again.
 */
export class Arranger {
  private static treemaps: TreemapModule | null = null;

  private readonly presence: Presence = { present: new Uint8Array(0) };
  private readonly pool = new RectPool();
  private plan: SlotPlan | null = null;
  private slots: SlotLayout | null = null;
  private treemap: Treemap | null = null;
  private arrangement: Arrangement = { group: 'region', within: 'none', size: 'equal', sort: 'id' };
  private size = 0;

  /** Loads what an arrangement needs beyond slots; resolves at once when that is nothing. Rejects when it can't be loaded. */
  static async prepare(arrangement: Arrangement): Promise<void> {
    if (arrangement.size !== 'equal') Arranger.treemaps ??= await import('./treemap');
  }

  /** True when `arrange` can do what is asked without waiting for `prepare`. */
  static isReady(arrangement: Arrangement): boolean {
    return arrangement.size === 'equal' || Arranger.treemaps !== null;
  }

  /** An act of the user: everything anew, ghosts gone. Throws when `prepare` has not loaded what the arrangement needs. */
  arrange(input: LayoutInput, arrangement: Arrangement, viewport: Viewport): Layout {
    this.arrangement = arrangement;
    this.presence.present = input.columns.present;
    this.size = input.columns.size;
    if (arrangement.size !== 'equal') {
      if (!Arranger.treemaps)
        throw new Error(`size: ${arrangement.size}: Arranger.prepare(arrangement) goes before arrange`);
      [this.plan, this.slots] = [null, null];
      const { Treemap } = Arranger.treemaps;
      this.treemap = new Treemap(input, arrangement, viewport, this.presence, this.pool, this.treemap);
      return this.treemap.layout;
    }
    this.treemap = null;
    const byId = presentById(input);
    const rows = arrangement.sort === 'risk' ? byRisk(byId, input) : byId;
    this.plan = new SlotPlan(partition(input, rows, levelsOf(arrangement)), this.size, this.presence.present);
    this.slots = SlotLayout.fit(this.plan, viewport, this.presence, this.size, this.pool);
    return this.slots;
  }

  /** Another viewport: larger or smaller, never in another order. Throws before the first `arrange`. */
  resize(viewport: Viewport): Layout {
    if (this.treemap) return this.treemap.resize(viewport);
    if (!this.plan) throw new Error('resize: nothing is arranged yet; arrange goes first');
    this.slots = SlotLayout.fit(this.plan, viewport, this.presence, this.size, this.pool);
    return this.slots;
  }

  /** A block. Null when no rectangle changed, also where a leaver became a ghost. */
  follow(input: LayoutInput): Layout | null {
    this.presence.present = input.columns.present;
    this.size = input.columns.size;
    if (this.treemap) return this.treemap.follow(input);
    if (!this.plan || !this.slots || !this.plan.admit(input)) return null;
    this.slots = this.slots.extended(this.size);
    return this.slots;
  }

  /** Clusters that came since the last layout and stand at an end, for want of a free slot. */
  get overflowed(): number {
    return this.treemap?.overflowed ?? this.plan?.overflow.length ?? 0;
  }

  /** True when a treemap's tiles have become long by drift, so that laying out again is worth offering. */
  get aspectDrift(): boolean {
    return this.treemap?.aspectDrift ?? false;
  }

  /** Clusters that are not where sorting by risk would put them now; see `outOfOrder`. 0 unless the map is sorted by risk. */
  outOfOrder(input: LayoutInput): number {
    return this.plan && this.arrangement.sort === 'risk' ? outOfOrder(this.plan, input) : 0;
  }
}
