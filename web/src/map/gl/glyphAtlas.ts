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

interface Style {
  readonly font: string;
  readonly height: number;
  readonly cells: Map<string, (Cell | undefined)[]>;
  readonly advances: Map<string, number>;
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

  /** A font by weight and size (CSS px), as a number; cheap to ask. */
  style(weight: number, size: number): number {
    const key = weight * 64 + Math.round(size * 2);
    if (!this.styles.has(key)) {
      const font = `${weight} ${size * this.ratio}px ${FAMILY}`;
      const height = Math.ceil(size * this.ratio * 1.4) + MARGIN;
      this.styles.set(key, { font, height, cells: new Map(), advances: new Map() });
    }
    return key;
  }

  /** A character's advance, device px, not whole. */
  advance(style: number, char: string): number {
    const { advances, font } = this.at(style);
    const key = char >= '0' && char <= '9' && char.length === 1 ? '0' : char;
    let advance = advances.get(key);
    if (advance === undefined) {
      this.context.font = font;
      const { context } = this;
      advance =
        key === '0'
          ? Math.max(...[...'0123456789'].map((d) => context.measureText(d).width))
          : context.measureText(char).width;
      advances.set(key, advance);
    }
    return advance;
  }

  /** A glyph that begins `phase` / PHASES px after the box's left margin; drawn now if it never was. Its middle is the box's. */
  cell(style: number, char: string, phase: number): Cell {
    const kept = this.at(style).cells.get(char)?.[phase];
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
    for (const style of this.styles.values()) {
      style.cells.clear();
      style.advances.clear();
    }
    this.dirtyFrom = 0;
    this.dirtyTo = this.canvas.height;
  }

  /** From a box's left edge to where its glyph begins, device px. */
  static readonly margin = MARGIN;

  private at(style: number): Style {
    const known = this.styles.get(style);
    if (!known) throw new Error(`${style} is no style of the atlas; expected one that style() gave.`);
    return known;
  }

  private make(style: number, char: string, phase: number): Cell | null {
    const { cells, font, height: lineHeight } = this.at(style);
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
