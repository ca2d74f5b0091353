import { RAMP_STEPS } from '../palette';
import type { Layout, Rect } from '../layout/layout';
import type { Paints } from '../paints';
import { PAINT_ROWS } from '../paints';
import { tickAt } from '../pulses';
import type { Frame, Renderer } from '../renderer';
import type { Traffic } from './dataTexture';
import { DataTexture, GLYPHS, RECTS, WORDS, linesFor } from './dataTexture';
import { PlaceTexels } from './placeTexels';
import { Program } from './program';
import { INDICES_A_QUAD, QuadIndices } from './quadIndices';
import { TEXT_FRAGMENT, TEXT_VERTEX, TILE_FRAGMENT, TILE_VERTEX } from './shaders';
import { Sight } from './sight';
import { TextLayer } from './textLayer';

/** Each texture keeps a unit of its own: a frame binds none. */
const UNIT = { paints: 0, rects: 1, before: 2, words: 3, glyphs: 4, atlas: 5 } as const;
const PLACES = { uPaints: UNIT.paints, uRects: UNIT.rects, uRectsBefore: UNIT.before, uWords: UNIT.words } as const;
const LETTERS = { ...PLACES, uGlyphs: UNIT.glyphs, uAtlas: UNIT.atlas } as const;

/** Width and height of what is drawn before there is anything to draw; px. */
const REHEARSED = [24, 16] as const;

/** The map on the GPU: one draw for all tiles, one for all letters. A block changes one 32-bit word a tile, and nothing else. */
export class GlRenderer implements Renderer {
  drawCalls = 0;
  readonly traffic: Traffic = { uploads: 0, bytesUploaded: 0 };
  private readonly rects: DataTexture;
  private readonly before: DataTexture;
  private readonly words: DataTexture;
  private readonly glyphs: DataTexture;
  private readonly paints: WebGLTexture;
  private readonly indices: QuadIndices;
  private readonly sight = new Sight();
  private readonly mostLines: number;
  private layer: TextLayer;
  private places: PlaceTexels | null = null;
  private tileWords: Uint32Array = new Uint32Array(0);
  private ratio = 1;

  private constructor(
    readonly canvas: HTMLCanvasElement,
    private readonly gl: WebGL2RenderingContext,
    private readonly tiles: Program,
    private readonly text: Program,
  ) {
    this.rects = new DataTexture(gl, RECTS, UNIT.rects, this.traffic);
    this.before = new DataTexture(gl, RECTS, UNIT.before, this.traffic);
    this.words = new DataTexture(gl, WORDS, UNIT.words, this.traffic);
    this.glyphs = new DataTexture(gl, GLYPHS, UNIT.glyphs, this.traffic);
    this.paints = gl.createTexture();
    gl.activeTexture(gl.TEXTURE0 + UNIT.paints);
    gl.bindTexture(gl.TEXTURE_2D, this.paints);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
    this.indices = new QuadIndices(gl);
    this.layer = new TextLayer(gl, this.ratio, UNIT.atlas, this.traffic);
    this.mostLines = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number;
    gl.bindVertexArray(gl.createVertexArray());
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.depthFunc(gl.LESS);
  }

  /** Rejects where WebGL2 is not to be had, or too small. */
  static async start(canvas: HTMLCanvasElement): Promise<GlRenderer> {
    const gl = canvas.getContext('webgl2', { alpha: true, antialias: false, stencil: false, premultipliedAlpha: true });
    if (!gl) throw new Error('WebGL 2 is not to be had in this browser; expected a context.');
    const tiles = new Program(gl, TILE_VERTEX, TILE_FRAGMENT, PLACES);
    const text = new Program(gl, TEXT_VERTEX, TEXT_FRAGMENT, LETTERS);
    await Program.linked(gl, [tiles, text]);
    if (gl.isContextLost()) throw new Error('The graphics unit was lost while it started.');
    const renderer = new GlRenderer(canvas, gl, tiles, text);
    renderer.rehearse();
    return renderer;
  }

  resize(width: number, height: number, ratio: number): void {
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    if (ratio !== this.ratio) {
      this.ratio = ratio;
      this.layer.destroy();
      this.layer = new TextLayer(this.gl, ratio, UNIT.atlas, this.traffic);
    }
    this.layer.stale = true;
  }

  lay(layout: Layout, before: Layout | null): void {
    const last = this.places;
    const places = new PlaceTexels(layout, last);
    const { rowLines, extraLines } = places;
    if (rowLines + extraLines > this.mostLines)
      throw new Error(`The map has ${layout.size} tiles; the graphics unit can't hold as many.`);
    this.places = places;
    this.rects.reserve(rowLines + extraLines);
    this.rects.write(layout.rects, rowLines);
    this.rects.write(places.extraRects, extraLines, rowLines);
    if (before) {
      this.before.reserve(rowLines + extraLines);
      this.before.write(places.from(before), rowLines);
      this.before.write(places.extraRects, extraLines, rowLines);
    }
    this.words.reserve(rowLines + extraLines);
    if (places.extraWords !== last?.extraWords) this.words.write(places.extraWords, extraLines, rowLines);
    this.sight.forget();
    this.layer.stale = true;
  }

