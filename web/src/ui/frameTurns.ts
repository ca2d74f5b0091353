/**
 * Of what takes a frame's whole time in the midst of a drag, one in each frame: what is worked out of a block goes before a step of
 * what is dragged, which waits for the next. `now`: the frame's own time, the same for all that is called in it.
 */
class FrameTurns {
  private taken = Number.NaN;
  /** What goes before came too late in a frame: the next is its own. */
  private claimed = false;

  /** For what goes before: false where the frame is taken, and then the next is not. */
  first(now: number): boolean {
    this.claimed = now === this.taken;
    if (this.claimed) return false;
    this.taken = now;
    return true;
  }

  /** For all else. */
  take(now: number): boolean {
    if (this.claimed || now === this.taken) return false;
    this.taken = now;
    return true;
  }

  /** The next frame has its share already. */
  claim(): void {
    this.claimed = true;
  }

  /** What claimed the next frame needs none any more. */
  release(): void {
    this.claimed = false;
  }
}

export const frameTurns = new FrameTurns();
