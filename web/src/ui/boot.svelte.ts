import { ApiProblem, api } from './api';
import { LiveNetwork } from './live.svelte';
import { settings } from './settings.svelte';

export type BootState = 'loading' | 'unreachable' | 'empty' | 'ready';

const RETRY_MS = 3_000;

/** Finds the network to show and opens it; tries again by itself while the server doesn't answer. */
export class Boot {
  state = $state<BootState>('loading');
  problem = $state<string | null>(null);
  live = $state.raw<LiveNetwork | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;

  async start(): Promise<void> {
    clearTimeout(this.timer);
    try {
      const { networks } = await api.networks();
      const network = networks.find((n) => n.id === settings.network) ?? networks[0];
      if (!network) {
        this.state = 'empty';
        this.again();
        return;
      }
      this.live = new LiveNetwork(network.id);
      this.live.network = network;
      this.state = 'ready';
    } catch (error) {
      this.problem = error instanceof ApiProblem ? error.message : 'The server does not answer.';
      this.state = 'unreachable';
      this.again();
    }
  }

  private again(): void {
    this.timer = setTimeout(() => void this.start(), RETRY_MS);
  }
}

export function bootstrap(): Boot {
  const boot = new Boot();
  void boot.start();
  return boot;
}
