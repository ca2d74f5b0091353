import { Zone } from '../../model/zone';
import type { Rect } from '../layout/layout';
import type { Paints } from '../paints';
import type { Fill } from '../palette';
import { pulseOf } from '../pulses';
import {
  DIMMED,
  FOCUSED,
  FREE,
  HOVERED,
  LIT,
  NOTHING,
  QUEUED,
  SELECTED,
  afterStepOf,
  afterZoneOf,
  zoneOf,
} from '../tileState';
import { HALVES_FROM, PLAIN_LEFT, RADIUS, TEXTURED_FROM } from '../typography';
import { Textures } from './textures';

/** A tile as it is to be drawn: where, what (its word of tileState.ts), when. */
export interface Drawn {
  readonly rect: Rect;
  readonly word: number;
  readonly late: boolean;
  readonly now: number;
}

/** Draws tiles without their words on a 2D context whose unit is the CSS px. The shader of gl/shaders.ts in other terms. */
export class TilePainter {
  private readonly textures: Textures;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    pixelRatio: number,
    private readonly paints: Paints,
  ) {
    this.textures = new Textures(context, pixelRatio);
  }

  tile({ rect, word, late, now }: Drawn): void {
    const zone = zoneOf(word);
    if (zone === NOTHING) return;
    const dimmed = (word & DIMMED) !== 0;
    const least = Math.min(rect.width, rect.height);
    if (least < TEXTURED_FROM) this.plain(rect, word, zone, dimmed, least, now);
    else if (zone === Zone.liquidated) this.ghost(rect, dimmed);
    else if (zone === FREE) this.fill(rect, this.paints.colours.free);
    else this.textured(rect, word, late, now);
    if (word & (FOCUSED | SELECTED | HOVERED)) this.ring(rect, word, least);
  }

  private textured(rect: Rect, word: number, late: boolean, now: number): void {
    const c = this.context;
    const dimmed = (word & DIMMED) !== 0;
    const fill = this.paints.fill(word);
    this.fill(rect, fill.css);
    this.texture(rect, rect.x + PLAIN_LEFT, zoneOf(word), fill, late, dimmed);
    if (afterZoneOf(word) !== NOTHING) this.after(rect, word, late, dimmed);
    if (word & QUEUED) this.doubleOutline(rect, dimmed);
    else if (!dimmed) {
      const edge = this.paints.edge(zoneOf(word));
      if (edge) this.outline(rect, 0.5, 1, edge);
    }
    if (word & LIT) this.outline(rect, 1, 2, this.paints.colours.focus);
    const pulse = pulseOf(word, now);
    if (pulse >= 1) return;
    c.globalAlpha = 1 - pulse;
    this.outline(rect, 1 + 5 * pulse, 2.5, fill.ink);
    c.globalAlpha = 1;
  }

  /** The right half, as the tile would be under stress. */
  private after(rect: Rect, word: number, late: boolean, dimmed: boolean): void {
    const c = this.context;
    const middle = rect.x + Math.floor(rect.width / 2);
    const fill = this.paints.at(afterZoneOf(word), afterStepOf(word), dimmed);
    c.save();
    c.beginPath();
    c.rect(middle, rect.y, rect.x + rect.width - middle, rect.height);
    c.clip();
    this.fill(rect, fill.css);
    this.texture(rect, rect.x + PLAIN_LEFT, afterZoneOf(word), fill, late, dimmed);
    c.restore();
    if (rect.width < HALVES_FROM) return;
    c.fillStyle = this.paints.colours.page;
    c.fillRect(middle - 0.5, rect.y, 1, rect.height);
  }

  private texture(rect: Rect, left: number, zone: number, fill: Fill, late: boolean, dimmed: boolean): void {
    const soft = fill.ink === '#000000' ? 'rgba(0,0,0,' : 'rgba(255,255,255,';
    if (zone === Zone.red) this.cover(rect, left, this.textures.hatch(`${soft}0.2)`));
    if (zone === Zone.unknown) {
      this.context.globalAlpha = dimmed ? 0.4 : 1;
      this.cover(rect, left, this.textures.crossHatch(this.paints.colours.unknownInk));
      this.context.globalAlpha = 1;
    }
    if (late) this.cover(rect, left, this.textures.dots(`${soft}0.3)`));
  }

  private cover(rect: Rect, left: number, pattern: CanvasPattern): void {
    const c = this.context;
    c.save();
    this.box(rect, 0, this.radius(rect));
    c.clip();
    c.translate(left, rect.y);
    c.fillStyle = pattern;
    c.fillRect(0, 0, rect.x + rect.width - left, rect.height);
    c.restore();
  }

  private plain(rect: Rect, word: number, zone: number, dimmed: boolean, least: number, now: number): void {
    const c = this.context;
    const { colours } = this.paints;
    if (zone === Zone.liquidated) {
      c.globalAlpha = dimmed ? 0.22 : 0.55;
      c.fillStyle = colours.ghost;
    } else c.fillStyle = this.paints.fill(word).css;
    const split = afterZoneOf(word) !== NOTHING && zone < FREE;
    const before = split ? Math.floor(rect.width / 2) : rect.width;
    c.fillRect(rect.x, rect.y, before, rect.height);
    if (split) {
      c.fillStyle = this.paints.at(afterZoneOf(word), afterStepOf(word), dimmed).css;
      c.fillRect(rect.x + before, rect.y, rect.width - before, rect.height);
    }
    c.globalAlpha = 1;
    if (word & QUEUED && least >= 5) this.outline(rect, 0.5, 1, colours.ring);
    const pulse = pulseOf(word, now);
    const lit = (word & LIT) !== 0;
    if (!lit && pulse >= 1) return;
    c.globalAlpha = lit ? 0.35 : 0.5 * (1 - pulse);
    c.fillStyle = lit ? colours.focus : this.paints.fill(word).ink;
    c.fillRect(rect.x, rect.y, rect.width, rect.height);
    c.globalAlpha = 1;
  }

  private fill(rect: Rect, css: string): void {
    this.context.fillStyle = css;
    this.box(rect, 0, this.radius(rect));
    this.context.fill();
  }

  private ghost(rect: Rect, dimmed: boolean): void {
    const c = this.context;
    c.globalAlpha = dimmed ? 0.4 : 1;
    c.setLineDash([3, 3]);
    this.outline(rect, 0.5, 1, this.paints.colours.ghost);
    c.setLineDash([]);
    c.globalAlpha = 1;
  }

  private doubleOutline(rect: Rect, dimmed: boolean): void {
    const { ring, ringGap } = this.paints.colours;
    this.outline(rect, 2.25, 1.5, ringGap);
    this.context.globalAlpha = dimmed ? 0.4 : 1;
    this.outline(rect, 0.75, 1.5, ring);
    this.outline(rect, 3.5, 1, ring);
    this.context.globalAlpha = 1;
  }

  private ring(rect: Rect, word: number, least: number): void {
    const { focus, selected, ringGap } = this.paints.colours;
    const off = Math.max(0, (8 - least) / 2);
    const width = word & (FOCUSED | SELECTED) ? 2.5 : 1.5;
    this.outline(rect, -off - width / 2, width, word & FOCUSED ? focus : selected);
    if (least >= TEXTURED_FROM) this.outline(rect, 0.75, 1.5, ringGap);
  }

  private outline(rect: Rect, inset: number, width: number, colour: string): void {
    const c = this.context;
    c.strokeStyle = colour;
    c.lineWidth = width;
    this.box(rect, inset, Math.max(1, this.radius(rect) - inset));
    c.stroke();
  }

  private radius(rect: Rect): number {
    return Math.min(RADIUS, Math.min(rect.width, rect.height) * 0.16);
  }

  private box(rect: Rect, inset: number, radius: number): void {
    const c = this.context;
    c.beginPath();
    c.roundRect(rect.x + inset, rect.y + inset, rect.width - 2 * inset, rect.height - 2 * inset, radius);
  }
}

/** How late a tile is drawn, 0 to 2: where tiles are thinner than a pixel, what is worse stays on top. */
export function danger(word: number): number {
  const [zone, after] = [zoneOf(word), afterZoneOf(word)];
  if (zone === Zone.red || after === Zone.red) return 2;
  return zone === Zone.yellow || after === Zone.yellow ? 1 : 0;
}
