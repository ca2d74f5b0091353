import type { Picture } from '../model/picture';

const KEPT = 24;

/** The last pictures by block, so that the confirmed one is at hand when the server is not. Shares all rows that didn't change. */
export class PictureRing {
  private pictures: Picture[] = [];

  /** `rewoundTo`: blocks above it are no longer part of the chain. */
  push(picture: Picture, rewoundTo: number | null): void {
    const top = Math.min(rewoundTo ?? Number.POSITIVE_INFINITY, picture.block.number - 1);
    this.pictures = [...this.pictures.filter((p) => p.block.number <= top), picture].slice(-KEPT);
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
