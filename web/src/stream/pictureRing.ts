import type { Picture } from '../model/picture';

const KEPT = 24;
/** Columns and zones that blocks do not share, at most; only what may still be wanted as confirmed is kept beyond. */
const KEPT_BYTES = 32_000_000;
const BYTES_A_ROW = 60;

/** The last pictures by block, so that the confirmed one is at hand when the server is not. Shares all columns that didn't change. */
export class PictureRing {
  private pictures: Picture[] = [];

  /**
   * `rewoundTo`: blocks above it are no longer part of the chain. `confirmed`: what is below it is seldom wanted. Returns those that
   * are too old to be kept any longer.
   */
  push(picture: Picture, rewoundTo: number | null, confirmed: number | null = null): readonly Picture[] {
    const top = Math.min(rewoundTo ?? Number.POSITIVE_INFINITY, picture.block.number - 1);
    const kept = [...this.pictures.filter((p) => p.block.number <= top), picture];
    const affordable = Math.floor(KEPT_BYTES / (BYTES_A_ROW * Math.max(1, picture.columns.size)));
    const wanted = kept.length - kept.findLastIndex((p) => p.block.number <= (confirmed ?? 0));
    const gone = Math.max(0, kept.length - Math.min(KEPT, Math.max(affordable, wanted)));
    this.pictures = kept.slice(gone);
    return kept.slice(0, gone);
  }

  /** The oldest that is kept; null before the first. */
  get oldest(): Picture | null {
    return this.pictures[0] ?? null;
  }

  /** A snapshot comes: what was kept may be of a history that is no longer the chain's. */
  clear(): void {
    this.pictures = [];
  }

  /** The newest picture at or below `block`. */
  atMost(block: number): Picture | null {
    return this.pictures.findLast((p) => p.block.number <= block) ?? null;
  }
}
