import type { Market } from '../model/market';
import { readBlock, readMarket } from '../model/market';
import { Picture } from '../model/picture';
import type { Terms } from '../model/terms';
import { readTerms } from '../model/terms';
import { mergePatch } from './mergePatch';
import { StateHash } from './stateHash';
import type { WireFrame, WireGlobals, WireHeatmap, WireTerms } from './wire';
import { ZONES } from './wire';

/** What became of a frame. `gap` and the mismatches mean: fetch a snapshot. */
export type Outcome = 'applied' | 'old' | 'gap' | 'malformed' | 'hashMismatch' | 'countMismatch';

/**
 * The network as the stream tells it: terms by row, the market, and the picture that follows. A row keeps its index for the
 * model's life, also over snapshots, so that whatever hangs on a row (slot, focus, selection) stays.
 */
export class NetworkModel {
  seq = -1;
  picture: Picture | null = null;
  /** Last confirmed block that a frame or heartbeat named since the last snapshot, which may be of another chain's history. */
  confirmed: number | null = null;
  /** The heatmap's own word that it is a simulation; null where it is none. */
  simulation: string | null = null;
  readonly index = new Map<string, number>();
  private wires: (WireTerms | null)[] = [];
  private terms: (Terms | null)[] = [];
  private globals: WireGlobals | null = null;
  /** What the server last said: clusters per zone, and queued. */
  private counts: readonly number[] = [];
  private queued = 0;
  private readonly hash = new StateHash();

  /** Takes a heatmap body as the whole truth. `seq` is −1 for a body that did not come from the stream. */
  applySnapshot(body: WireHeatmap, seq: number): Outcome {
    this.terms = this.terms.map(() => null);
    this.wires = this.wires.map(() => null);
    this.hash.clear();
    for (const cluster of body.clusters) this.put(cluster);
    this.globals = { ...body.inputs, thresholds: body.thresholds };
    this.seq = seq;
    this.confirmed = null;
    this.simulation = body.simulation ?? null;
    this.counts = ZONES.map((zone) => body.counts[zone]);
    this.queued = body.queued;
    return this.settle(readMarket(readBlock(body.block), this.globals), body.stateHash);
  }

  applyFrame(frame: WireFrame): Outcome {
    if (!this.globals || !this.picture) return 'gap';
    if (frame.seq <= this.seq) return 'old';
    if ((frame.from ?? frame.seq - 1) !== this.seq) return 'gap';
    try {
      if (frame.globals) this.globals = mergePatch(this.globals, frame.globals) as WireGlobals;
      if (frame.tiles?.length) this.terms = this.terms.slice();
      for (const patch of frame.tiles ?? []) {
        if (patch.gone) this.take(patch.id);
        else this.put(mergePatch(this.wires[this.index.get(patch.id) ?? -1] ?? {}, patch) as WireTerms);
      }
      this.seq = frame.seq;
      const [number, hash, time, confirmed] = frame.block;
      this.confirmed = confirmed;
      this.counts = frame.counts ?? this.counts;
      this.queued = frame.queued ?? this.queued;
      return this.settle(readMarket({ number, hash, time }, this.globals), frame.stateHash);
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError) return 'malformed';
      throw error;
    }
  }

  /** Another block's heatmap on this model's rows; the model itself stays as it is. */
  readAside(body: WireHeatmap): Picture {
    const terms: (Terms | null)[] = this.terms.map(() => null);
    for (const cluster of body.clusters) {
      const i = this.index.get(cluster.id);
      if (i !== undefined) terms[i] = readTerms(cluster);
    }
    return new Picture(readMarket(readBlock(body.block), { ...body.inputs, thresholds: body.thresholds }), terms);
  }

  private put(wire: WireTerms): void {
    const terms = readTerms(wire);
    let i = this.index.get(wire.id);
    if (i === undefined) {
      i = this.terms.length;
      this.index.set(wire.id, i);
    }
    const before = this.terms[i];
    if (before) this.hash.remove(before);
    this.terms[i] = terms;
    this.wires[i] = wire;
    this.hash.add(terms);
  }

  private take(id: string): void {
    const i = this.index.get(id);
    const before = i === undefined ? null : this.terms[i];
    if (i === undefined || !before) return;
    this.hash.remove(before);
    this.terms[i] = null;
    this.wires[i] = null;
  }

  private settle(market: Market, stateHash: string): Outcome {
    const picture = new Picture(market, this.terms);
    this.picture = picture;
    if (this.hash.print(market) !== stateHash) return 'hashMismatch';
    const same = this.counts.every((count, i) => picture.counts[i] === count) && picture.queued === this.queued;
    return same ? 'applied' : 'countMismatch';
  }
}
