import { FAMILY, GLYPH_RADIUS } from '../typography';
import { Shelves } from './shelves';

/** A glyph begins at one of so many parts of a device pixel, so that words are spaced as a canvas would. */
export const PHASES = 4;
const SIZE = { normal: 1024, dense: 2048 };
const MARGIN = 2;
/** Names of the signs that are drawn and not written. */
export const WARNING_GLYPH = 'sign of warning';
export const RED_GLYPH = 'sign of red';

/** A glyph's box in the atlas, device px. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Characters whose code is lower are found by it, others by name. */
export const CODES = 128;
/** The code of 0; the other digits follow it. */
const ZERO = 48;
const DIGITS = 10;
/** A font of one weight and size, with what is known of its characters. */
export class Style {
  /** Device px; NaN where not measured yet. */
  readonly byCode = new Float64Array(CODES);
  readonly advances = new Map<string, number>();
  /** PHASES cells for each character, by its code. */
  readonly cellsByCode: (Cell | undefined)[] = [];
  readonly cells = new Map<string, (Cell | undefined)[]>();

  constructor(
    readonly font: string,
    /** Of a line, device px. */
    readonly height: number,
  ) {
    this.clear();
  }

  clear(): void {
    this.byCode.fill(Number.NaN);
    this.advances.clear();
    this.cellsByCode.length = 0;
    for (let i = 0; i < CODES * PHASES; i++) this.cellsByCode.push(undefined);
    this.cells.clear();
  }
}

/** Glyphs drawn once each with the page's own font, for the GPU to copy from. Digits stand in the widest digit's room. */
export class GlyphAtlas {
  readonly canvas = document.createElement('canvas');
  /** Counts how often everything was thrown away: cells of an earlier generation mean nothing. */
  generation = 0;
  private readonly context: CanvasRenderingContext2D;
  private readonly shelves: Shelves;
  private readonly styles = new Map<number, Style>();
  private dirtyFrom = Number.POSITIVE_INFINITY;
  private dirtyTo = 0;
  private lastKey = Number.NaN;
  private lastStyle: Style | null = null;

  /** `ratio`: device px per CSS px. */
  constructor(readonly ratio: number) {
    const size = ratio > 1.25 ? SIZE.dense : SIZE.normal;
    this.canvas.width = this.canvas.height = size;
    this.shelves = new Shelves(size);
    const context = this.canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('A 2D canvas for the map’s letters can’t be had; expected one.');
    this.context = context;
    context.textBaseline = 'middle';
    context.textRendering = 'geometricPrecision';
    context.fillStyle = '#ffffff';
  }

  /** A font by weight and size (CSS px); cheap to ask, most of all for the same as last. */
  style(weight: number, size: number): Style {
    const key = weight * 64 + Math.round(size * 2);
    if (key !== this.lastKey || !this.lastStyle) {
      this.lastKey = key;
      this.lastStyle = this.styleBy(key, weight, size);
    }
    return this.lastStyle;
  }

  private styleBy(key: number, weight: number, size: number): Style {
    let style = this.styles.get(key);
    if (!style) {
      const height = Math.ceil(size * this.ratio * 1.4) + MARGIN;
      this.styles.set(key, (style = new Style(`${weight} ${size * this.ratio}px ${FAMILY}`, height)));
    }
    return style;
  }

  /** A character's advance, device px, not whole. */
  advance(style: Style, char: string): number {
    const code = codeOf(char);
    if (code < 0) {
      let advance = style.advances.get(char);
      if (advance === undefined) style.advances.set(char, (advance = this.measure(style, char)));
      return advance;
    }
    return this.advanceBy(style, code);
  }

  /** The same by a code below CODES. */
  advanceBy(style: Style, code: number): number {
    const known = style.byCode[code]!;
    if (known >= 0) return known;
    const measured = this.measure(style, String.fromCharCode(code));
    if (code >= ZERO && code < ZERO + DIGITS) style.byCode.fill(measured, ZERO, ZERO + DIGITS);
    else style.byCode[code] = measured;
    return measured;
  }

