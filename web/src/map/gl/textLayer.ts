import type { Rect } from '../layout/layout';
import type { Frame } from '../renderer';
import type { DataTexture, Traffic } from './dataTexture';
import { linesFor } from './dataTexture';
import { LABEL_FROM, LEAST_WORDED } from '../typography';
import { GlyphAtlas } from './glyphAtlas';
import { GlyphCells } from './glyphCells';
import type { PlaceTexels } from './placeTexels';
import { SLACK, insetOf, usualOf } from '../places';
import { covers } from './sight';
import { TextQuads, isSigned } from './textQuads';

/** Words are set for tiles so far outside the view too, so that a pan sets none; CSS px. */
const MARGIN = 160;
/** A zoom that differs by less is drawn with the words as they are set; they are set anew when it rests. */
const ZOOM_STEP = 0.04;
/** Time for labels that need exact arithmetic, a frame; ms. The rest follow in the next frames. */
const WORK_MS = 1.5;
const ASK_EVERY = 16;
/** No heading that is lower has words; CSS px. */
const SMALLEST = 12;

/** The letters of what is in sight: set when the view, the zoom or the words change, and not on each frame of a pan. */
export class TextLayer {
  stale = true;
  private readonly atlas: GlyphAtlas;
  private readonly cells = new GlyphCells();
  private readonly quads: TextQuads;
  private readonly texture: WebGLTexture;
  private found = new Uint32Array(0);
  private taken: Rect | null = null;
  private zoom = 0;
  private lastZoom = 0;

  constructor(
    private readonly gl: WebGL2RenderingContext,
    ratio: number,
    private readonly unit: number,
    private readonly traffic: Traffic,
  ) {
    this.atlas = new GlyphAtlas(ratio);
    this.quads = new TextQuads(this.atlas, this.cells);
    this.texture = gl.createTexture();
    const { width, height } = this.atlas.canvas;
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
  }

  /** Glyphs to draw. */
  get count(): number {
    return this.cells.count;
  }

  reletter(): void {
    this.atlas.clear();
    this.stale = true;
  }

  /** Sets words where they are out of date and sends them; true when some are still missing. */
  update(frame: Frame, places: PlaceTexels, words: Uint32Array, glyphs: DataTexture): boolean {
    const { camera } = frame;
    const zooming = camera.zoom !== this.zoom;
    const resting = camera.zoom === this.lastZoom;
    this.lastZoom = camera.zoom;
    const moved = !this.taken || !covers(this.taken, camera.sight(0));
    const rezoomed = zooming && (resting || Math.abs(camera.zoom / this.zoom - 1) > ZOOM_STEP);
    if (!this.stale && !moved && !rezoomed) return zooming;
    const generation = this.atlas.generation;
    let complete = this.set(frame, places, words);
    // The atlas was full and began anew: what was set before that points nowhere.
    if (this.atlas.generation !== generation) complete = this.set(frame, places, words);
    this.stale = !complete;
    this.send(glyphs);
    return !complete;
  }

  destroy(): void {
    this.gl.deleteTexture(this.texture);
  }

  private set(frame: Frame, places: PlaceTexels, words: Uint32Array): boolean {
    const { camera } = frame;
    this.cells.clear();
    this.zoom = camera.zoom;
    this.taken = camera.sight(MARGIN);
    this.headings(frame, places, this.taken);
    const { layout } = places;
    const { most, rects } = layout;
    if (most.height * camera.zoom < LEAST_WORDED.height || most.width * camera.zoom < LEAST_WORDED.width) return true;
    const { ratio } = this.atlas;
    const usual = usualOf(layout);
    this.quads.typing.expect(usual.width * camera.zoom, usual.height * camera.zoom, SLACK * camera.zoom);
    const { x, y, width, height } = this.taken;
    const { contentWidth, contentHeight } = layout;
    // All of them one after another, not by place: what lies side by side in memory is read in a fraction of the time.
    const all = covers(this.taken, { x: 0, y: 0, width: contentWidth, height: contentHeight });
    if (!all && this.found.length < layout.size) this.found = new Uint32Array(layout.size);
    const { found } = this;
    const count = all ? layout.size : layout.rowsIn(x, y, width, height, found);
    const end = performance.now() + WORK_MS;
    const leastWide = LEAST_WORDED.width / camera.zoom;
    const leastHigh = LEAST_WORDED.height / camera.zoom;
    // Of these it is sure that they have no label, also where they are typed as the usual one: a sign at most.
    const bareWide = LABEL_FROM.width / camera.zoom - SLACK;
    const bareHigh = LABEL_FROM.height / camera.zoom - SLACK;
    let mayWork = true;
    let complete = true;
    let worded = 0;
    for (let i = 0; i < count; i++) {
      const row = all ? i : found[i]!;
      const at = 4 * row;
      if (rects[at + 2]! < leastWide || rects[at + 3]! < leastHigh) continue;
      const word = words[row]!;
      if ((rects[at + 2]! < bareWide || rects[at + 3]! < bareHigh) && !isSigned(word)) continue;
      if (worded++ % ASK_EVERY === 0 && mayWork) mayWork = performance.now() < end;
      const wide = rects[at + 2]! * camera.zoom;
      const high = rects[at + 3]! * camera.zoom;
      const inset = insetOf(Math.min(wide, high) * ratio, places.gap * camera.zoom * ratio, ratio) / ratio;
      if (!this.quads.tile(row, word, wide - inset, high - inset, frame.words, mayWork)) complete = false;
    }
    return complete;
  }

  private headings(frame: Frame, places: PlaceTexels, taken: Rect): void {
    places.layout.groups.forEach(({ heading }, group) => {
      const { camera, words } = frame;
      if (heading.height * camera.zoom < SMALLEST) return;
      const apart = heading.y > taken.y + taken.height || heading.y + heading.height < taken.y;
      if (apart || heading.x > taken.x + taken.width || heading.x + heading.width < taken.x) return;
      this.quads.heading(places.firstHeading + group, camera.seen(heading), words.heading(group), words.told);
    });
  }

  private send(glyphs: DataTexture): void {
    const { gl, traffic } = this;
    if (this.cells.count > 0) glyphs.write(this.cells.cells, linesFor(this.cells.count));
    const dirty = this.atlas.takeDirty();
    if (!dirty) return;
    const { y, image } = dirty;
    gl.activeTexture(gl.TEXTURE0 + this.unit);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, y, image.width, image.height, gl.RGBA, gl.UNSIGNED_BYTE, image.data);
    traffic.uploads++;
    traffic.bytesUploaded += image.data.length;
  }
}
