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

/** All alerts of one cluster, or of the network itself. */
export interface Concern {
  /** Null for the network itself. */
  readonly cluster: string | null;
  readonly episodes: readonly WireEpisode[];
}

/**
 * Episodes by whom they are about: the network first (whoever is blind sees nothing of the rest), then by the nearest deadline
 * (`deadlineOf`: Unix seconds, null for none), then as they came. None of it changes with a block's ratios: rows keep their places.
 */
export function concerns(
  episodes: readonly WireEpisode[],
  deadlineOf: (cluster: string) => bigint | null,
): readonly Concern[] {
  const byCluster = new Map<string | null, WireEpisode[]>();
  for (const episode of episodes) {
    const known = byCluster.get(episode.cluster);
    if (known) known.push(episode);
    else byCluster.set(episode.cluster, [episode]);
  }
  const sorted = [...byCluster].map(([cluster, its]) => ({
    cluster,
    episodes: its,
    deadline: cluster === null ? null : deadlineOf(cluster),
  }));
  sorted.sort((a, b) => {
    if ((a.cluster === null) !== (b.cluster === null)) return a.cluster === null ? -1 : 1;
    if (a.deadline === b.deadline) return 0;
    if (a.deadline === null || b.deadline === null) return a.deadline === null ? 1 : -1;
    return a.deadline < b.deadline ? -1 : 1;
  });
  return sorted.map(({ cluster, episodes: its }) => ({ cluster, episodes: its }));
}

/** A ratio of the wire as it is read aside: 4 decimals at most, without zeros that say nothing. */
export const shortRatio = (ratio: string): string =>
  ratio.replace(/(\.\d{4})\d*$/, '$1').replace(/(\.\d\d)(\d*?)0+$/, '$1$2');

/** Why it fires, in the rule's words where it has any. */
export function firedWords(fired: NonNullable<WireEpisode['fired']>): string {
  if (fired.words !== '') return fired.words;
  const ratio = fired.ratio === null ? '' : `ratio ${shortRatio(fired.ratio)}`;
  return fired.threshold === null ? ratio : `${ratio || 'ratio unknown'}, under ${shortRatio(fired.threshold)}`;
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

/** Snoozes that silence nothing now: what they keep back is not there, or not yet. */
export function idleSnoozes(snoozes: readonly WireSnooze[], episodes: readonly WireEpisode[]): readonly WireSnooze[] {
  const used = new Set(
    episodes.filter((one) => one.snoozed && one.phase !== 'happened').map((one) => snoozeOf(one, snoozes)),
  );
  return snoozes.filter((snooze) => !used.has(snooze));
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
