import type { Camera } from './camera';
import type { GroupBox } from './layout/layout';
import type { Heading } from './renderer';

/** Height of a pinned heading, and its distance from the view's edges; CSS px. */
export const PIN_HEIGHT = 22;
export const PIN_EDGE = 6;
/** Of a group less than this is in sight: nobody looks at it. */
const LEAST_WIDTH = 64;
const LEAST_HEIGHT = 36;
/** No heading that is lower has words; CSS px. */
const SMALLEST = 12;
const MOST = 12;
/** A letter's usual width, and what lies round the words; CSS px. */
const LETTER = 6.6;
const PADDING = 20;

/** A group's heading at the edge of the view; CSS px of the view. */
export interface Pin {
  readonly group: number;
  readonly x: number;
  readonly y: number;
  /** Most that it may take. */
  readonly width: number;
}

/**
 * The groups in sight whose own heading is not, and where theirs is pinned: at the edge that it left by, and never outside the group.
 * An inner group's goes below its outer one's.
 */
export function pinsOf(groups: readonly GroupBox[], { zoom, x, y, width, height }: Camera): Pin[] {
  const pins: Pin[] = [];
  for (let i = 0; i < groups.length && pins.length < MOST; i++) {
    const group = groups[i]!;
    const { heading, level } = group;
    if (heading.height * zoom < SMALLEST) continue;
    const left = group.x * zoom - x;
    const right = Math.min(width, left + group.width * zoom);
    const bottom = Math.min(height, (group.y + group.height) * zoom - y);
    const headX = heading.x * zoom - x;
    const headY = (heading.y + heading.height / 2) * zoom - y - PIN_HEIGHT / 2;
    const highest = PIN_EDGE + level * (PIN_HEIGHT + 2);
    if (headX > -1 && headY > -PIN_HEIGHT / 4) continue;
    const atX = Math.max(PIN_EDGE, headX);
    const atY = headY > highest ? headY : highest;
    if (right - atX < LEAST_WIDTH || bottom - atY < LEAST_HEIGHT || atY > height) continue;
    pins.push({ group: i, x: atX, y: atY, width: right - atX - PIN_EDGE });
  }
  return pins;
}

/** Which groups one looks at while their headings are out of sight; lies over the canvas and lets the pointer through. */
export class PinnedHeadings {
  private readonly layer = document.createElement('div');
  private readonly held: { readonly element: HTMLElement; said: string; at: string }[] = [];

  /** `canvas`: what the map is drawn on; the layer stays beside whatever takes its place. */
  constructor(canvas: HTMLElement) {
    this.layer.className = 'map-pins';
    // Each tile's own sentence says its region.
    this.layer.setAttribute('aria-hidden', 'true');
    canvas.before(this.layer);
  }

  /** Only what changed is written. */
  show(groups: readonly GroupBox[], camera: Camera, headingOf: (group: number) => Heading): void {
    const pins = camera.pannable ? pinsOf(groups, camera) : [];
    pins.forEach(({ group, x, y, width }, i) => {
      const held = (this.held[i] ??= this.hold());
      const { name, details } = headingOf(group);
      const detail = details.find((text) => (name.length + text.length) * LETTER + PADDING <= width) ?? '';
      const said = `${name}\n${detail}`;
      const at = `translate(${Math.round(x)}px, ${Math.round(y)}px) ${Math.round(width)}`;
      if (held.said !== said) {
        held.said = said;
        const strong = document.createElement('b');
        strong.textContent = name;
        held.element.replaceChildren(strong, ` ${detail}`);
      }
      if (held.at === at) return;
      held.at = at;
      held.element.style.transform = at.slice(0, at.indexOf(')') + 1);
      held.element.style.maxWidth = `${Math.round(width)}px`;
      held.element.hidden = false;
    });
    for (const held of this.held.slice(pins.length)) {
      if (held.at === '') continue;
      held.at = '';
      held.element.hidden = true;
    }
  }

  private hold(): { element: HTMLElement; said: string; at: string } {
    const element = document.createElement('p');
    this.layer.append(element);
    return { element, said: '', at: '' };
  }
}
