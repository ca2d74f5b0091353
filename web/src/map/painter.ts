import { Zone } from '../model/zone';
import type { Rect } from './geometry';
import type { Fill, Palette } from './palette';
import type { TileFace } from './tileFace';
import { Textures } from './textures';

const FAMILY = "'Inter Variable', 'Inter Fallback', sans-serif";
const RADIUS = 4;
/** The left edge up to here stays plain: there a band's colour can be read off, by eye and by test. */
const PLAIN_LEFT = 7;
const NAME_FROM_HEIGHT = 38;
/** Between a heading's figures and what a simulation says of itself. */
const TOLD_GAP = 16;

export interface Marks {
  readonly focused: boolean;
  readonly selected: boolean;
  /** 0 to 1 while a crossing pulses, else null. */
  readonly pulse: number | null;
}

/** Draws tiles and headings on a 2D context whose unit is the CSS px. Knows no network and no DOM but its context. */
export class TilePainter {
  private readonly textures: Textures;
  private readonly advances = new Map<string, number>();
  private readonly names = new Map<string, string>();
  private labelFont = '';
  private nameFont = '';
  private labelSize = 13;
  private readonly withNames: boolean;
  private readonly textLeft: number;
  private readonly narrow: boolean;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    pixelRatio: number,
    private readonly palette: Palette,
    size: { width: number; height: number },
  ) {
    this.textures = new Textures(context, pixelRatio);
    const { height, width } = size;
    this.narrow = width < 84;
    this.textLeft = width < 64 ? PLAIN_LEFT : 9;
    this.withNames = height >= NAME_FROM_HEIGHT && width >= 52;
    this.labelSize = this.withNames
      ? height >= 56 && width >= 84
        ? 16
        : 13.5
      : Math.min(13, Math.max(10, height * 0.46));
    this.labelFont = `600 ${this.labelSize}px ${FAMILY}`;
    this.nameFont = `450 ${height >= 56 ? 11.5 : width < 64 ? 10 : 10.5}px ${FAMILY}`;
  }

  tile(rect: Rect, face: TileFace, name: string, marks: Marks): void {
    const c = this.context;
    const fill = this.palette.fill(face.zone, face.step);
    if (face.zone === Zone.liquidated) this.ghost(rect);
    else {
      c.fillStyle = fill.css;
      this.box(rect, 0, RADIUS);
      c.fill();
      this.texture(rect, face, fill);
    }
    if (face.queued) this.doubleOutline(rect);
    else this.edge(rect, face.zone);
    this.words(rect, face, name, fill);
    if (marks.pulse !== null) this.pulse(rect, fill, marks.pulse);
    if (marks.selected || marks.focused) {
      const { focus, selected, ringGap } = this.palette.colours;
      this.outline(rect, -1.25, 2.5, marks.focused ? focus : selected);
      this.outline(rect, 0.75, 1.5, ringGap);
    }
  }

  /** A slot that waits for a newcomer. */
  free(rect: Rect): void {
    this.context.fillStyle = this.palette.colours.free;
    this.box(rect, 0, RADIUS);
    this.context.fill();
  }

  /**
   * `details`: from the longest to the shortest; the first that fits is written. `told`: what a simulated network says of itself,
   * at the row's end wherever there is room, so that no part of the map is taken for a live one.
   */
  heading(rect: Rect, name: string, details: readonly string[], told: string | null): void {
    const c = this.context;
    c.textAlign = 'left';
    c.textBaseline = 'middle';
    c.font = `600 12px ${FAMILY}`;
    const title = this.fitted(name, Math.max(40, rect.width), c.font);
    c.fillStyle = this.palette.colours.heading;
    const y = rect.y + rect.height / 2 + 1;
    c.fillText(title, rect.x, y);
    const used = c.measureText(title).width + 9;
    c.font = `400 12px ${FAMILY}`;
    const detail = details.find((d) => used + c.measureText(d).width <= rect.width + 2);
    c.fillStyle = this.palette.colours.headingDetail;
    if (detail) c.fillText(detail, rect.x + used, y);
    if (told === null) return;
    const written = used + (detail ? c.measureText(detail).width + TOLD_GAP : 0);
    c.font = `600 11px ${FAMILY}`;
    if (written + c.measureText(told).width > rect.width) return;
    c.textAlign = 'right';
    c.fillStyle = this.palette.colours.told;
    c.fillText(told, rect.x + rect.width, y);
  }

  private texture(rect: Rect, face: TileFace, fill: Fill): void {
    const c = this.context;
    let pattern: CanvasPattern | null = null;
    if (face.zone === Zone.red)
      pattern = this.textures.hatch(fill.ink === '#000000' ? 'rgba(0,0,0,0.2)' : 'rgba(255,255,255,0.2)');
    else if (face.zone === Zone.unknown) pattern = this.textures.crossHatch(this.palette.colours.unknownInk);
    if (!pattern) return;
    const left = face.zone === Zone.red ? PLAIN_LEFT : 0;
    c.save();
    this.box(rect, 0, RADIUS);
    c.clip();
    c.translate(rect.x + left, rect.y);
    c.fillStyle = pattern;
    c.fillRect(0, 0, rect.width - left, rect.height);
    c.restore();
  }

  /** What is too near to the page's own colour needs an outline. */
  private edge(rect: Rect, zone: Zone): void {
    const colour = this.palette.edge(zone);
    if (colour) this.outline(rect, 0.5, 1, colour);
  }

  private ghost(rect: Rect): void {
    const c = this.context;
    c.setLineDash([3, 3]);
    this.outline(rect, 0.5, 1, this.palette.colours.ghost);
    c.setLineDash([]);
  }

  private words(rect: Rect, face: TileFace, name: string, fill: Fill): void {
    const c = this.context;
    const ink = face.zone === Zone.liquidated ? this.palette.colours.ghostInk : fill.ink;
    c.fillStyle = ink;
    const glyph = face.zone === Zone.yellow || face.zone === Zone.red;
    const middle = this.withNames ? rect.y + rect.height * 0.34 : rect.y + rect.height / 2 + 0.5;
    this.label(face.label, rect.x + this.textLeft, middle, rect.width - this.textLeft - (glyph ? 18 : 4));
    if (glyph) this.glyph(face.zone, rect.x + rect.width - 11, middle - 0.5);
    if (!this.withNames) return;
    c.fillStyle = ink;
    c.font = this.nameFont;
    c.textAlign = 'left';
    c.textBaseline = 'middle';
    c.fillText(
      this.fitted(name, rect.width - this.textLeft - 2, this.nameFont),
      rect.x + this.textLeft,
      rect.y + rect.height * 0.71,
    );
  }

  /** Tabular: each digit is centred in the widest digit's advance (a canvas can't ask a font for tnum). */
  private label(text: string, x: number, y: number, room: number): void {
    const c = this.context;
    c.font = this.labelFont;
    c.textBaseline = 'middle';
    let width = 0;
    for (const char of text) width += this.advance(char);
    const squeeze = width > room ? room / width : 1;
    if (squeeze < 1)
      c.font = this.labelFont.replace(`${this.labelSize}px`, `${Math.max(8, this.labelSize * squeeze)}px`);
    c.textAlign = 'center';
    let at = x;
    for (const char of text) {
      const advance = this.advance(char) * squeeze;
      c.fillText(char, at + advance / 2, y);
      at += advance;
    }
  }

  private advance(char: string): number {
    const key = char >= '0' && char <= '9' ? '0' : char;
    let advance = this.advances.get(key);
    if (advance === undefined) {
      const c = this.context;
      c.font = this.labelFont;
      advance =
        key === '0' ? Math.max(...[...'0123456789'].map((d) => c.measureText(d).width)) : c.measureText(char).width;
      this.advances.set(key, advance);
    }
    return advance;
  }

  /** A name, or what of it fits: from its second part on first (on narrow tiles for all, to be alike), then cut. */
  private fitted(name: string, room: number, font: string): string {
    const key = `${font} ${name}`;
    const kept = this.names.get(key);
    if (kept !== undefined) return kept;
    const c = this.context;
    c.font = font;
    let text = name;
    const dash = name.indexOf('-');
    if (dash > 0 && font === this.nameFont && (this.narrow || c.measureText(text).width > room))
      text = name.slice(dash + 1);
    // A tile's name loses its beginning, since its number tells it from its neighbours; a heading its end.
    const whole = text;
    for (let cut = 1; cut < whole.length && c.measureText(text).width > room; cut++)
      text = font === this.nameFont ? `…${whole.slice(cut)}` : `${whole.slice(0, -cut)}…`;
    this.names.set(key, text);
    return text;
  }

  private glyph(zone: Zone, x: number, y: number): void {
    const c = this.context;
    const r = 4.4;
    c.beginPath();
    if (zone === Zone.yellow) {
      c.moveTo(x, y - r);
      c.lineTo(x + r + 0.3, y + r - 0.4);
      c.lineTo(x - r - 0.3, y + r - 0.4);
    } else {
      for (let i = 0; i < 6; i++) c.lineTo(x + r * Math.cos((i * Math.PI) / 3), y + r * Math.sin((i * Math.PI) / 3));
    }
    c.closePath();
    c.fill();
  }

  private doubleOutline(rect: Rect): void {
    const { ring, ringGap } = this.palette.colours;
    this.outline(rect, 0.75, 1.5, ring);
    this.outline(rect, 2.25, 1.5, ringGap);
    this.outline(rect, 3.5, 1, ring);
  }

  private pulse(rect: Rect, fill: Fill, at: number): void {
    const c = this.context;
    c.globalAlpha = 1 - at;
    this.outline(rect, 1 + 5 * at, 2.5, fill.ink);
    c.globalAlpha = 1;
  }

  private outline(rect: Rect, inset: number, width: number, colour: string): void {
    const c = this.context;
    c.strokeStyle = colour;
    c.lineWidth = width;
    this.box(rect, inset, Math.max(1, RADIUS - inset));
    c.stroke();
  }

  private box(rect: Rect, inset: number, radius: number): void {
    const c = this.context;
    c.beginPath();
    c.roundRect(rect.x + inset, rect.y + inset, rect.width - 2 * inset, rect.height - 2 * inset, radius);
  }
}
