/** A block may let go of two pictures at once, and the next of none. */
const MOST = 2;

/** What nobody looks at any more, kept to be written over: a few MB made anew at each block would soon be collected. */
export class Spares<T> {
  private readonly kept: T[] = [];

  /** What comes beyond the most is let go. */
  put(spare: T): void {
    if (this.kept.length < MOST) this.kept.push(spare);
  }

  take(): T | null {
    return this.kept.pop() ?? null;
  }
}
