/** What nobody looks at any more, kept to be written over: a few MB made anew at each block would soon be collected. */
export class Spares<T> {
  private readonly kept: T[] = [];

  /** `most`: what comes beyond is let go. */
  constructor(private readonly most: number) {}

  put(spare: T): void {
    if (this.kept.length < this.most) this.kept.push(spare);
  }

  take(): T | null {
    return this.kept.pop() ?? null;
  }
}
