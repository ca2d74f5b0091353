import type { Camera } from '../camera';
import type { Layout, Rect } from '../layout/layout';
import { isPlaced, rectAt } from '../layout/layout';
import type { Paints } from '../paints';
import { SLACK, gapOf, placeOf, usualOf } from '../places';
import type { Frame, Renderer } from '../renderer';
import { FREE, NOTHING, zoneOf } from '../tileState';
import { TilePainter, danger } from './painter';
import { TextPainter } from './textPainter';

/** Tiles that reach over the view's edge are drawn; CSS px. */
const MARGIN = 4;
const PASSES = [0, 1, 2] as const;

/** The map on a 2D canvas: where there is no GPU, while it is lost, and for pictures to keep. */
export class FlatRenderer implements Renderer {
  readonly drawCalls = 0;
  readonly traffic = { uploads: 0, bytesUploaded: 0 };
  private readonly context: CanvasRenderingContext2D;
  private ratio = 1;
  private gap = 0;
  private layout: Layout | null = null;
  private before: Layout | null = null;
  private paints: Paints | null = null;
  private tiles: TilePainter | null = null;
  private text: TextPainter | null = null;
  private words: Uint32Array = new Uint32Array(0);
  private found = new Uint32Array(0);

  constructor(readonly canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d');
    if (!context) throw new Error('A 2D canvas for the map can’t be had; expected one.');
    this.context = context;
  }

  resize(width: number, height: number, ratio: number): void {
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.ratio = ratio;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (this.paints) this.paint(this.paints);
  }

  lay(layout: Layout, before: Layout | null): void {
    this.layout = layout;
    this.before = before;
    this.gap = gapOf(layout);
    if (this.found.length < layout.size) this.found = new Uint32Array(layout.size);
  }

  paint(paints: Paints): void {
    this.paints = paints;
    this.tiles = new TilePainter(this.context, this.ratio, paints);
    this.text = new TextPainter(this.context, paints);
  }

  look(words: Uint32Array): void {
    this.words = words;
  }

  /** Words are asked for anew in every frame. */
  reword(): void {}

  reletter(): void {
    if (this.paints) this.paint(this.paints);
  }

  draw(frame: Frame): boolean {
    const { context, layout, tiles, text } = this;
    const { width, height } = this.canvas;
    context.clearRect(0, 0, width / this.ratio, height / this.ratio);
    if (!layout || !tiles || !text) return false;
    const { camera } = frame;
    const usual = usualOf(layout);
    text.typing.expect(usual.width * camera.zoom, usual.height * camera.zoom, SLACK * camera.zoom);
    this.drawFree(layout, camera, tiles, frame);
    const sight = camera.sight(MARGIN);
    const all = frame.move < 1;
    const count = all ? this.takeAll(layout) : layout.rowsIn(sight.x, sight.y, sight.width, sight.height, this.found);
    for (const pass of PASSES)
      for (let i = 0; i < count; i++) {
        const row = this.found[i]!;
        const word = this.words[row]!;
        if (zoneOf(word) === NOTHING || danger(word) !== pass) continue;
        const rect = this.place(layout, row, frame);
        tiles.tile({ rect, word, late: frame.late, now: frame.now });
        text.tile(rect, row, word, frame.words);
      }
    layout.groups.forEach(({ heading }, group) => {
      const rect = camera.seen(heading);
      if (rect.height >= 12 && rect.y < camera.height && rect.y + rect.height > 0)
        text.heading(rect, frame.words.heading(group), frame.words.told);
    });
    return false;
  }

  destroy(): void {
    this.layout = null;
  }

  private takeAll(layout: Layout): number {
    for (let row = 0; row < layout.size; row++) this.found[row] = row;
    return layout.size;
  }

  private place(layout: Layout, row: number, { camera, move }: Frame): Rect {
    const { before } = this;
    const place = rectAt(layout.rects, row);
    if (move >= 1 || !before || !isPlaced(before.rects, row)) return placeOf(camera, this.ratio, this.gap, place);
    const from = rectAt(before.rects, row);
    const between = (side: keyof Rect): number => from[side] + (place[side] - from[side]) * move;
    const moved = { x: between('x'), y: between('y'), width: between('width'), height: between('height') };
    return placeOf(camera, this.ratio, this.gap, moved);
  }

  private drawFree({ free }: Layout, camera: Camera, tiles: TilePainter, { now }: Frame): void {
    for (let at = 0; at < free.length; at += 4) {
      const slot = { x: free[at]!, y: free[at + 1]!, width: free[at + 2]!, height: free[at + 3]! };
      const rect = placeOf(camera, this.ratio, this.gap, slot);
      const apart = rect.y > camera.height || rect.x > camera.width || rect.y + rect.height < 0;
      if (!apart) tiles.tile({ rect, word: FREE | (NOTHING << 9), late: false, now });
    }
  }
}
