import type { WireNotice } from './wire';

/**
 * What browser channels put up since the page was opened, each once. The first answer only says where to begin: what was put up
 * before is in the history.
 */
export class Notices {
  private after: string | null = null;
  private begun = false;
  private readonly seen = new Set<string>();

  constructor(private readonly ask: (after: string | null) => Promise<readonly WireNotice[]>) {}

  /** Those that are new, oldest first. */
  async fresh(): Promise<readonly WireNotice[]> {
    const answer = await this.ask(this.after);
    const fresh = answer.filter((notice) => !this.seen.has(notice.id));
    for (const { id, at } of fresh) {
      this.seen.add(id);
      if (this.after === null || at > this.after) this.after = at;
    }
    if (this.begun) return [...fresh].reverse();
    this.begun = true;
    return [];
  }
}
