import type { Stress } from '../desk/stress';
import { isCalm, stressBanner } from '../desk/stressWords';
import type { Market } from '../model/market';
import type { WireNetwork, WireReplay, WireSimulation } from '../stream/wire';
import { counted, integer } from './format';

export type NetworkState = 'live' | 'late' | 'stale' | 'replay' | 'problem' | 'reading';

/** How a network stands, in one word, as the server sees it: what is wrong comes before how fresh it is. */
export function networkState(network: WireNetwork): NetworkState {
  if (network.problem) return 'problem';
  if (!network.head || network.backfill) return 'reading';
  const { status } = network;
  return status === 'live' || status === 'late' || status === 'replay' ? status : 'stale';
}

/** What tells a network from another, beside its name: chain, size, queue. */
export function networkDetails(network: WireNetwork): string {
  const clusters = network.counts ? Object.values(network.counts).reduce((a, b) => a + b, 0) : null;
  return [
    network.chainId == null ? 'recorded feed' : `chain ${network.chainId}`,
    network.token.symbol,
    clusters === null ? null : counted(clusters, 'cluster'),
    network.queued ? `${integer(network.queued)} queued` : null,
  ]
    .filter(Boolean)
    .join(' · ');
}

const UNITS = [
  ['1 min', 60],
  ['1 h', 3_600],
  ['1 d', 86_400],
] as const;

function duration(seconds: number): string {
  const [value, unit] =
    seconds < 60 ? [seconds, 's'] : seconds < 3_600 ? [seconds / 60, 'min'] : [seconds / 3_600, 'h'];
  return `${Number(value.toPrecision(2))} ${unit}`;
}

/** How fast the record goes by: the least of minute, hour and day that lasts a second or more, and how long that is here. */
export function speedWords(speed: number | null): string {
  if (speed === null) return 'as fast as it can be read';
  if (speed === 1) return 'at the speed it was recorded';
  const [name, seconds] = UNITS.find(([, s]) => s / speed >= 1) ?? UNITS.at(-1)!;
  return `${name} = ${duration(seconds / speed)}`;
}

/** 1 h = 2 s · round 3: what the status line says of a replay; `null` where the server did not say how it plays. */
export function replayWords(replay: WireReplay | null): string {
  if (!replay) return 'A recorded feed is played; block times are those of the record.';
  return [
    speedWords(replay.speed),
    replay.round > 1 || (replay.loop && replay.round > 0) ? `round ${integer(replay.round)}` : null,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Policy simulation: and what is made up. */
export function simulationWords({ label, note }: WireSimulation): string {
  const named = sentence(label);
  return note ? `${named}: ${note}` : named;
}

/** A problem of a manifest as it reads under the file's own name: `line 3: /id: …` for `file.json:3: /id: …`. */
export function refusalWords(file: string, problem: string): string {
  if (!problem.startsWith(`${file}:`)) return problem;
  const rest = problem.slice(file.length + 1);
  return /^\d+:/.test(rest) ? `line ${rest}` : rest.trimStart();
}

/** With a capital, as a sentence begins. */
export function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Something that a ratio may depend on, and here does not. */
export interface LeftOut {
  readonly name: string;
  /** The same as a figure: its name and its value. */
  readonly short: readonly [string, string];
  readonly why: string;
}

/** What this network's ratios leave out, each with its reason; empty where price and gas both count. */
export function leftOut(market: Market): readonly LeftOut[] {
  const out: LeftOut[] = [];
  if (!market.priced)
    out.push({
      name: 'price has no effect on this network',
      short: ['price', 'has no effect'],
      why: `Collateral and requirement are both counted in ${market.symbol}`,
    });
  if (!market.gasModelled)
    out.push({
      name: 'gas is not modelled',
      short: ['gas', 'is not modelled'],
      why: 'The displayed ratio is the settlement ratio',
    });
  return out;
}

/** Whether the token's price is an input of anything that is shown. */
export function priceMatters(market: Market): boolean {
  return market.priced || market.gasModelled;
}

/** The page's title: which network this is, that it is made up where it is, and what is supposed where it is stressed. */
export function titleOf(name: string | null, simulation: WireSimulation | null, stress: Stress | null = null): string {
  if (name === null) return 'Isotherm';
  const network = simulation ? `${name} (${simulation.label})` : name;
  return [...(stress && !isCalm(stress) ? [stressBanner(stress)] : []), network, 'Isotherm'].join(' · ');
}
