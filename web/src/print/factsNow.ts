import type { LiveNetwork } from '../ui/live.svelte';
import type { settings } from '../ui/settings.svelte';
import type { Facts } from './facts';
import { factsOf } from './facts';

/** The facts of what the page shows now; null before the first block. `matching`: clusters that the filter lets through. */
export function factsNow(live: LiveNetwork, chosen: typeof settings, matching: number | null): Facts | null {
  const { shown: picture, freshness, trusted, now } = live;
  if (!picture) return null;
  const { filter, mineOnly, own, stress } = chosen;
  const network = live.network?.name ?? live.id;
  const simulation = live.simulation?.label ?? null;
  return factsOf({ network, picture, freshness, trusted, now, simulation, filter, mineOnly, matching, own, stress });
}
