import { Zone } from '../model/zone';
import { Pulses } from './pulses';
import type { Scene } from './scene';
import { bandsOf } from './scene';
import { ABSENT_WORD, FOCUSED, HOVERED, LINE, SELECTED, decide, decideAfter } from './tileState';

const MARKS = { selected: SELECTED, focused: FOCUSED, hovered: HOVERED } as const;
export type Mark = keyof typeof MARKS;

/** The look of every tile, one word each: what the scene decides, and the marks of pointer, keyboard and pulse. */
export class Looks {
  words = new Uint32Array(LINE).fill(ABSENT_WORD);
  private readonly pulses = new Pulses();
  private readonly marked: Record<Mark, number | null> = { selected: null, focused: null, hovered: null };
  private scene: Scene | null = null;

  /** Decides every tile's look anew. Only a new picture makes tiles pulse, not a threshold or a stress that is dragged. */
  show(scene: Scene, now: number): void {
    const before = this.scene;
    this.scene = scene;
    const { picture, own, stressed, matches, lit } = scene;
    const size = picture.zones.length;
    if (before && stressed && onlyStressed(before, scene)) {
      decideAfter(size, stressed, bandsOf(scene), this.words);
      return;
    }
    this.reserve(size);
    const { queueState } = picture.columns;
    decide({ size, now: own ?? picture, after: stressed, bands: bandsOf(scene), matches, lit, queueState }, this.words);
    if (before && before.picture !== picture && (before.own === null) === (own === null)) {
      const crossed = crossings((before.own ?? before.picture).zones, (own ?? picture).zones);
      this.pulses.start(crossed, size, this.words, now);
    }
  }

  /** Moves a mark; returns the rows that look different. */
  mark(mark: Mark, row: number | null): number[] {
    const was = this.marked[mark];
    if (was === row) return [];
    this.marked[mark] = row;
    const bit = MARKS[mark];
    if (was !== null) this.words[was] = this.words[was]! & ~bit;
    if (row !== null) this.words[row] = this.words[row]! | bit;
    return [was, row].filter((r) => r !== null);
  }

  at(mark: Mark): number | null {
    return this.marked[mark];
  }

  get pulsing(): boolean {
    return this.pulses.running;
  }

  /** Ends pulses that are over; true when words have changed. */
  advance(now: number): boolean {
    return this.pulses.advance(this.words, now);
  }

  private reserve(size: number): void {
    if (size <= this.words.length) return;
    const longer = new Uint32Array(Math.ceil(size / LINE) * LINE).fill(ABSENT_WORD);
    longer.set(this.words);
    this.words = longer;
  }
}

/** Whether two scenes differ in nothing but what is supposed. */
function onlyStressed(before: Scene, scene: Scene): boolean {
  const { picture, own, ownThresholds, matches, lit } = scene;
  return (
    before.picture === picture &&
    before.own === own &&
    before.ownThresholds === ownThresholds &&
    before.matches === matches &&
    before.lit === lit
  );
}

/** Rows whose colour's zone is another now. */
function crossings(before: Uint8Array, after: Uint8Array): number[] {
  const crossed: number[] = [];
  const look = (from: number, to: number): void => {
    for (let row = from; row < to; row++) {
      const was = before[row]!;
      const is = after[row]!;
      if (was !== is && was <= Zone.red && is <= Zone.red) crossed.push(row);
    }
  };
  const rows = Math.min(before.length, after.length);
  // Few rows cross in a block: four at a time are found alike at a glance.
  const [were, are] = [foursOf(before, rows), foursOf(after, rows)];
  const fours = Math.min(were.length, are.length);
  for (let i = 0; i < fours; i++) if (were[i] !== are[i]) look(4 * i, 4 * i + 4);
  look(4 * fours, rows);
  return crossed;
}

/** The same bytes four by four; none where they do not begin at a word. */
function foursOf({ buffer, byteOffset }: Uint8Array, bytes: number): Uint32Array {
  return byteOffset % 4 === 0 ? new Uint32Array(buffer, byteOffset, bytes >> 2) : new Uint32Array(0);
}
