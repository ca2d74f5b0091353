import { Zone } from '../model/zone';
import { counted } from './format';

/** Least ms between two messages of the page's live region. */
export const QUIET_MS = 5_000;
const NAMED = 3;

const TURNED: Record<Zone, string> = {
  [Zone.green]: 'turned safe',
  [Zone.yellow]: 'turned warning',
  [Zone.red]: 'turned red',
  [Zone.unknown]: 'became unknown',
  [Zone.exempt]: 'became exempt',
  [Zone.liquidated]: 'liquidated',
};
/** What matters most is said first. */
const ORDER: readonly Zone[] = [Zone.liquidated, Zone.red, Zone.unknown, Zone.yellow, Zone.green, Zone.exempt];

interface Crossing {
  readonly name: string;
  readonly from: Zone;
  to: Zone;
}

/**
 * What the page says by itself to who cannot see it: one message at a time, never more than one in 5 s, and nothing is lost: what
 * happens meanwhile is rolled up into the next. Knows no clock; times are ms of any steady one.
 */
export class Announcements {
  private readonly crossings = new Map<number, Crossing>();
  private readonly queued = new Map<number, string>();
  private readonly said = new Map<string, string>();
  private entered = 0;
  private gone = 0;
  private lastAt = Number.NEGATIVE_INFINITY;

  get waiting(): boolean {
    return this.crossings.size + this.queued.size + this.said.size + this.entered + this.gone > 0;
  }

  /** ms until the next message may be said; 0 for now. */
  wait(now: number): number {
    return Math.max(0, this.lastAt + QUIET_MS - now);
  }

  /** A row's zone changed; of several changes before the next message the first and the last count. */
  crossed(row: number, name: string, from: Zone, to: Zone): void {
    const known = this.crossings.get(row);
    if (known) known.to = to;
    else this.crossings.set(row, { name, from, to });
  }

  enteredQueue(row: number, name: string): void {
    this.queued.set(row, name);
  }

  registered(count: number): void {
    this.entered += count;
  }

  disappeared(count: number): void {
    this.gone += count;
  }

  /** A sentence of another part of the page; of one topic the last one before the next message counts. */
  say(sentence: string, topic = sentence): void {
    this.said.set(topic, sentence);
  }

  /** The next message, or null while it must be quiet or has nothing to say. */
  take(now: number): string | null {
    if (!this.waiting || this.wait(now) > 0) return null;
    this.lastAt = now;
    const parts = [...this.said.values(), ...this.crossingWords()];
    if (this.queued.size > 0) parts.push(`${named([...this.queued.values()])} entered the liquidation queue`);
    if (this.entered > 0) parts.push(`${counted(this.entered, 'cluster')} registered`);
    if (this.gone > 0) parts.push(`${counted(this.gone, 'cluster')} gone`);
    this.crossings.clear();
    this.queued.clear();
    this.said.clear();
    this.entered = this.gone = 0;
    return `${parts.join('. ')}.`;
  }

  private crossingWords(): string[] {
    const all = [...this.crossings.values()];
    const words = ORDER.flatMap((zone) => {
      const names = all.filter(({ from, to }) => to === zone && from !== to).map(({ name }) => name);
      return names.length > 0 ? [`${named(names, TURNED[zone])}`] : [];
    });
    const back = all.filter(({ from, to }) => from === to).map(({ name }) => name);
    if (back.length > 0) words.push(named(back, 'crossed and came back'));
    return words;
  }
}

/** 2 clusters turned red: a, b; and of more than three the first three and how many more. */
function named(names: readonly string[], verb = ''): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  const list = names.slice(0, NAMED).join(', ') + more;
  return verb ? `${counted(names.length, 'cluster')} ${verb}: ${list}` : list;
}
