import type { Picture } from '../src/model/picture';
import { Behind } from '../src/ui/behind.svelte';

export interface Watched {
  readonly world: { picture: Picture | null; network: string };
  readonly behind: Behind;
  end(): void;
}

/** What lists see of a world that a test changes. */
export function watching(first: Picture): Watched {
  let shown = $state.raw<Picture | null>(first);
  let network = $state('a');
  let behind: Behind | null = null;
  const end = $effect.root(() => {
    behind = new Behind(
      () => shown,
      () => network,
    );
  });
  if (!behind) throw new Error('No effect was run.');
  return {
    world: {
      get picture() {
        return shown;
      },
      set picture(next: Picture | null) {
        shown = next;
      },
      get network() {
        return network;
      },
      set network(next: string) {
        network = next;
      },
    },
    behind,
    end,
  };
}
