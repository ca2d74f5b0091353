import type { Rect, Rects } from './layout';
import { rectAt, rectsOf } from './layout';
import type { Partition } from './partition';
import { OVERFLOW_NAME } from './slots';
import { StripBuilder } from './stripBuilder';
import type { StripWeights, Strips, Weighed } from './strips';
import { placeStrips, stripWeightsOf, weighStrips } from './strips';

const HEADING = 22;
const BETWEEN = 6;
/** A group's box of less than this has no heading. */
const HEADED = { width: 64, height: 66 };
/** A heading takes at most this share of its box. */
const LARGEST_HEADING = 0.4;
const ROUNDS = 12;
const ENOUGH = 1e-5;

interface Named {
  readonly name: string;
  readonly first: number;
  readonly end: number;
}

/**
 * The boxes of a treemap's groups, on one or two levels, with frozen structure. Headings and the space between boxes cost groups
 * unequal shares, so the boxes are balanced until the bodies left for tiles are proportional to what stands in them.
 */
export class TreemapFrame {
  /** By leaf: where its tiles go, heading excluded. */
  bodies: Rects;
  /** By leaf and by outer group: the whole box. */
  boxes: Rects;
  outerBoxes: Rects;
  readonly names: string[];
  readonly outers: Named[];
  readonly twoLevels: boolean;
  private headed: Uint8Array;
  private outerHeaded: Uint8Array;
  private outerStrips: Strips;
  /** Of leaves in their outer groups, one after another; `stripsOf[o]` is where those of outer o begin. */
  private innerStrips: Strips;
  private stripsOf: Uint32Array;
  private identity: Uint32Array;
  /** Of the strips that are placed. */
  private stripWeights: StripWeights = stripWeightsOf(0);
  /** Weights of the outer groups in the round that is placed. */
  private sums: Float64Array;
  /** Weights of the leaves with which their bodies come out as they should. */
  private balanced = new Float64Array(0);

  constructor(partition: Partition, weights: Float64Array, content: Rect) {
    const { outers, leaves, levels } = partition;
    this.twoLevels = levels.inner !== 'none';
    this.outers = [...outers];
    this.names = leaves.map((leaf) => leaf.name);
    this.bodies = rectsOf(leaves.length);
    this.boxes = rectsOf(leaves.length);
    this.outerBoxes = rectsOf(outers.length);
    this.headed = new Uint8Array(leaves.length);
    this.outerHeaded = new Uint8Array(outers.length);
    this.identity = Uint32Array.from({ length: leaves.length }, (_, i) => i);
    this.sums = new Float64Array(outers.length);
    this.sumOuters(weights);
    const outer = new StripBuilder();
    outer.squarify(this.sums, 0, outers.length, sumOf(weights, 0, weights.length), content.width, content.height);
    this.outerStrips = outer.build();
    this.placeOuters(content);
    const inner = new StripBuilder();
    this.stripsOf = new Uint32Array(outers.length + 1);
    outers.forEach(({ first, end }, o) => {
      const box = rectAt(this.outerBoxes, o);
      this.outerHeaded[o] = isHeaded(box);
      if (this.twoLevels) {
        const body = underHeading(box, this.outerHeaded[o]!);
        inner.squarify(weights, first, end, this.sums[o]!, body.width, body.height);
      } else inner.add(first, end, true);
      this.stripsOf[o + 1] = inner.count;
    });
    this.innerStrips = inner.build();
    this.placeInner(weights, false);
    if (this.twoLevels) for (let g = 0; g < leaves.length; g++) this.headed[g] = isHeaded(rectAt(this.boxes, g));
    else this.headed.set(this.outerHeaded);
  }

  /** Places all boxes for the leaves' weights. */
  place(weights: Float64Array, content: Rect): void {
    const leaves = weights.length;
    if (this.balanced.length !== leaves) this.balanced = new Float64Array(leaves);
    const { balanced, bodies } = this;
    balanced.set(weights);
    const total = sumOf(weights, 0, leaves);
    for (let round = 0; round < ROUNDS; round++) {
      this.sumOuters(balanced);
      this.placeOuters(content);
      this.placeInner(balanced, true);
      let area = 0;
      for (let g = 0; g < leaves; g++) area += bodies[4 * g + 2]! * bodies[4 * g + 3]!;
      let off = 0;
      for (let g = 0; g < leaves; g++) {
        const wanted = weights[g]! / total;
        const is = (bodies[4 * g + 2]! * bodies[4 * g + 3]!) / area;
        const factor = Math.min(2, Math.max(0.5, wanted / is));
        off = Math.max(off, Math.abs(factor - 1));
        balanced[g]! *= factor;
      }
      if (off < ENOUGH) return;
    }
  }

