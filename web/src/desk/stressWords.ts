/** What is tried on the network: whole per cent, −99 to +900; `depth` in token base units, null where it is not asked. */
export interface Stress {
  readonly price: number;
  readonly demand: number;
  readonly gas: number;
  readonly requirement: number;
  readonly depth: bigint | null;
}

export const LEAST = -99;
export const MOST = 900;
export const CALM: Stress = { price: 0, demand: 0, gas: 0, requirement: 0, depth: null };

export type Knob = 'price' | 'demand' | 'gas' | 'requirement';

/** What can be supposed, each in whole per cent of what is now; `gas` is the base fee, `requirement` every class's base. */
export const KNOBS: readonly Knob[] = ['price', 'demand', 'gas', 'requirement'];

/** Nothing is supposed: every knob stands at 0. A depth alone sells nothing. */
export function isCalm(stress: Stress): boolean {
  return KNOBS.every((knob) => stress[knob] === 0);
}

/** −20 %, +900 %, 0 %. */
export function percent(change: number): string {
  return `${change < 0 ? '\u2212' : change > 0 ? '+' : ''}${Math.abs(change)}\u202f%`;
}

/** `price −20 %, gas +50 %`: what is supposed, for the watermark, the title and the print. */
export function stressWords(stress: Stress): string {
  const moved = KNOBS.filter((knob) => stress[knob] !== 0).map((knob) => `${knob} ${percent(stress[knob])}`);
  if (moved.length === 0) return 'nothing changed';
  return moved.join(', ') + (stress.depth === null ? '' : ', with cascade');
}

/** `STRESS — not live: price −20 %`: what every picture of a stressed map says, and its title. */
export function stressBanner(stress: Stress): string {
  return `STRESS \u2014 not live: ${stressWords(stress)}`;
}
