import { Announcements } from './announcements';

/** Says what waits, a message at a time; `ui/LiveRegion.svelte` shows it. */
export class Announcer {
  /** What is being said. */
  message = $state('');
  readonly waiting = new Announcements();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private odd = false;

  /** Says a sentence, without its full stop, as soon as it is quiet enough; of one topic only the last. */
  say(sentence: string, topic = sentence): void {
    this.waiting.say(sentence, topic);
    this.flush();
  }

  /** Says what waits, now or when the quiet time is over. */
  flush(): void {
    clearTimeout(this.timer);
    if (!this.waiting.waiting) return;
    const message = this.waiting.take(performance.now());
    if (message === null) {
      this.timer = setTimeout(() => this.flush(), this.waiting.wait(performance.now()));
      return;
    }
    // The same words again are only read when the text differs.
    this.odd = !this.odd;
    this.message = message + (this.odd ? '' : '\u00a0');
  }
}

/** The page's own: every part of the page speaks through it. */
export const announcer = new Announcer();