  headingOf(leaf: number): Rect {
    return headingIn(rectAt(this.boxes, leaf), this.headed[leaf]!);
  }

  outerHeadingOf(outer: number): Rect {
    return headingIn(rectAt(this.outerBoxes, outer), this.outerHeaded[outer]!);
  }

  /** One more group after all others, for clusters of groups that were not there; without heading until the next layout. */
  append(): void {
    const leaf = this.names.length;
    this.names.push(OVERFLOW_NAME);
    this.outers.push({ name: OVERFLOW_NAME, first: leaf, end: leaf + 1 });
    const outer = this.outers.length - 1;
    this.bodies = rectsOf(leaf + 1);
    this.boxes = rectsOf(leaf + 1);
    this.outerBoxes = rectsOf(outer + 1);
    this.headed = Uint8Array.from([...this.headed, 0]);
    this.outerHeaded = Uint8Array.from([...this.outerHeaded, 0]);
    this.identity = Uint32Array.from({ length: leaf + 1 }, (_, i) => i);
    this.outerStrips = appended(this.outerStrips, outer + 1);
    this.innerStrips = appended(this.innerStrips, leaf + 1);
    this.stripsOf = Uint32Array.from([...this.stripsOf, this.innerStrips.upright.length]);
  }

  /** By the sums that `sumOuters` made last. */
  private placeOuters(content: Rect): void {
    const { outerStrips, sums, outerBoxes } = this;
    const strips = outerStrips.upright.length;
    const weighed = this.weighed(outerStrips, sums);
    placeStrips(outerStrips, 0, strips, weighed, sumOf(sums, 0, sums.length), content, BETWEEN, outerBoxes);
  }

  private placeInner(weights: Float64Array, headings: boolean): void {
    const { outerBoxes, twoLevels, stripsOf, innerStrips, boxes, bodies, headed } = this;
    const weighed = this.weighed(innerStrips, weights);
    const gap = twoLevels ? BETWEEN : 0;
    for (let o = 0; o < this.outers.length; o++) {
      const box = rectAt(outerBoxes, o);
      const body = twoLevels ? underHeading(box, this.outerHeaded[o]!) : box;
      placeStrips(innerStrips, stripsOf[o]!, stripsOf[o + 1]!, weighed, this.sums[o]!, body, gap, boxes);
    }
    if (!headings) return;
    bodies.set(boxes);
    for (let g = 0; g < headed.length; g++) {
      const height = boxes[4 * g + 3]!;
      const heading = headed[g] === 1 ? Math.min(HEADING, height * LARGEST_HEADING) : 0;
      bodies[4 * g + 1] = boxes[4 * g + 1]! + heading;
      bodies[4 * g + 3] = height - heading;
    }
  }

  private weighed(strips: Strips, weights: Float64Array): Weighed {
    const { length } = strips.upright;
    if (this.stripWeights.sum.length < length) this.stripWeights = stripWeightsOf(length);
    weighStrips(strips, 0, length, weights, this.stripWeights);
    return { items: this.identity, weights, strips: this.stripWeights };
  }

  private sumOuters(weights: Float64Array): void {
    if (this.sums.length !== this.outers.length) this.sums = new Float64Array(this.outers.length);
    for (let o = 0; o < this.sums.length; o++)
      this.sums[o] = sumOf(weights, this.outers[o]!.first, this.outers[o]!.end);
  }
}

function appended({ start, upright }: Strips, end: number): Strips {
  return { start: Uint32Array.from([...start, end]), upright: Uint8Array.from([...upright, upright.at(-1) ?? 1]) };
}

function sumOf(weights: Float64Array, from: number, end: number): number {
  let sum = 0;
  for (let i = from; i < end; i++) sum += weights[i]!;
  return sum;
}

function isHeaded({ width, height }: Rect): number {
  return width >= HEADED.width && height >= HEADED.height ? 1 : 0;
}

function headingIn(box: Rect, headed: number): Rect {
  return { ...box, height: headed === 1 ? Math.min(HEADING, box.height * LARGEST_HEADING) : 0 };
}

function underHeading(box: Rect, headed: number): Rect {
  const { height } = headingIn(box, headed);
  return { ...box, y: box.y + height, height: box.height - height };
}
