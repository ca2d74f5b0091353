import { gapOf } from './fit';
import type { LayoutInput, Presence } from './input';
import { NONE, presentById } from './input';
import type { Arrangement, GroupBox, Rect, Rects, Viewport } from './layout';
import { rectAt, rectsOf } from './layout';
import type { Levels } from './partition';
import { leafKeyOf, leavesByKey, levelsOf, partition } from './partition';
import type { RectPool } from './rectPool';
import { orderBySize } from './sizeOrder';
import { StripBuilder } from './stripBuilder';
import { Seen, placeStrips } from './strips';
import type { Strips } from './strips';
import { TreemapFrame } from './treemapFrame';
import { TreemapLayout } from './treemapLayout';
import type { Shares } from './treemapWeights';
import { fits, sharesOf, sizesOf, weigh, weighFalling } from './treemapWeights';

const PADDING = 12;
/** On a phone the mean tile has at least this side, and the map scrolls. */
const FINGER = 30;
const LONGEST_SCREENS = 12;
const LONG = 4;
const DRIFTED = 1.25;
/** Relative change of a tile's share below which nothing is seen to change. */
const UNCHANGED = 1e-9;

/**
 * Tiles sized by what clusters hold. Squarified once, by size; from then on the structure is frozen and only sizes follow
 * (spec 2.6): who stands beside whom never changes by a block. Newcomers stand in a strip of their own at their group's end, those
 * of new groups in a box at the end; leavers keep their cell. Blocks write in turn over the arrays of two layouts, so that they
 * make no garbage (`RectPool`).
 */
export class Treemap {
  /** Clusters that came since the last layout. */
  overflowed = 0;
  private readonly levels: Levels;
  private readonly frame: TreemapFrame;
  private readonly leafOfKey: Map<string, number>;
  private items: Uint32Array;
  private leafStart: Uint32Array;
  private strips: Strips;
  private stripsOf: Uint32Array;
  private shares: Shares;
  /** Of the block before the last: the next one writes over them. */
  private spareShares: Shares | null = null;
  /** Strips' own boxes, of this layout and of the one before. */
  private stripBoxes: Rects = rectsOf(0);
  private spareBoxes: Rects = rectsOf(0);
  private placed: Uint8Array;
  /** Who was there when newcomers were looked for last. */
  private seen: Uint8Array;
  private view: Viewport;
  private gap = 0;
  private aspectAtAct = 1;
  /** By leaf: has a strip of newcomers. */
  private extended: Uint8Array;
  private current: TreemapLayout;

  constructor(
    input: LayoutInput,
    private readonly arrangement: Arrangement,
    view: Viewport,
    private readonly presence: Presence,
    private readonly pool: RectPool,
    last: Treemap | null = null,
  ) {
    const sizes = sizesOf(input, arrangement.size);
    this.view = view;
    this.levels = levelsOf(arrangement);
    const parts = partition(input, presentById(input), this.levels, (rows, coding) => orderBySize(rows, coding, sizes));
    this.items = parts.rows;
    this.leafStart = new Uint32Array(parts.leaves.length + 1);
    parts.leaves.forEach(({ start, count }, g) => (this.leafStart[g + 1] = start + count));
    // Who lays out anew has no more use of what the treemap before was weighed by.
    const [items, leaves] = [this.items.length, parts.leaves.length];
    const like = last?.shares;
    this.shares = like?.weights.length === items && like.sums.length === leaves ? like : sharesOf(items, leaves, 0);
    weighFalling(this.items, this.leafStart, sizes, this.shares);
    this.extended = new Uint8Array(parts.leaves.length);
    this.seen = input.columns.present;
    this.placed = this.seen.slice(0, input.columns.size);
    this.leafOfKey = leavesByKey(parts);
    this.frame = new TreemapFrame(parts, this.shares.sums, this.content());
    [this.strips, this.stripsOf] = this.squarified(true);
    this.current = this.lay(input.columns.size, true);
    this.aspectAtAct = this.current.worstAspect;
  }

  get layout(): TreemapLayout {
    return this.current;
  }

  /** True when drift has made some tile long that was not: laying out again would help. Never done by itself. */
  get aspectDrift(): boolean {
    return this.current.worstAspect > LONG && this.current.worstAspect > DRIFTED * this.aspectAtAct;
  }

