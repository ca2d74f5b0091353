/** Hands on at most one value per animation frame, the newest; what a drag tells in between is passed over. */
export class PerFrame<T> {
  private waiting: { readonly value: T } | null = null;
  private frame = 0;

  constructor(private readonly act: (value: T) => void) {}

  take(value: T): void {
    this.waiting = { value };
    this.frame ||= requestAnimationFrame(() => this.flush());
  }

  /** The last value now: the drag is over. */
  flush(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { waiting } = this;
    this.waiting = null;
    if (waiting) this.act(waiting.value);
  }

  /** Nobody is there any more. */
  drop(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.waiting = null;
  }
}
