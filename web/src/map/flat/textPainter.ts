import { Zone } from '../../model/zone';
import type { Rect } from '../layout/layout';
import type { Paints } from '../paints';
import type { Heading, TileWords } from '../renderer';
import { DIMMED, NOTHING, afterStepOf, afterZoneOf, zoneOf } from '../tileState';
import {
  DETAIL_GAP,
  FAMILY,
  GLYPH_FROM_RIGHT,
  GLYPH_RADIUS,
  GLYPH_ROOM,
  HEADING_SIZE,
  LABEL_WEIGHT,
  LINES,
  NAME_WEIGHT,
  RIGHT_ROOM,
  SIGN_IN_HALF,
  SMALLEST_LABEL,
  TOLD_GAP,
  TOLD_SIZE,
  Typing,
} from '../typography';
import type { TileType } from '../typography';
import { fittedName, fittedTitle } from '../words';

/** Writes the words of tiles and headings on a 2D context whose unit is the CSS px; gl/textQuads.ts in other terms. */
export class TextPainter {
  readonly typing = new Typing();
  private readonly widths = new Map<string, number>();

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly paints: Paints,
  ) {}

  tile(rect: Rect, row: number, word: number, words: TileWords): void {
    const type = this.typing.of(rect.width, rect.height);
    const zone = zoneOf(word);
    if (zone === NOTHING || (type.label === 0 && type.glyph === null)) return;
    const c = this.context;
    c.globalAlpha = word & DIMMED ? 0.5 : 1;
    c.fillStyle = zone === Zone.liquidated ? this.paints.colours.ghostInk : this.paints.fill(word).ink;
    const after = afterZoneOf(word);
    if (type.label === 0 && after !== NOTHING) {
      // Where there is a stressed half, the sign is that one's.
      c.fillStyle = this.paints.at(after, afterStepOf(word), (word & DIMMED) !== 0).ink;
      if (rect.width >= SIGN_IN_HALF) this.sign(after, rect.x + rect.width * 0.75, rect.y + rect.height / 2);
    } else if (type.label === 0) this.sign(zone, rect.x + rect.width / 2, rect.y + rect.height / 2);
    else if (after !== NOTHING) this.halves(rect, row, word, words);
    else this.whole(rect, row, zone, words);
    c.globalAlpha = 1;
  }

  heading(rect: Rect, { name, details }: Heading, told: string | null): void {
    const c = this.context;
    const { heading, headingDetail, told: toldColour } = this.paints.colours;
    const y = rect.y + rect.height / 2 + 1;
    const bold = font(LABEL_WEIGHT, HEADING_SIZE);
    const fine = font(400, HEADING_SIZE);
    const title = fittedTitle(name, Math.max(40, rect.width), (text) => this.width(bold, text));
    c.fillStyle = heading;
    this.run(bold, title, rect.x, y);
    let used = this.width(bold, title) + DETAIL_GAP;
    const detail = details.find((text) => used + this.width(fine, text) <= rect.width + 2);
    c.fillStyle = headingDetail;
    if (detail !== undefined) {
      this.run(fine, detail, rect.x + used, y);
      used += this.width(fine, detail) + TOLD_GAP;
    }
    if (told === null) return;
    const small = font(LABEL_WEIGHT, TOLD_SIZE);
    const width = this.width(small, told);
    c.fillStyle = toldColour;
    if (used + width <= rect.width) this.run(small, told, rect.x + rect.width - width, y);
  }

  private whole(rect: Rect, row: number, zone: number, words: TileWords): void {
    const type = this.typing.of(rect.width, rect.height);
    const named = type.name > 0;
    const sign = type.glyph === 'beside' && (zone === Zone.yellow || zone === Zone.red);
    const middle = rect.y + rect.height * (named ? LINES.label : LINES.alone) + (named ? 0 : 0.5);
    const room = rect.width - type.left - (sign ? GLYPH_ROOM : RIGHT_ROOM);
    this.label(words.label(row, true) ?? '', rect.x + type.left, middle, room, type.label);
    if (sign) this.sign(zone, rect.x + rect.width - GLYPH_FROM_RIGHT, middle - 0.5);
    if (!named) return;
    const face = font(NAME_WEIGHT, type.name);
    const name = fittedName(words.name(row), rect.width - type.left - 2, type.narrow, (text) => this.width(face, text));
    this.run(face, name, rect.x + type.left, rect.y + rect.height * LINES.name);
  }

  private halves(rect: Rect, row: number, word: number, words: TileWords): void {
    const c = this.context;
    const whole = this.typing.of(rect.width, rect.height);
    const type = this.typing.halves(rect.width, rect.height);
    const label = words.label(row, true) ?? '';
    const half = rect.width / 2;
    const after = afterZoneOf(word);
    const { ghostInk } = this.paints.colours;
    const ink = this.paints.at(after, afterStepOf(word), (word & DIMMED) !== 0).ink;
    const afterInk = after === Zone.liquidated ? ghostInk : ink;
    if (!type) return this.across(rect, label, whole, afterInk);
    const named = whole.name > 0;
    const middle = rect.y + rect.height * (named ? LINES.label : LINES.alone) + (named ? 0 : 0.5);
    const nameAt = rect.y + rect.height * LINES.name;
    const room = half - type.left - 2;
    this.label(label, rect.x + type.left, middle, room, type.label);
    if (named) {
      const face = font(NAME_WEIGHT, whole.name);
      const name = fittedName(words.name(row), room, true, (text) => this.width(face, text));
      this.run(face, name, rect.x + type.left, nameAt);
    }
    c.fillStyle = afterInk;
    this.label(words.after(row), rect.x + half + 5, middle, half - 7, type.label);
    if (named) this.sign(after, rect.x + rect.width - GLYPH_FROM_RIGHT, nameAt);
  }

  /** One label over both halves, each letter in the ink of the half it stands on. */
  private across(rect: Rect, label: string, type: TileType, afterInk: string): void {
    const c = this.context;
    const middle = rect.x + Math.floor(rect.width / 2);
    const [ink, right] = [c.fillStyle, rect.x + rect.width];
    for (const [from, to, colour] of [
      [rect.x, middle, ink],
      [middle, right, afterInk],
    ] as const) {
      c.save();
      c.beginPath();
      c.rect(from, rect.y, to - from, rect.height);
      c.clip();
      c.fillStyle = colour;
      const room = rect.width - type.left - RIGHT_ROOM;
      this.label(label, rect.x + type.left, rect.y + rect.height / 2 + 0.5, room, type.label);
      c.restore();
    }
  }

  private label(text: string, x: number, y: number, room: number, size: number): void {
    let face = font(LABEL_WEIGHT, size);
    const width = this.width(face, text);
    if (width > room) face = font(LABEL_WEIGHT, Math.max(SMALLEST_LABEL, Math.floor(((size * room) / width) * 2) / 2));
    this.run(face, text, x, y);
  }

  /** Tabular: each digit is centred in the widest digit's advance (a canvas can't ask a font for tnum). */
  private run(face: string, text: string, x: number, y: number): void {
    const c = this.context;
    c.font = face;
    c.textBaseline = 'middle';
    c.textAlign = 'center';
    let at = x;
    for (const char of text) {
      const advance = this.advance(face, char);
      c.fillText(char, at + advance / 2, y);
      at += advance;
    }
  }

  private width(face: string, text: string): number {
    let width = 0;
    for (const char of text) width += this.advance(face, char);
    return width;
  }

  private advance(face: string, char: string): number {
    const char0 = char >= '0' && char <= '9' ? '0' : char;
    const key = `${char0} ${face}`;
    let advance = this.widths.get(key);
    if (advance === undefined) {
      const c = this.context;
      c.font = face;
      advance =
        char0 === '0' ? Math.max(...[...'0123456789'].map((d) => c.measureText(d).width)) : c.measureText(char).width;
      this.widths.set(key, advance);
    }
    return advance;
  }

  private sign(zone: number, x: number, y: number): void {
    if (zone !== Zone.yellow && zone !== Zone.red) return;
    const c = this.context;
    const r = GLYPH_RADIUS;
    c.beginPath();
    if (zone === Zone.yellow) {
      c.moveTo(x, y - r);
      c.lineTo(x + r + 0.3, y + r - 0.4);
      c.lineTo(x - r - 0.3, y + r - 0.4);
    } else
      for (let i = 0; i < 6; i++) c.lineTo(x + r * Math.cos((i * Math.PI) / 3), y + r * Math.sin((i * Math.PI) / 3));
    c.closePath();
    c.fill();
  }
}

function font(weight: number, size: number): string {
  return `${weight} ${size}px ${FAMILY}`;
}