  /** `cell` by a code below CODES. */
  cellBy(style: Style, code: number, phase: number): Cell {
    return style.cellsByCode[code * PHASES + phase] ?? this.cell(style, String.fromCharCode(code), phase);
  }

  /** A glyph that begins `phase` / PHASES px after the box's left margin; drawn now if it never was. Its middle is the box's. */
  cell(style: Style, char: string, phase: number): Cell {
    const code = codeOf(char);
    const kept = code < 0 ? style.cells.get(char)?.[phase] : style.cellsByCode[code * PHASES + phase];
    if (kept) return kept;
    const made = this.make(style, char, phase);
    if (made) return made;
    this.clear();
    const again = this.make(style, char, phase);
    if (!again) throw new Error(`The letter ${char} is larger than the map's atlas of ${this.canvas.width} px.`);
    return again;
  }

  /** What was drawn since the last call, whole lines; null when nothing was. */
  takeDirty(): { readonly y: number; readonly image: ImageData } | null {
    if (this.dirtyTo <= this.dirtyFrom) return null;
    const { dirtyFrom: y, dirtyTo } = this;
    this.dirtyFrom = Number.POSITIVE_INFINITY;
    this.dirtyTo = 0;
    return { y, image: this.context.getImageData(0, y, this.canvas.width, dirtyTo - y) };
  }

  /** Everything is drawn anew: the font has changed, or the atlas is full. */
  clear(): void {
    this.generation++;
    this.shelves.clear();
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    for (const style of this.styles.values()) style.clear();
    this.dirtyFrom = 0;
    this.dirtyTo = this.canvas.height;
  }

  /** From a box's left edge to where its glyph begins, device px. */
  static readonly margin = MARGIN;

  private measure({ font }: Style, char: string): number {
    const { context } = this;
    context.font = font;
    if (!/^\d$/.test(char)) return context.measureText(char).width;
    return Math.max(...[...'0123456789'].map((digit) => context.measureText(digit).width));
  }

  private make(style: Style, char: string, phase: number): Cell | null {
    const { cells, cellsByCode, font, height: lineHeight } = style;
    const sign = char === WARNING_GLYPH || char === RED_GLYPH;
    const reach = Math.ceil(GLYPH_RADIUS * this.ratio) + 1;
    const width = sign ? 2 * reach + 1 : Math.ceil(this.advance(style, char)) + 2 * MARGIN + 1;
    const height = sign ? 2 * reach : lineHeight;
    const place = this.shelves.place(width, height);
    if (!place) return null;
    const cell = { ...place, width, height };
    const { context } = this;
    if (sign) this.sign(char, place.x + reach + phase / PHASES, place.y + height / 2);
    else {
      context.font = font;
      const slack = this.advance(style, char) - context.measureText(char).width;
      context.fillText(char, place.x + MARGIN + phase / PHASES + slack / 2, place.y + height / 2);
    }
    this.dirtyFrom = Math.min(this.dirtyFrom, place.y);
    this.dirtyTo = Math.max(this.dirtyTo, place.y + height);
    const code = codeOf(char);
    if (code >= 0) {
      cellsByCode[code * PHASES + phase] = cell;
      return cell;
    }
    const phases = cells.get(char) ?? [];
    phases[phase] = cell;
    cells.set(char, phases);
    return cell;
  }

  private sign(char: string, x: number, y: number): void {
    const { context: c } = this;
    const r = GLYPH_RADIUS * this.ratio;
    c.beginPath();
    if (char === WARNING_GLYPH) {
      c.moveTo(x, y - r);
      c.lineTo(x + r + 0.3, y + r - 0.4);
      c.lineTo(x - r - 0.3, y + r - 0.4);
    } else
      for (let i = 0; i < 6; i++) c.lineTo(x + r * Math.cos((i * Math.PI) / 3), y + r * Math.sin((i * Math.PI) / 3));
    c.closePath();
    c.fill();
  }
}

/** The code of a single character below CODES, else −1. */
function codeOf(char: string): number {
  const code = char.length === 1 ? char.charCodeAt(0) : CODES;
  return code < CODES ? code : -1;
}
