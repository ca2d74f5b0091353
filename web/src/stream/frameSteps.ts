/** Work in steps, each in an animation frame of its own, none in the frame that asks for it. */
export class FrameSteps {
  private waiting: (() => void)[] = [];
  private frame = 0;

  /** Asks for one more; a step may ask for the next. */
  then(step: () => void): void {
    this.waiting.push(step);
    // The frame that is being made now is passed over.
    this.frame ||= requestAnimationFrame(() => (this.frame = requestAnimationFrame(() => this.step())));
  }

  /** All that waits is done now. */
  finish(): void {
    this.rest();
    for (let step = this.waiting.shift(); step; step = this.waiting.shift()) step();
    this.rest();
  }

  /** What waits is not done any more. */
  drop(): void {
    this.waiting = [];
    this.rest();
  }

  private step(): void {
    this.frame = 0;
    this.waiting.shift()?.();
    if (this.waiting.length > 0) this.frame ||= requestAnimationFrame(() => this.step());
  }

  private rest(): void {
    if (this.frame) cancelAnimationFrame(this.frame);
    this.frame = 0;
  }
}
