import { connection } from './connection.svelte';
import { silenceWords } from './freshnessWords';
import type { LiveNetwork } from './live.svelte';

/** Why nothing is heard of a network, as far as the page can tell. */
export function silenceOf(live: LiveNetwork): string {
  return silenceWords(live.silence, connection.online, live.reachable);
}