  /** A block: sizes follow on the frozen structure. Null when no size changed and none came. */
  follow(input: LayoutInput): TreemapLayout | null {
    const newcomers = this.admit(input);
    const { present, size } = input.columns;
    const { items, strips, stripsOf, shares, spareShares: spare } = this;
    const [leaves, count] = [stripsOf.length - 1, strips.upright.length];
    const next = spare && fits(spare, items.length, leaves, count) ? spare : sharesOf(items.length, leaves, count);
    weigh({ items, strips, stripsOf }, sizesOf(input, this.arrangement.size), present, shares.weights, next);
    this.spareShares = next;
    if (!newcomers && alike(shares, next)) return null;
    [this.shares, this.spareShares] = [next, shares];
    this.current = this.lay(size);
    return this.current;
  }

  /** The same structure in another viewport; squarified anew, in the same order, when that is of another kind. */
  resize(view: Viewport): TreemapLayout {
    const anew = sizeClassOf(view) !== sizeClassOf(this.view);
    this.view = view;
    if (anew) {
      [this.strips, this.stripsOf] = this.squarified(false);
      this.extended.fill(0);
    }
    this.current = this.lay(this.placed.length, anew);
    if (anew) this.aspectAtAct = this.current.worstAspect;
    return this.current;
  }

  private content(): Rect {
    const { width, height, touch } = this.view;
    const inner = Math.max(1, width - 2 * PADDING);
    const wanted = touch ? Math.min((this.items.length * FINGER * FINGER) / inner, LONGEST_SCREENS * height) : 0;
    return { x: PADDING, y: PADDING, width: inner, height: Math.max(1, height - 2 * PADDING, wanted) };
  }

  /** The squarified structure of all leaves in their present bodies; `descending`: in each the largest stands first. */
  private squarified(descending: boolean): [Strips, Uint32Array] {
    const { weights, sums } = this.shares;
    this.frame.place(sums, this.content());
    const { bodies } = this.frame;
    const builder = new StripBuilder();
    const leaves = this.leafStart.length - 1;
    const stripsOf = new Uint32Array(leaves + 1);
    for (let g = 0; g < leaves; g++) {
      const { width, height } = rectAt(bodies, g);
      builder.squarify(weights, this.leafStart[g]!, this.leafStart[g + 1]!, sums[g]!, width, height, descending);
      stripsOf[g + 1] = builder.count;
    }
    const content = this.content();
    this.gap = gapOf(Math.sqrt((content.width * content.height) / Math.max(1, this.items.length)));
    this.shares.strips = builder.weighed();
    return [builder.build(), stripsOf];
  }

  /** `framed`: the groups' boxes are already placed for these shares. */
  private lay(size: number, framed = false): TreemapLayout {
    const content = this.content();
    const { frame, strips, stripsOf, items, gap, presence, spareBoxes } = this;
    const { weights, sums, strips: stripWeights } = this.shares;
    const { length } = strips.upright;
    const rects = this.pool.take(size);
    const stripBoxes = spareBoxes.length >= 4 * length ? spareBoxes : rectsOf(length);
    [this.stripBoxes, this.spareBoxes] = [stripBoxes, this.stripBoxes];
    if (!framed) frame.place(sums, content);
    const weighed = { items, weights, strips: stripWeights };
    const seen = new Seen();
    for (let g = 0; g + 1 < stripsOf.length; g++) {
      const body = rectAt(frame.bodies, g);
      placeStrips(strips, stripsOf[g]!, stripsOf[g + 1]!, weighed, sums[g]!, body, gap, rects, stripBoxes, seen);
    }
    const bodies = frame.bodies.slice();
    const cells = { strips, stripBoxes, stripsOf, items, bodies, gap, content, presence };
    const whole = { width: this.view.width, height: Math.max(this.view.height, content.height + 2 * PADDING) };
    return new TreemapLayout(rects, size, cells, this.boxes(), whole, seen);
  }

  private boxes(): GroupBox[] {
    const { frame, items, leafStart } = this;
    const boxes: GroupBox[] = [];
    frame.outers.forEach(({ name, first, end }, o) => {
      const rows = items.subarray(leafStart[first]!, leafStart[end]!);
      if (frame.twoLevels)
        boxes.push({ ...rectAt(frame.outerBoxes, o), name, level: 0, heading: frame.outerHeadingOf(o), rows });
      for (let g = first; g < end; g++)
        boxes.push({
          ...rectAt(frame.boxes, g),
          name: frame.names[g]!,
          level: frame.twoLevels ? 1 : 0,
          heading: frame.headingOf(g),
          rows: items.subarray(leafStart[g]!, leafStart[g + 1]!),
        });
    });
    return boxes;
  }

