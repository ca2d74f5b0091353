/** Whose turn it is in a frame. */
export interface Turns {
  /** Whether a frame, by its own time, has room for a step; where not, the next one's is kept for it. */
  first(now: number): boolean;
  /** None is kept any more. */
  release(): void;
}

/** Work in steps, each in an animation frame of its own, none in the frame that asks for it. */
export class FrameSteps {
  private waiting: (() => void)[] = [];
  private frame = 0;

  constructor(private readonly turns: Turns) {}

  /** Asks for one more; a step may ask for the next. */
  then(step: () => void): void {
    this.waiting.push(step);
    // The frame that is being made now is passed over.
    this.frame ||= requestAnimationFrame(() => this.ask());
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

  private step(now: number): void {
    this.frame = 0;
    if (this.turns.first(now)) this.waiting.shift()?.();
    if (this.waiting.length > 0 && !this.frame) this.ask();
  }

  private ask(): void {
    this.frame = requestAnimationFrame((now) => this.step(now));
  }

  private rest(): void {
    if (this.frame) cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.turns.release();
  }
}
