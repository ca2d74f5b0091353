import { gapOf } from './fit';
import type { LayoutInput, Presence } from './input';
import { NONE, presentById } from './input';
import type { Arrangement, GroupBox, Rect, Viewport } from './layout';
import type { Levels } from './partition';
import { leafKeyOf, leavesByKey, levelsOf, partition } from './partition';
import { sortByKey } from './stableSort';
import type { Rects, Strips } from './strips';
import { StripBuilder, placeStrips, rectsOf } from './strips';
import { TreemapFrame, rectAt } from './treemapFrame';
import { TreemapLayout } from './treemapLayout';
import { sizesOf, weigh } from './treemapWeights';

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
 * of new groups in a box at the end; leavers keep their cell.
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
  private weights: Float64Array;
  private total: number;
  private placed: Uint8Array;
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
  ) {
    const sizes = sizesOf(input, arrangement.size);
    this.view = view;
    this.levels = levelsOf(arrangement);
    const parts = partition(input, bySize(presentById(input), sizes), this.levels);
    this.items = parts.rows;
    this.weights = new Float64Array(this.items.length);
    this.total = weigh(this.items, sizes, input.columns.present, null, this.weights);
    this.leafStart = Uint32Array.from([...parts.leaves.map((leaf) => leaf.start), this.items.length]);
    this.extended = new Uint8Array(parts.leaves.length);
    this.placed = new Uint8Array(input.columns.size);
    for (const row of this.items) this.placed[row] = 1;
    this.leafOfKey = leavesByKey(parts);
    this.frame = new TreemapFrame(parts, this.leafWeights(), this.content());
    [this.strips, this.stripsOf] = this.squarified();
    this.current = this.lay(input.columns.size);
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
    const weights = new Float64Array(this.items.length);
    const total = weigh(this.items, sizesOf(input, this.arrangement.size), present, this.weights, weights);
    if (!newcomers && this.alike(weights, total)) return null;
    [this.weights, this.total] = [weights, total];
    this.current = this.lay(size);
    return this.current;
  }

  /** The same structure in another viewport; squarified anew, in the same order, when that is of another kind. */
  resize(view: Viewport): TreemapLayout {
    const anew = sizeClassOf(view) !== sizeClassOf(this.view);
    this.view = view;
    if (anew) {
      [this.strips, this.stripsOf] = this.squarified();
      this.extended.fill(0);
    }
    this.current = this.lay(this.placed.length);
    if (anew) this.aspectAtAct = this.current.worstAspect;
    return this.current;
  }

  private content(): Rect {
    const { width, height, touch } = this.view;
    const inner = Math.max(1, width - 2 * PADDING);
    const wanted = touch ? Math.min((this.items.length * FINGER * FINGER) / inner, LONGEST_SCREENS * height) : 0;
    return { x: PADDING, y: PADDING, width: inner, height: Math.max(1, height - 2 * PADDING, wanted) };
  }

  /** The squarified structure of all leaves in their present bodies. */
  private squarified(): [Strips, Uint32Array] {
    this.frame.place(this.leafWeights(), this.content());
    const { bodies } = this.frame;
    const builder = new StripBuilder();
    const leaves = this.leafStart.length - 1;
    const stripsOf = new Uint32Array(leaves + 1);
    for (let g = 0; g < leaves; g++) {
      const { width, height } = rectAt(bodies, g);
      builder.squarify(this.weights, this.leafStart[g]!, this.leafStart[g + 1]!, width, height);
      stripsOf[g + 1] = builder.count;
    }
    const content = this.content();
    this.gap = gapOf(Math.sqrt((content.width * content.height) / Math.max(1, this.items.length)));
    return [builder.build(), stripsOf];
  }

  private lay(size: number): TreemapLayout {
    const content = this.content();
    const rects = rectsOf(size);
    const stripBoxes = rectsOf(this.strips.upright.length);
    const { frame, strips, stripsOf, items, weights, gap, presence } = this;
    frame.place(this.leafWeights(), content);
    let worst = 1;
    for (let g = 0; g + 1 < stripsOf.length; g++) {
      const body = rectAt(frame.bodies, g);
      const [from, to] = [stripsOf[g]!, stripsOf[g + 1]!];
      worst = Math.max(worst, placeStrips(strips, from, to, items, weights, body, gap, rects, stripBoxes));
    }
    const bodies = copyOf(frame.bodies);
    const cells = { strips, stripBoxes, stripsOf, items, bodies, gap, content, presence };
    const whole = { width: this.view.width, height: Math.max(this.view.height, content.height + 2 * PADDING) };
    return new TreemapLayout(rects, cells, this.boxes(), whole, worst);
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

  private leafWeights(): Float64Array {
    const { leafStart, weights } = this;
    const sums = new Float64Array(leafStart.length - 1);
    for (let g = 0; g < sums.length; g++) {
      let sum = 0;
      for (let i = leafStart[g]!; i < leafStart[g + 1]!; i++) sum += weights[i]!;
      sums[g] = sum;
    }
    return sums;
  }

  /** True when every tile's share of the whole is what it was. */
  private alike(weights: Float64Array, total: number): boolean {
    const scale = this.total / total;
    for (let i = 0; i < weights.length; i++) {
      const was = this.weights[i]!;
      if (Math.abs(weights[i]! * scale - was) > UNCHANGED * was) return false;
    }
    return true;
  }

  /** Gives newcomers a place at the end of their groups; true when there were any. */
  private admit(input: LayoutInput): boolean {
    const { size, byId, present } = input.columns;
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
    const weights = new Float64Array(items.length);
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
      weights.set(this.weights.subarray(from, to), at);
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
    [this.items, this.weights, this.leafStart] = [items, weights, leafStart];
    [this.strips, this.stripsOf] = [builder.build(), stripsOf];
  }
}

/** No group's name. */
const OVERFLOW_KEY = '\u0000';

/** The largest first; what has no size last, by id. */
function bySize(rows: Uint32Array, sizes: Float64Array): Uint32Array {
  const keys = new Float64Array(sizes.length);
  for (let row = 0; row < sizes.length; row++) keys[row] = sizes[row]! > 0 ? -sizes[row]! : 0;
  sortByKey(rows, keys);
  return rows;
}

/** Within one kind of viewport a treemap only rescales. */
export function sizeClassOf({ width, height, touch }: Viewport): string {
  const wide = width < 640 ? 'narrow' : width < 1100 ? 'medium' : 'wide';
  return `${wide} ${width >= height ? 'lies' : 'stands'} ${touch ? 'touch' : 'mouse'}`;
}

function copyOf({ x, y, width, height }: Rects): Rects {
  return { x: x.slice(), y: y.slice(), width: width.slice(), height: height.slice() };
}
