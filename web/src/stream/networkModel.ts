import { AssessByParts } from '../model/assessByParts';
import type { ColumnView } from '../model/columnView';
import { ColumnStore } from '../model/columnStore';
import type { Assessment } from '../model/columns';
import type { Market } from '../model/market';
import { readBlock, readMarket } from '../model/market';
import { Picture } from '../model/picture';
import { Spares } from '../model/spares';
import type { ColumnsBody, WireHead } from './columnsBody';
import { mergePatch } from './mergePatch';
import { StateHash } from './stateHash';
import type { WireFrame, WireGlobals, WireHeatmap } from './wire';
import { ZONES } from './wire';

/** What became of a frame. `gap` and the mismatches mean: fetch a snapshot. */
export type Outcome = 'applied' | 'old' | 'gap' | 'malformed' | 'hashMismatch' | 'countMismatch';

interface Unsettled {
  readonly market: Market;
  readonly touched: readonly number[];
  /** Of the rows as far as they are worked out; null before the first. */
  zones: AssessByParts | null;
}

/** A state of so many rows is hashed at once; a larger one by and by, after it is shown. */
const AT_ONCE = 4_096;

/**
 * The network as the stream tells it: columns, the market, and the picture that follows. A row keeps its index for the model's
 * life, also over snapshots, so that whatever hangs on a row (slot, focus, selection) stays.
 */
export class NetworkModel {
  seq = -1;
  picture: Picture | null = null;
  /** Last confirmed block that a frame or heartbeat named since the last snapshot, which may be of another chain's history. */
  confirmed: number | null = null;
  /** The heatmap's own word that it is a simulation; null where it is none. */
  simulation: string | null = null;
  private readonly store = new ColumnStore();
  private view: ColumnView | null = null;
  private globals: WireGlobals | null = null;
  /** What the server last said: clusters per zone, queued, and the hash. */
  private counts: readonly number[] = [];
  private queued = 0;
  private stateHash = '';
  private readonly hash = new StateHash();
  private verified = false;
  /** It was right before the last frame, and is yet to be compared after it. */
  private unchecked = false;
  /** A frame that was read, until what follows from it is worked out. */
  private unsettled: Unsettled | null = null;
  /** Zones and shades that nobody needs any more: the next picture is written over them. */
  private readonly spares = new Spares<Assessment>();

  /** The row of an on-chain id, present or not. */
  row(id: string): number | undefined {
    return this.store.row(id);
  }

  /** Takes a heatmap body as the whole truth. `seq` is −1 for a body that did not come from the stream. */
  applySnapshot(body: WireHeatmap, seq: number): Outcome {
    this.store.clear();
    this.store.reserve(body.clusters.length);
    for (const cluster of body.clusters) this.store.put(cluster);
    return this.begin(body, seq);
  }

  /** The same as columns. */
  applyColumns(body: ColumnsBody, seq: number): Outcome {
    this.store.load(body);
    return this.begin(body.head, seq);
  }

  applyFrame(frame: WireFrame): Outcome {
    const outcome = this.readFrame(frame);
    return outcome === 'applied' ? this.settleFrame() : outcome;
  }

