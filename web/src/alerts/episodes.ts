import type { WireEpisode, WireRule, WireSnooze } from './wire';

/** What an episode is to who looks: it needs somebody, it may soon, it is silenced. */
export interface Standing {
  readonly firing: readonly WireEpisode[];
  readonly pending: readonly WireEpisode[];
  readonly snoozed: readonly WireEpisode[];
}

/** It holds and nobody silenced it. An episode that is over and only remembered does not count. */
export const isFiring = (episode: WireEpisode): boolean =>
  !episode.snoozed && (episode.phase === 'firing' || episode.phase === 'leaving' || episode.phase === 'blind');

/** Episodes by what they ask of people; the worst ratio first, what has none behind. */
export function standing(episodes: readonly WireEpisode[]): Standing {
  const ratio = (episode: WireEpisode): number => Number(episode.fired?.ratio ?? Infinity);
  const sorted = [...episodes].sort((a, b) => {
    const [left, right] = [ratio(a), ratio(b)];
    return left === right ? 0 : left < right ? -1 : 1;
  });
  return {
    firing: sorted.filter(isFiring),
    pending: sorted.filter((episode) => !episode.snoozed && episode.phase === 'pending'),
    snoozed: sorted.filter((episode) => episode.snoozed && episode.phase !== 'happened'),
  };
}

const PHASES: Readonly<Record<WireEpisode['phase'], string>> = {
  pending: 'pending',
  firing: 'firing',
  leaving: 'firing, about to end',
  happened: 'happened',
  blind: 'blind: the ratio is unknown',
};

export const phaseWords = (episode: WireEpisode): string => PHASES[episode.phase];

/** The snooze that silences an episode: its cluster's own, else its rule's. */
export function snoozeOf(episode: WireEpisode, snoozes: readonly WireSnooze[]): WireSnooze | null {
  const ofRule = snoozes.filter((snooze) => snooze.rule === episode.rule);
  return (
    ofRule.find((snooze) => episode.cluster !== null && (snooze.cluster ?? null) === episode.cluster) ??
    ofRule.find((snooze) => (snooze.cluster ?? null) === null) ??
    null
  );
}

const HOUR = 3_600_000;

/** One click's worth of silence: an hour, for this cluster under this rule alone. `now` in Unix milliseconds. */
export function hourOfSilence(episode: Pick<WireEpisode, 'rule' | 'cluster'>, now: number): WireSnooze {
  const until = new Date(now + HOUR).toISOString();
  return { rule: episode.rule, ...(episode.cluster !== null && { cluster: episode.cluster }), until };
}

/** Rules about a cluster that watch it by its own id or its operator's address. */
export function rulesAbout(
  rules: readonly WireRule[],
  network: string,
  cluster: string,
  operator: string,
): readonly WireRule[] {
  return rules.filter(
    ({ network: on, scope }) =>
      on === network &&
      (scope.clusters?.includes(cluster) === true ||
        scope.operators?.some((address) => address.toLowerCase() === operator.toLowerCase()) === true),
  );
}
