import type { Rect } from '../layout/layout';
import type { Heading, TileWords } from '../renderer';
import { NOTHING, afterZoneOf, zoneOf } from '../tileState';
import {
  DETAIL_GAP,
  GLYPH_FROM_RIGHT,
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
import { Zone } from '../../model/zone';
import { CODES, GlyphAtlas, PHASES, RED_GLYPH, WARNING_GLYPH } from './glyphAtlas';
import type { Cell, Style } from './glyphAtlas';
import type { GlyphCells } from './glyphCells';
import { INK } from './glyphCells';

/** Cells of the atlas, of one generation. */
interface Signs {
  readonly generation: number;
  readonly warning: Cell;
  readonly red: Cell;
}

/** Whether a tile of this word has a sign where it has no label: for its stressed half where there is one, else for itself. */
export function isSigned(word: number): boolean {
  const after = afterZoneOf(word);
  return hasSign(after === NOTHING ? zoneOf(word) : after);
}

function hasSign(zone: number): boolean {
  return zone === Zone.yellow || zone === Zone.red;
}

/** Sets the words of tiles and headings as glyphs. Widths and offsets are device px, sizes of type CSS px. */
export class TextQuads {
  readonly typing = new Typing();
  /** From here on, device px, a tile's letters have the ink of its right half. */
  private turn = Number.POSITIVE_INFINITY;
  private signs: Signs | null = null;

  constructor(
    private readonly atlas: GlyphAtlas,
    private readonly into: GlyphCells,
  ) {}

  /** A tile's words; `width` and `height` are the tile's as seen, CSS px. False when its label is not known yet. */
  tile(row: number, word: number, width: number, height: number, words: TileWords, mayWork: boolean): boolean {
    const type = this.typing.of(width, height);
    const zone = zoneOf(word);
    if (zone === NOTHING || (type.label === 0 && type.glyph === null)) return true;
    const after = afterZoneOf(word);
    if (type.label === 0) {
      // Where there is a stressed half, the sign is that one's.
      if (after === NOTHING) this.sign(row, zone, width / 2, height / 2, INK.tile);
      else if (width >= SIGN_IN_HALF) this.sign(row, after, width * 0.75, height / 2, INK.after);
      return true;
    }
    const label = words.label(row, mayWork);
    if (label === null) return false;
    if (after !== NOTHING) return this.halves(row, word, label, width, height, words);
    const sign = type.glyph === 'beside' && hasSign(zone);
    const middle = height * (type.name > 0 ? LINES.label : LINES.alone) + (type.name > 0 ? 0 : 0.5);
    this.label(
      row,
      label,
      type.left,
      middle,
      width - type.left - (sign ? GLYPH_ROOM : RIGHT_ROOM),
      type.label,
      INK.tile,
    );
    if (sign) this.sign(row, zone, width - GLYPH_FROM_RIGHT, middle - 0.5, INK.tile);
    if (type.name > 0) this.name(row, words.name(row), width, height, type);
    return true;
  }

  /** `anchor`: the heading's number among the places; `rect` as seen, CSS px. */
  heading(anchor: number, rect: Rect, { name, details }: Heading, told: string | null): void {
    const { atlas } = this;
    const bold = atlas.style(LABEL_WEIGHT, HEADING_SIZE);
    const fine = atlas.style(400, HEADING_SIZE);
    const room = rect.width * atlas.ratio;
    const y = rect.height / 2 + 1;
    const title = fittedTitle(name, Math.max(40 * atlas.ratio, room), (text) => this.width(bold, text));
    this.run(anchor, bold, title, 0, y, INK.heading);
    let used = this.width(bold, title) + DETAIL_GAP * atlas.ratio;
    const detail = details.find((text) => used + this.width(fine, text) <= room + 2);
    if (detail !== undefined) {
      this.run(anchor, fine, detail, used, y, INK.detail);
      used += this.width(fine, detail) + TOLD_GAP * atlas.ratio;
    }
    if (told === null) return;
    const small = atlas.style(LABEL_WEIGHT, TOLD_SIZE);
    const width = this.width(small, told);
    if (used + width <= room) this.run(anchor, small, told, room - width, y, INK.told);
  }

  private halves(row: number, word: number, label: string, width: number, height: number, words: TileWords): boolean {
    const whole = this.typing.of(width, height);
    const type = this.typing.halves(width, height);
    if (!type) {
      // One label over both halves, each letter in the ink of the half it stands on.
      this.turn = Math.floor(width / 2) * this.atlas.ratio;
      const room = width - whole.left - RIGHT_ROOM;
      this.label(row, label, whole.left, height / 2 + 0.5, room, whole.label, INK.tile);
      this.turn = Number.POSITIVE_INFINITY;
      return true;
    }
    const named = whole.name > 0;
    const middle = height * (named ? LINES.label : LINES.alone) + (named ? 0 : 0.5);
    const room = width / 2 - type.left - 2;
    this.label(row, label, type.left, middle, room, type.label, INK.tile);
    this.label(row, words.after(row), width / 2 + 5, middle, width / 2 - 7, type.label, INK.after);
    if (!named) return true;
    const style = this.atlas.style(NAME_WEIGHT, whole.name);
    const fitted = fittedName(words.name(row), room * this.atlas.ratio, true, (text) => this.width(style, text));
    this.run(row, style, fitted, type.left * this.atlas.ratio, height * LINES.name, INK.tile);
    this.sign(row, afterZoneOf(word), width - GLYPH_FROM_RIGHT, height * LINES.name, INK.after);
    return true;
  }

  private name(row: number, name: string, width: number, height: number, type: TileType): void {
    const style = this.atlas.style(NAME_WEIGHT, type.name);
    const room = (width - type.left - 2) * this.atlas.ratio;
    const text = fittedName(name, room, type.narrow, (part) => this.width(style, part));
    this.run(row, style, text, type.left * this.atlas.ratio, height * LINES.name, INK.tile);
  }

  /** Set smaller where it is too long; x, y and room are CSS px. */
  private label(row: number, text: string, x: number, y: number, room: number, size: number, ink: number): void {
    let style = this.atlas.style(LABEL_WEIGHT, size);
    const width = this.width(style, text) / this.atlas.ratio;
    if (width > room) {
      const fitting = Math.max(SMALLEST_LABEL, Math.floor(((size * room) / width) * 2) / 2);
      style = this.atlas.style(LABEL_WEIGHT, fitting);
    }
    this.run(row, style, text, x * this.atlas.ratio, y, ink);
  }

  private sign(row: number, zone: number, x: number, y: number, ink: number): void {
    if (!hasSign(zone)) return;
    const { atlas } = this;
    if (this.signs?.generation !== atlas.generation) this.signs = this.signCells();
    const cell = zone === Zone.yellow ? this.signs.warning : this.signs.red;
    const left = Math.round(x * atlas.ratio - (cell.width - 1) / 2);
    this.into.push(row, left, Math.round(y * atlas.ratio - cell.height / 2), cell, ink);
  }

  private signCells(): Signs {
    const { atlas } = this;
    const style = atlas.style(LABEL_WEIGHT, HEADING_SIZE);
    const warning = atlas.cell(style, WARNING_GLYPH, 0);
    const { generation } = atlas;
    const red = atlas.cell(style, RED_GLYPH, 0);
    // A full atlas began anew between the two: all words are set once more, and then the first is made anew too.
    return { generation, warning, red };
  }

  private width(style: Style, text: string): number {
    const { atlas } = this;
    let width = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code < CODES) width += atlas.advanceBy(style, code);
      else {
        const char = charAt(text, i);
        width += atlas.advance(style, char);
        i += char.length - 1;
      }
    }
    return width;
  }

  /** Letters one after another from x (device px), their middle at y (CSS px). */
  private run(anchor: number, style: Style, text: string, x: number, y: number, ink: number): void {
    const { atlas } = this;
    let at = x;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      // Most letters are found by their code, without making a text of each.
      const char = code < CODES ? '' : charAt(text, i);
      const advance = code < CODES ? atlas.advanceBy(style, code) : atlas.advance(style, char);
      if (code !== SPACE && char !== THIN_SPACE) {
        const whole = Math.floor(at);
        const phase = Math.min(PHASES - 1, Math.floor((at - whole) * PHASES));
        const cell = code < CODES ? atlas.cellBy(style, code, phase) : atlas.cell(style, char, phase);
        const own = at + advance / 2 < this.turn ? ink : INK.after;
        this.into.push(anchor, whole - GlyphAtlas.margin, Math.round(y * atlas.ratio - cell.height / 2), cell, own);
      }
      at += advance;
      if (char.length > 1) i += char.length - 1;
    }
  }
}

const SPACE = 32;
const THIN_SPACE = '\u2009';

/** The whole character at a place, also where it takes two. */
function charAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}
