let held = false;
for (const [type, holds] of [
  ['pointerdown', true],
  ['pointerup', false],
  ['pointercancel', false],
  ['blur', false],
] as const)
  globalThis.addEventListener?.(
    type,
    // A press blurs whatever had the focus: only the window's own blur ends it.
    (event) => void (type === 'blur' && event.target !== globalThis ? 0 : (held = holds)),
    { capture: true, passive: true },
  );

/** Whether a finger or a mouse button is down: each frame is a step of a drag, and has no time for what can wait. */
export function isHeld(): boolean {
  return held;
}

/** Acts on a value at once where nothing was taken for a while; in the midst of a drag, on the newest when it is over or rests. */
export class AtRest<T> {
  private waiting: { readonly value: T } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private takenAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly restMs: number,
    private readonly act: (value: T) => void,
  ) {}

  take(value: T): void {
    const now = performance.now();
    const rested = now - this.takenAt >= this.restMs;
    this.takenAt = now;
    this.waiting = { value };
    if (rested && !held) this.flush();
    else this.wait();
  }

  /** What waits is acted on now. */
  flush(): void {
    const { waiting } = this;
    this.drop();
    if (waiting) this.act(waiting.value);
  }

  /** What waits is not acted on any more. */
  drop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = null;
  }

  /** One timer at a time: it looks whether there was rest, and whether the finger is off. */
  private wait(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (held || performance.now() - this.takenAt < this.restMs) this.wait();
      else this.flush();
    }, this.restMs);
  }
}