  /** Gives newcomers a place at the end of their groups; true when there were any. */
  private admit(input: LayoutInput): boolean {
    const { size, byId, present } = input.columns;
    if (present === this.seen) return false;
    this.seen = present;
    if (size > this.placed.length) {
      const placed = new Uint8Array(size);
      placed.set(this.placed);
      this.placed = placed;
    }
    const byLeaf = new Map<number, number[]>();
    for (let i = 0; i < byId.length; i++) {
      const row = byId[i]!;
      if (present[row] !== 1 || this.placed[row] === 1) continue;
      this.placed[row] = 1;
      this.overflowed++;
      const leaf = this.leafOfKey.get(leafKeyOf(input, row, this.levels)) ?? NONE;
      byLeaf.set(leaf, [...(byLeaf.get(leaf) ?? []), row]);
    }
    if (byLeaf.size === 0) return false;
    const homeless = byLeaf.get(NONE);
    if (homeless) {
      byLeaf.delete(NONE);
      byLeaf.set(this.overflowLeaf(), homeless);
    }
    this.insert(byLeaf);
    return true;
  }

  /** The leaf of new groups, made when the first comes. */
  private overflowLeaf(): number {
    const known = this.leafOfKey.get(OVERFLOW_KEY);
    if (known !== undefined) return known;
    const leaf = this.frame.names.length;
    this.leafOfKey.set(OVERFLOW_KEY, leaf);
    this.frame.append();
    this.leafStart = Uint32Array.from([...this.leafStart, this.items.length]);
    this.stripsOf = Uint32Array.from([...this.stripsOf, this.strips.upright.length]);
    this.extended = Uint8Array.from([...this.extended, 0]);
    return leaf;
  }

  private insert(byLeaf: ReadonlyMap<number, readonly number[]>): void {
    const added = [...byLeaf.values()].reduce((sum, rows) => sum + rows.length, 0);
    const items = new Uint32Array(this.items.length + added);
    const shares = sharesOf(items.length, this.leafStart.length - 1, 0);
    const leafStart = new Uint32Array(this.leafStart.length);
    const stripsOf = new Uint32Array(this.stripsOf.length);
    const builder = new StripBuilder();
    let at = 0;
    for (let g = 0; g + 1 < leafStart.length; g++) {
      const rows = byLeaf.get(g) ?? [];
      const [from, to] = [this.leafStart[g]!, this.leafStart[g + 1]!];
      const shift = at - from;
      const [firstStrip, endStrip] = [this.stripsOf[g]!, this.stripsOf[g + 1]!];
      items.set(this.items.subarray(from, to), at);
      shares.weights.set(this.shares.weights.subarray(from, to), at);
      items.set(rows, at + to - from);
      at += to - from + rows.length;
      for (let k = firstStrip; k < endStrip; k++) {
        // Further newcomers join the strip of those before.
        const joins = rows.length > 0 && this.extended[g] === 1 && k === endStrip - 1;
        const end = joins ? at : this.strips.start[k + 1]! + shift;
        builder.add(this.strips.start[k]! + shift, end, this.strips.upright[k] === 1);
      }
      if (rows.length > 0 && this.extended[g] === 0) {
        builder.add(at - rows.length, at, endStrip === firstStrip || this.strips.upright[endStrip - 1] === 1);
        this.extended[g] = 1;
      }
      leafStart[g + 1] = at;
      stripsOf[g + 1] = builder.count;
    }
    [this.items, this.shares, this.leafStart] = [items, shares, leafStart];
    [this.strips, this.stripsOf] = [builder.build(), stripsOf];
  }
}

/** True when every tile's share of the whole is what it was. */
function alike(was: Shares, is: Shares): boolean {
  const scale = was.total / is.total;
  for (let i = 0; i < is.weights.length; i++) {
    const before = was.weights[i]!;
    if (Math.abs(is.weights[i]! * scale - before) > UNCHANGED * before) return false;
  }
  return true;
}

/** No group's name. */
const OVERFLOW_KEY = '\u0000';

/** Within one kind of viewport a treemap only rescales. */
export function sizeClassOf({ width, height, touch }: Viewport): string {
  const wide = width < 640 ? 'narrow' : width < 1100 ? 'medium' : 'wide';
  return `${wide} ${width >= height ? 'lies' : 'stands'} ${touch ? 'touch' : 'mouse'}`;
}
