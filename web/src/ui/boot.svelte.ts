import { warmUp } from '../map/warm';
import { Directory } from './directory.svelte';
import { LiveNetwork } from './live.svelte';

export type BootState = 'loading' | 'unreachable' | 'closed' | 'empty' | 'refused' | 'unknown' | 'ready';

/** Opens the network that is wanted, one at a time; follows the list of networks while there is none to open. */
export class Boot {
  state = $state<BootState>('loading');
  live = $state.raw<LiveNetwork | null>(null);
  /** Id that the URL names; null for the first network there is. */
  wanted = $state<string | null>(null);
  readonly directory = new Directory(() => this.settle());

  /** `name` is told the id of a network that was opened without being asked for by name, where there are several. */
  constructor(private readonly name: (id: string) => void) {}

  start(wanted: string | null): void {
    this.wanted = wanted;
    void this.directory.ask();
  }

  /** Leaves the network that is shown for another; null for the first. */
  show(wanted: string | null): void {
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    this.settle();
  }

  close(): void {
    this.directory.close();
    this.leave();
  }

  private settle(): void {
    const { state, networks, refused } = this.directory;
    // Of a server that stopped answering, the open network itself says more.
    if (state !== 'ready') {
      if (state === 'closed') this.leave();
      this.state = state;
      return;
    }
    const network = this.wanted === null ? networks[0] : networks.find(({ id }) => id === this.wanted);
    if (!network) {
      this.leave();
      this.state = networks.length > 0 ? 'unknown' : refused.length > 0 ? 'refused' : 'empty';
      return;
    }
    if (this.live?.id !== network.id) {
      this.leave();
      warmUp(Object.values(network.counts ?? {}).reduce((sum, count) => sum + count, 0));
      this.live = new LiveNetwork(network.id, network);
    }
    this.state = 'ready';
    if (this.wanted === null && networks.length > 1) this.name(network.id);
  }

  private leave(): void {
    this.live?.close();
    this.live = null;
  }
}
