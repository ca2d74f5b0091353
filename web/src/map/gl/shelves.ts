/** Packs small boxes into a square, in shelves: each as high as the first box on it. Arithmetic only. */
export class Shelves {
  private x = 0;
  private y = 0;
  private tallest = 0;

  constructor(readonly size: number) {}

  /** Where a box goes, with a free pixel after it; null when there is no room left. */
  place(width: number, height: number): { readonly x: number; readonly y: number } | null {
    if (this.x + width > this.size) {
      this.y += this.tallest;
      this.x = 0;
      this.tallest = 0;
    }
    if (width > this.size || this.y + height > this.size) return null;
    const at = { x: this.x, y: this.y };
    this.x += width + 1;
    this.tallest = Math.max(this.tallest, height + 1);
    return at;
  }

  clear(): void {
    this.x = this.y = this.tallest = 0;
  }
}
