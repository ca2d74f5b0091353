import type { OwnThresholds } from '../desk/ownThresholds';
import type { Stress } from '../desk/stress';
import { isCalm, stressBanner } from '../desk/stress';
import { ZONE_WORDS } from '../map/sentences';
import type { Picture } from '../model/picture';
import { printBps } from '../model/printing';
import type { Freshness } from '../stream/freshness';
import { age, counted, integer, utc } from '../ui/format';

/** What must be known to say what a picture of the map is of. */
export interface PictureOf {
  readonly network: string;
  readonly picture: Picture;
  readonly freshness: Freshness;
  /** The head is shown; else the confirmed block. */
  readonly trusted: boolean;
  /** Server's clock, Unix ms. */
  readonly now: number;
  readonly simulation: string | null;
  readonly filter: string;
  readonly mineOnly: boolean;
  /** Clusters that the filter lets through; null without one. */
  readonly matching: number | null;
  readonly own: OwnThresholds | null;
  readonly stress: Stress | null;
}

/** All that stands beside a picture that leaves the page, on paper or as a file (spec 2.10, 12). */
export interface Facts {
  readonly title: string;
  readonly block: string;
  readonly taken: string;
  /** Thresholds in force, and what the viewer chose. */
  readonly lines: readonly string[];
  /** By zone: its name, its bounds and its count. */
  readonly legend: readonly { readonly zone: number; readonly text: string }[];
  readonly queued: string;
  /** Why this must not be taken for live figures; empty where it may. */
  readonly warnings: readonly string[];
  readonly fileName: string;
}

export function factsOf(of: PictureOf): Facts {
  const { picture, trusted, now, filter, own, stress } = of;
  const { block, market, counts } = picture;
  const [warning, critical] = [printBps(market.warningBps), printBps(market.criticalBps)];
  const all = counts.reduce((sum, count) => sum + count, 0);
  const bounds = [`> ${warning}`, `${critical} to ${warning}`, `< ${critical}`];
  const stressed = stress && !isCalm(stress) ? stressBanner(stress) : null;
  const warnings = [
    of.simulation && `${of.simulation}: not enforced by the chain`,
    stressed,
    of.freshness === 'replay' ? 'Replay of a recorded feed, not live' : null,
    trusted ? null : `Data is ${of.freshness}: confirmed block, ${age(Math.max(0, now / 1000 - block.time))} old`,
  ].filter((text): text is string => !!text);
  const matching = of.matching === null ? '' : `: ${integer(of.matching)} of ${counted(all, 'cluster')}`;
  return {
    title: of.network,
    block: `${trusted ? 'block' : 'confirmed block'} ${integer(block.number)} · ${utc(block.time)}`,
    taken: `taken ${utc(Math.floor(now / 1000))}`,
    lines: [
      `thresholds: warning ${warning}, critical ${critical}`,
      filter || of.mineOnly
        ? `filter${matching} ${[filter, of.mineOnly ? 'mine only' : ''].filter(Boolean).join(', ')}`
        : '',
      own ? `coloured by own thresholds: warning ${own.warning}, critical ${own.critical}` : '',
    ].filter((line) => line !== ''),
    legend: ZONE_WORDS.map((word, zone) => ({
      zone,
      text: `${word}${bounds[zone] ? ` ${bounds[zone]}` : ''}: ${integer(counts[zone]!)}`,
    })),
    queued: `${integer(picture.queued)} in the liquidation queue`,
    warnings,
    fileName: nameOf(of, stressed !== null),
  };
}

/** demo-18207.png; what makes it not live is in the name too. */
function nameOf({ network, picture, simulation, trusted, freshness }: PictureOf, stressed: boolean): string {
  const parts = [
    network,
    simulation,
    stressed ? 'stressed' : null,
    trusted ? (freshness === 'replay' ? 'replay' : null) : 'confirmed',
    String(picture.block.number),
  ];
  const words = parts.filter(Boolean).join('-').toLowerCase();
  return `isotherm-${words.replace(/[^a-z0-9]+/g, '-')}.png`;
}