  paint(paints: Paints): void {
    const { gl } = this;
    gl.activeTexture(gl.TEXTURE0 + UNIT.paints);
    const texels = paints.texels();
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, RAMP_STEPS, PAINT_ROWS, 0, gl.RGBA, gl.UNSIGNED_BYTE, texels);
    this.traffic.uploads++;
    this.traffic.bytesUploaded += texels.length;
  }

  look(words: Uint32Array, row?: number): void {
    if (!this.places) return;
    this.tileWords = words;
    if (row === undefined) this.words.write(words, Math.min(linesFor(words.length), this.places.rowLines));
    else if (row < this.places.layout.size) this.words.writeOne(words, row);
  }

  reword(): void {
    this.layer.stale = true;
  }

  reletter(): void {
    this.layer.reletter();
  }

  draw(frame: Frame): boolean {
    const { gl, places } = this;
    this.drawCalls = 0;
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    if (!places) return false;
    const more = this.layer.update(frame, places, this.tileWords, this.glyphs);
    this.drawTiles(frame, places);
    if (this.layer.count > 0) this.drawText(frame);
    return more;
  }

  destroy(): void {
    for (const part of [
      this.tiles,
      this.text,
      this.rects,
      this.before,
      this.words,
      this.glyphs,
      this.indices,
      this.layer,
    ])
      part.destroy();
    this.gl.deleteTexture(this.paints);
  }

  /**
   * Draws one tile and one letter that nobody sees. A driver makes machine code of a shader when it is first drawn with, which takes
   * longer than a frame, in software much longer: it does so while the page waits for its data.
   */
  private rehearse(): void {
    const { gl, tiles, text } = this;
    gl.activeTexture(gl.TEXTURE0 + UNIT.paints);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, RAMP_STEPS, PAINT_ROWS, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    this.rects.writeOne(Float32Array.of(0, 0, ...REHEARSED), 0);
    this.glyphs.writeOne(Uint32Array.of(0, 0, 0, REHEARSED[0] | (REHEARSED[1] << 8)), 0);
    for (const program of [tiles, text]) {
      if (program === tiles) gl.enable(gl.DEPTH_TEST);
      program.use();
      program.set('uScreen', this.canvas.width, this.canvas.height);
      program.set('uCamera', 0, 0, 1);
      program.set('uMove', 1);
      program.set('uRatio', 1);
      this.indices.bindAll(1);
      gl.drawElements(gl.TRIANGLES, INDICES_A_QUAD, gl.UNSIGNED_INT, 0);
      gl.disable(gl.DEPTH_TEST);
    }
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    gl.flush();
  }

  private drawTiles(frame: Frame, places: PlaceTexels): void {
    const { gl, tiles } = this;
    tiles.use();
    this.set(tiles, frame);
    tiles.set('uTick', tickAt(frame.now));
    tiles.set('uLate', frame.late ? 1 : 0);
    gl.enable(gl.DEPTH_TEST);
    const quads = this.chosen(frame, places);
    gl.drawElements(gl.TRIANGLES, quads * INDICES_A_QUAD, gl.UNSIGNED_INT, 0);
    gl.disable(gl.DEPTH_TEST);
    this.drawCalls++;
  }

  /** Binds the tiles that are drawn: all, or those in sight where that is much less. */
  private chosen(frame: Frame, places: PlaceTexels): number {
    const rect: Rect | null = frame.move < 1 ? null : this.sight.update(frame.camera, places);
    if (rect) this.indices.choose(this.sight.found, this.sight.count);
    if (this.sight.narrow && frame.move >= 1) return this.indices.bindSome();
    this.indices.bindAll(places.tiles);
    return places.tiles;
  }

  private drawText(frame: Frame): void {
    const { gl, text } = this;
    text.use();
    this.set(text, frame);
    this.indices.bindAll(this.layer.count);
    gl.drawElements(gl.TRIANGLES, this.layer.count * INDICES_A_QUAD, gl.UNSIGNED_INT, 0);
    this.drawCalls++;
  }

  private set(program: Program, { camera, move }: Frame): void {
    const { canvas, ratio } = this;
    const scale = camera.zoom * ratio;
    program.set('uScreen', canvas.width, canvas.height);
    program.set('uCamera', Math.round(camera.x * ratio), Math.round(camera.y * ratio), scale);
    program.set('uMove', move);
    program.set('uRatio', ratio);
    program.set('uGap', (this.places?.gap ?? 0) * scale);
  }
}
