/** How far tiles have gone, block by block. */
export class Movement {
  private readonly all: number[] = [];
  private moved = 0;
  private blocks = 0;

  /** x and y of every tile's middle before a block and after it. Throws where one has no place. */
  add(before: Float64Array, after: Float64Array): void {
    for (let at = 0; at < before.length; at += 2) {
      const distance = Math.hypot(after[at]! - before[at]!, after[at + 1]! - before[at + 1]!);
      if (Number.isNaN(distance))
        throw new Error(`The tile of row ${at / 2} has no place; expected all of them to be drawn.`);
      if (distance > 2) this.moved++;
      this.all.push(distance);
    }
    this.blocks++;
  }

  /** Tiles a block that went more than 2 px, the distance that 99 % stay under, and the longest; px. */
  get figures(): { readonly over2: number; readonly p99: number; readonly most: number } {
    const sorted = Float64Array.from(this.all).sort();
    const p99 = sorted[Math.max(0, Math.ceil(0.99 * sorted.length) - 1)] ?? 0;
    return { over2: this.moved / Math.max(1, this.blocks), p99, most: sorted.at(-1) ?? 0 };
  }
}
