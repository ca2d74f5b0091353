import type { WireNetwork, WireRefusal } from '../stream/wire';
import { ApiProblem, api } from './api';

/** Seldom while all is known; often while there is nothing to show, and while the menu is open. */
const SELDOM_MS = 10_000;
const OFTEN_MS = 3_000;

/** Which networks the server watches, and which manifests it could not read; asked again and again by itself. */
export class Directory {
  /** `closed`: the server shows its networks to those who sign in. */
  state = $state<'loading' | 'unreachable' | 'closed' | 'ready'>('loading');
  problem = $state<string | null>(null);
  networks = $state.raw<readonly WireNetwork[]>([]);
  refused = $state.raw<readonly WireRefusal[]>([]);
  private watched = false;
  private asking: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called after every answer, and after every failure to get one. */
  constructor(private readonly changed: () => void) {}

  /** Asks now, and from now on. */
  async ask(): Promise<void> {
    clearTimeout(this.timer);
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    try {
      const { networks, refused } = await api.networks(asking.signal);
      if (asking.signal.aborted) return;
      this.networks = networks;
      this.refused = refused ?? [];
      this.state = 'ready';
    } catch (error) {
      if (asking.signal.aborted) return;
      this.problem = error instanceof ApiProblem ? error.message : 'The server does not answer.';
      if (error instanceof ApiProblem && error.status === 401) this.state = 'closed';
      else if (this.state !== 'ready') this.state = 'unreachable';
    }
    this.changed();
    const often = this.watched || this.state !== 'ready' || this.networks.length === 0;
    this.timer = setTimeout(() => void this.ask(), often ? OFTEN_MS : SELDOM_MS);
  }

  /** Someone looks at the list: it is kept fresher. */
  watch(watched: boolean): void {
    this.watched = watched;
    if (watched) void this.ask();
  }

  close(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
  }
}
