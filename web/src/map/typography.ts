/** What of a tile's words finds room, and how large; CSS px. Both renderers ask here, so that they look alike. */
export interface TileType {
  /** 0: no words at all. */
  readonly label: number;
  /** 0: without a name. */
  readonly name: number;
  /** The zone's glyph: beside the label, alone, or not at all. */
  readonly glyph: 'beside' | 'alone' | null;
  /** From the tile's left edge to its words. */
  readonly left: number;
  /** Names lose their first part at once. */
  readonly narrow: boolean;
}

/** The left edge up to here stays plain: there a band's colour can be read off, by eye and by test. */
export const PLAIN_LEFT = 7;
/** From here on a tile has a texture, an outline, a ring. */
export const TEXTURED_FROM = 10;
export const RADIUS = 4;
/** A half of a tile this wide has room for a sign. */
export const SIGN_IN_HALF = 24;
/** From this width on, a tile's halves have a label each and a line between them. */
export const HALVES_FROM = 54;
export const GLYPH_RADIUS = 4.4;
export const GLYPH_FROM_RIGHT = 11;
/** What a glyph beside a label takes of its room. */
export const GLYPH_ROOM = 18;
export const RIGHT_ROOM = 4;
/** A label is set smaller down to here where it is too long. */
export const SMALLEST_LABEL = 8;
export const FAMILY = "'Inter Variable', 'Inter Fallback', sans-serif";
export const LABEL_WEIGHT = 600;
export const NAME_WEIGHT = 450;
export const HEADING_SIZE = 12;
export const TOLD_SIZE = 11;
/** Between a heading's name and its figures, and between those and what a simulation says of itself. */
export const DETAIL_GAP = 9;
export const TOLD_GAP = 16;

const NAME_FROM = { width: 52, height: 38 };
/** A tile that is narrower or lower has no label. */
export const LABEL_FROM = { width: 30, height: 12 } as const;
/** A tile that is narrower or lower has neither words nor a sign. */
export const LEAST_WORDED = { width: 18, height: 12 } as const;
const GLYPH_BESIDE_FROM = 50;

const nothing: TileType = { label: 0, name: 0, glyph: null, left: 0, narrow: true };
const signAlone: TileType = { ...nothing, glyph: 'alone' };

/** Half a pixel is the finest difference of size: fewer sizes, fewer glyphs. */
function half(size: number): number {
  return Math.round(size * 2) / 2;
}

export function typeOf(width: number, height: number): TileType {
  if (width < LABEL_FROM.width || height < LABEL_FROM.height) {
    const alone = width >= LEAST_WORDED.width && height >= LEAST_WORDED.height;
    return alone ? signAlone : nothing;
  }
  const named = height >= NAME_FROM.height && width >= NAME_FROM.width;
  const large = height >= 56 && width >= 84;
  const huge = height >= 84 && width >= 140;
  const alone = Math.min(13, Math.max(height < 20 ? 9 : 10, height * 0.46));
  return {
    label: half(named ? (huge ? 20 : large ? 16 : 13.5) : alone),
    name: named ? (huge ? 13 : height >= 56 ? 11.5 : width < 64 ? 10 : 10.5) : 0,
    glyph: width >= GLYPH_BESIDE_FROM ? 'beside' : null,
    left: width < 64 ? PLAIN_LEFT : huge ? 12 : 9,
    narrow: width < 84,
  };
}

/** The two halves of a tile that shows before and after, each with a label of its own; null where halves have no room. */
export function halvesOf(width: number, height: number): { readonly label: number; readonly left: number } | null {
  if (width < HALVES_FROM || height < LABEL_FROM.height) return null;
  return { label: half(Math.min(13.5, Math.max(9, height * 0.4), width / 6)), left: width < 64 ? PLAIN_LEFT : 9 };
}

/** Where the middle of the label's line and of the name's lie, as shares of the tile's height. */
export const LINES = { alone: 0.5, label: 0.34, name: 0.71 } as const;

/**
 * How the tiles of one picture are typed. Where edges are rounded, tiles of one size differ by a little: they are typed as the
 * usual one, so that their words line up.
 */
export class Typing {
  private usual = { width: 0, height: 0, slack: -1 };
  private lastWidth = 0;
  private lastHeight = 0;
  private lastType = typeOf(0, 0);

  /** The usual tile as it is seen, and how much one of its size may differ; CSS px. */
  expect(width: number, height: number, slack: number): void {
    this.usual = { width, height, slack };
  }

  of(width: number, height: number): TileType {
    const near = this.isUsual(width, height);
    const likeWidth = near ? this.usual.width : width;
    const likeHeight = near ? this.usual.height : height;
    if (likeWidth !== this.lastWidth || likeHeight !== this.lastHeight) {
      this.lastWidth = likeWidth;
      this.lastHeight = likeHeight;
      this.lastType = typeOf(likeWidth, likeHeight);
    }
    return this.lastType;
  }

  halves(width: number, height: number): ReturnType<typeof halvesOf> {
    const { usual } = this;
    return this.isUsual(width, height) ? halvesOf(usual.width, usual.height) : halvesOf(width, height);
  }

  private isUsual(width: number, height: number): boolean {
    const { usual } = this;
    return Math.abs(width - usual.width) <= usual.slack && Math.abs(height - usual.height) <= usual.slack;
  }
}
