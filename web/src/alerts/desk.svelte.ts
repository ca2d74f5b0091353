import { ApiProblem } from '../ui/api';
import { authApi } from '../account/authApi';
import type { WireAccount } from '../account/wire';
import { visitor } from '../ui/visitor.svelte';
import { alertsApi } from './alertsApi';
import { concerns, isFiring } from './episodes';
import type { WireChannelRow, WireEpisodes, WireRule, WireSnooze } from './wire';

/** One sentence of what went wrong. */
export function faultWords(fault: unknown): string {
  if (fault instanceof ApiProblem) return fault.message;
  return fault instanceof TypeError ? 'The server does not answer.' : String(fault);
}

/** Alerts of who is signed in, on one network. Everything of the page that shows alerts reads it. */
class AlertDesk {
  /** `asked` before the first answer, `nobody` where nobody is signed in. */
  state = $state<'asked' | 'nobody' | 'there' | 'missing'>('asked');
  /** The sign-in ended while the page was open, and nobody ended it here. */
  expired = $state(false);
  account = $state.raw<WireAccount | null>(null);
  rules = $state.raw<readonly WireRule[]>([]);
  channels = $state.raw<readonly WireChannelRow[]>([]);
  snoozes = $state.raw<readonly WireSnooze[]>([]);
  now = $state.raw<WireEpisodes>({ episodes: [], incidents: [] });
  /** Why nothing, or nothing new, is shown; null where all is well. */
  problem = $state<string | null>(null);
  network: string | null = null;
  private turn = 0;

  /** Who asks, then all of theirs on a network. */
  async open(network: string): Promise<void> {
    if (network !== this.network) this.now = { episodes: [], incidents: [] };
    this.network = network;
    const turn = ++this.turn;
    await this.attempt(async () => {
      const me = await authApi.me();
      if (turn !== this.turn) return;
      this.account = me.account;
      this.expired &&= me.account === null;
      if (me.account) await this.load();
      else this.forget();
    });
  }

  /** All of it anew. */
  async load(): Promise<void> {
    await this.attempt(async () => {
      const turn = this.turn;
      const [rules, channels] = await Promise.all([alertsApi.rules(), alertsApi.channels()]);
      if (turn !== this.turn) return;
      [this.rules, this.channels] = [rules, channels];
      await this.look();
    });
  }

  /** What fires now; asked while the page is open. */
  async refresh(): Promise<void> {
    if (this.account) await this.attempt(() => this.look());
  }

  async snooze(snooze: WireSnooze): Promise<void> {
    await alertsApi.snooze(snooze);
    await this.refresh();
  }

  async wake(rule: string, cluster: string | null): Promise<void> {
    await alertsApi.wake(rule, cluster);
    await this.refresh();
  }

  rule(id: string): WireRule | null {
    return this.rules.find((rule) => rule.id === id) ?? null;
  }

  channelName(id: string): string {
    return this.channels.find((row) => row.channel.id === id)?.channel.name ?? 'a deleted channel';
  }

  private async look(): Promise<void> {
    const { network, turn } = this;
    if (network === null) return;
    const [now, snoozes] = await Promise.all([alertsApi.episodes(network), alertsApi.snoozes()]);
    if (turn !== this.turn) return;
    [this.now, this.snoozes] = [now, snoozes];
    this.state = 'there';
    visitor.firing = concerns(now.episodes.filter(isFiring), () => null).length;
  }

  private forget(): void {
    [this.rules, this.channels, this.snoozes] = [[], [], []];
    this.now = { episodes: [], incidents: [] };
    this.state = 'nobody';
    visitor.firing = null;
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.problem = null;
    } catch (fault) {
      if (fault instanceof ApiProblem && fault.status === 401) {
        this.expired = this.account !== null;
        this.account = null;
        this.forget();
        return;
      }
      this.problem = faultWords(fault);
      if (this.state === 'asked') this.state = 'missing';
    }
  }
}

/** The page's own. */
export const desk = new AlertDesk();