  /** The first half of `applyFrame`: the picture stays the one before until `settleFrame`, which must follow. */
  readFrame(frame: WireFrame): Outcome {
    this.settleFrame();
    if (!this.globals || !this.picture) return 'gap';
    if (frame.seq <= this.seq) return 'old';
    if ((frame.from ?? frame.seq - 1) !== this.seq) return 'gap';
    try {
      if (frame.globals) this.globals = mergePatch(this.globals, frame.globals) as WireGlobals;
      const touched: number[] = [];
      for (const patch of frame.tiles ?? []) {
        const row = patch.gone ? this.store.take(patch.id) : this.store.put(patch);
        if (row !== undefined) touched.push(row);
      }
      this.seq = frame.seq;
      const [number, hash, time, confirmed] = frame.block;
      this.confirmed = confirmed;
      this.counts = frame.counts ?? this.counts;
      this.queued = frame.queued ?? this.queued;
      this.stateHash = frame.stateHash;
      this.unsettled = { market: readMarket({ number, hash, time }, this.globals), touched, zones: null };
      return 'applied';
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError) {
        this.globals = null; // half of it may be in: nothing follows from here but a snapshot
        return 'malformed';
      }
      throw error;
    }
  }

  /** The second half: what follows from the frame that was read. */
  settleFrame(): Outcome {
    return this.settleSome(Number.POSITIVE_INFINITY) ?? 'applied';
  }

  /** The same for about `ms`; null while there is more to do. What comes of a part is compared with the server's hash by `check`. */
  settleSome(ms: number): Outcome | null {
    const { unsettled } = this;
    if (!unsettled) return 'applied';
    const { market, touched } = unsettled;
    unsettled.zones ??= new AssessByParts(this.store.freeze(market), market, this.spares.take());
    const assessed = unsettled.zones.advance(ms);
    if (!assessed) return null;
    this.unsettled = null;
    if (Number.isFinite(ms)) [this.unchecked, this.verified] = [this.verified, false];
    return this.settle(market, touched, assessed);
  }

  /** Compares what `settleSome` made with the server's hash, where the state before it was known to be right. */
  check(): Outcome {
    const { unchecked } = this;
    this.unchecked = false;
    return unchecked ? (this.verify(Number.POSITIVE_INFINITY) ?? 'applied') : 'applied';
  }

  /** Takes the arrays of a picture that is not looked at any more; `next`: the one after it that is. */
  reuse(picture: Picture, next: Picture): void {
    const spent = picture.spend();
    if (spent) this.spares.put(spent);
    this.store.reuse(picture.columns, next.columns);
  }

  /** Whether the state still has to be compared with the server's hash. */
  get unverified(): boolean {
    return this.picture !== null && !this.verified;
  }

  /** Hashes on for about `ms`; null while there is more to do. */
  verify(ms: number): Outcome | null {
    if (!this.view || !this.picture || this.verified) return 'applied';
    if (this.unsettled) return null;
    if (!this.hash.advance(this.view, ms)) return null;
    this.verified = true;
    return this.hash.print(this.picture.market) === this.stateHash ? 'applied' : 'hashMismatch';
  }

  /** Another block's heatmap on this model's rows; the model itself stays as it is. Clusters that it never saw are left out. */
  readAside(body: WireHeatmap | ColumnsBody): Picture {
    const head = 'head' in body ? body.head : body;
    const aside = this.store.aside();
    if ('head' in body) aside.load(body);
    else for (const cluster of body.clusters) if (this.store.row(cluster.id) !== undefined) aside.put(cluster);
    const market = readMarket(readBlock(head.block), { ...head.inputs, thresholds: head.thresholds });
    return new Picture(market, aside.freeze(market));
  }

  private begin(head: WireHead, seq: number): Outcome {
    this.hash.clear();
    this.unsettled = null;
    this.globals = { ...head.inputs, thresholds: head.thresholds };
    this.seq = seq;
    this.confirmed = null;
    this.simulation = head.simulation ?? null;
    this.counts = ZONES.map((zone) => head.counts[zone]);
    this.queued = head.queued;
    this.stateHash = head.stateHash;
    this.verified = false;
    return this.settle(readMarket(readBlock(head.block), this.globals), []);
  }

  private settle(market: Market, touched: readonly number[], assessed?: Assessment): Outcome {
    const view = this.store.freeze(market);
    const picture = new Picture(market, view, assessed);
    this.view = view;
    this.picture = picture;
    this.hash.refresh(view, touched);
    // A newcomer's row is behind all that were taken in.
    if (this.verified || view.size <= AT_ONCE) {
      this.verified = this.hash.advance(view, Number.POSITIVE_INFINITY);
      if (this.hash.print(market) !== this.stateHash) return 'hashMismatch';
    }
    const same = this.counts.every((count, i) => picture.counts[i] === count) && picture.queued === this.queued;
    return same ? 'applied' : 'countMismatch';
  }
}
