import { isHeld } from '../ui/atRest';
import { Camera } from './camera';
import type { Place } from './camera';
import { Gestures } from './gestures';
import { Keyboard } from './keyboard';
import type { Arrangement, Layout, Rect } from './layout/layout';
import { isPlaced, rectAt } from './layout/layout';
import { Looks } from './looks';
import type { Mark } from './looks';
import { Palette } from './palette';
import type { PaletteName, Theme } from './palette';
import { Paints } from './paints';
import { PinnedHeadings } from './pinnedHeadings';
import { gapOf, placeOf, usualOf } from './places';
import { RowGrid } from './rowGrid';
import { RowWriter } from './rowWriter';
import type { Scene } from './scene';
import { SceneWords } from './scene';
import { wordsOf } from './sentences';
import { Arranger } from './layout/arranger';
import { Stage } from './stage';
import { MANY } from './warm';
import { NOTHING, SELECTED, afterStepOf, afterZoneOf, zoneOf, DIMMED } from './tileState';

export type { Place } from './camera';
export type { Scene } from './scene';

export interface MapEvents {
  hover(row: number | null): void;
  select(row: number | null): void;
  painted(): void;
  /** Clusters in the box at the end, until the user lays out anew. */
  overflowed(count: number): void;
  /** Clusters that sorting by risk would put elsewhere now. */
  outOfOrder(count: number): void;
  /** The user zoomed or moved the map. */
  camera(place: Place): void;
  /** Tiles lie elsewhere now. */
  shown(layout: Layout): void;
}

/** A tile as it is painted. */
export interface Described {
  /** Page px. */
  readonly rect: Rect;
  readonly fill: string;
  readonly dimmed: boolean;
  readonly after: { readonly zone: number; readonly fill: string } | null;
}

/** What the map costs; read by benchmarks. */
export interface MapStats {
  readonly renderer: 'webgl' | 'canvas';
  /** Of the last frame. */
  readonly drawCalls: number;
  readonly lastScriptMs: number;
  /** Frames drawn since the start. */
  readonly frames: number;
  /** To the GPU since the renderer's start. */
  readonly uploads: number;
  readonly bytesUploaded: number;
}

const MOVE_MS = 260;
/** After so long the first picture is on the screen. */
const SEEN_MS = 100;
/** In place of an animation frame's number: it is drawn when the task is done. */
const NEWS = -1;
const ZOOM_STEP = 1.5;
const PHONE = '(max-width: 767px)';
const REDUCED = '(prefers-reduced-motion: reduce)';

/** The map: what is where, how it looks, what part of it is in sight. Knows no framework; lives in a scrolling host element. */
export class MapView {
  private readonly grid = new RowGrid('Clusters by group');
  private readonly rows = new RowWriter(
    this.grid,
    (row) => this.scene && wordsOf(this.scene.picture, row, this.scene.late, this.scene),
  );
  private readonly camera = new Camera();
  private readonly arranger = new Arranger();
  private readonly looks = new Looks();
  private readonly stage: Stage;
  private readonly pinned: PinnedHeadings;
  private readonly gestures: Gestures;
  private arrangement: Arrangement = { group: 'region', within: 'none', size: 'equal', sort: 'id' };
  private layout: Layout | null = null;
  private before: Layout | null = null;
  private movedAt = Number.NEGATIVE_INFINITY;
  private paints = new Paints(new Palette('default', 'dark', false));
  private scene: Scene | null = null;
  private sceneWords: SceneWords | null = null;
  private told: string | null = null;
  private wanted: Place | null = null;
  private announced: Place = Camera.whole;
  private looked = true;
  /** Device px a CSS px, of the last size. */
  private ratio = 0;
  private frame = 0;
  private frames = 0;
  private lastScriptMs = 0;

  constructor(
    host: HTMLElement,
    private readonly events: MapEvents,
  ) {
    this.stage = new Stage(host, {
      replaced: () => this.feed(),
      scrolled: () => this.onScroll(),
      resized: () => this.reshape(),
    });
    this.stage.renderer.paint(this.paints);
    this.pinned = new PinnedHeadings(this.stage.renderer.canvas);
    host.prepend(this.grid.element);
    this.gestures = new Gestures(host, this.camera, {
      moved: () => this.movedByHand(),
      hover: (point) => this.hover(point && this.rowAt(point)),
      click: (point) => this.events.select(this.rowAt(point)),
    });
    new Keyboard(this.grid.element, {
      move: (dx, dy) => this.moveFocus(dx, dy),
      edge: (last) => this.focusEdge(last),
      page: (direction) => this.movePage(direction),
      open: () => this.events.select(this.looks.at('focused')),
      close: () => this.events.select(null),
      enter: () => this.focus(this.looks.at('focused') ?? this.looks.at('selected') ?? this.first),
      leave: () => this.focus(null),
      zoom: (direction) => (direction === 0 ? this.fit() : this.zoomBy(ZOOM_STEP ** direction)),
    });
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.rows.drop();
    this.gestures.destroy();
    this.stage.destroy();
  }

  get stats(): MapStats {
    const { renderer, kind } = this.stage;
    return Object.freeze({
      renderer: kind,
      drawCalls: renderer.drawCalls,
      lastScriptMs: this.lastScriptMs,
      frames: this.frames,
      uploads: renderer.traffic.uploads,
      bytesUploaded: renderer.traffic.bytesUploaded,
    });
  }

  setPalette(name: PaletteName, theme: Theme): void {
    this.paints = new Paints(new Palette(name, theme, this.scene?.late ?? false));
    this.stage.renderer.paint(this.paints);
    this.schedule();
  }

  /** The page's font is there: letters are drawn anew with it. */
  reletter(): void {
    this.stage.renderer.reletter();
    this.schedule();
  }

  /** What a simulated network says of itself, written over its tiles; null for one that is none. */
  setTold(label: string | null): void {
    if (label === this.told) return;
    this.told = label;
    this.reword();
  }

  /** Another arrangement: an act of the user. */
  setArrangement(arrangement: Arrangement): void {
    const { group, within, size, sort } = this.arrangement;
    const same =
      group === arrangement.group &&
      within === arrangement.within &&
      size === arrangement.size &&
      sort === arrangement.sort;
    this.arrangement = arrangement;
    if (!same) this.layOut();
  }

  /** Lays out anew: everyone gets the slot that a newcomer to the page would see. An act of the user. */
  layOut(): void {
    const viewport = this.viewport();
    if (!this.scene || !viewport || !this.prepared(() => this.layOut())) return;
    this.camera.fit();
    this.put(this.arranger.arrange(this.scene.picture, this.arrangement, viewport), true);
    this.cameraMoved();
  }

  /** Shows a scene. A block never moves a tile in fixed slots. */
  show(scene: Scene): void {
    const before = this.scene;
    const { palette } = this.paints;
    this.scene = scene;
    // Its code comes while the first picture is laid out.
    if (this.mustWait(scene)) void this.stage.upgrade().then(() => this.schedule());
    if (scene.late !== (before?.late ?? false)) this.setPalette(palette.name, palette.theme);
    this.looks.show(scene, performance.now());
    this.looked = true;
    const { layout } = this;
    if (!layout) this.reshape();
    else if (before?.picture !== scene.picture) {
      const next = this.arranger.follow(scene.picture);
      if (next) this.put(next, false);
      else this.events.outOfOrder(this.arranger.outOfOrder(scene.picture));
    }
    // In the midst of a drag over many tiles a block is decided in one frame and drawn in the next.
    if (before && before.picture !== scene.picture && scene.picture.columns.size > MANY && isHeld()) this.schedule();
    // What was put is worded.
    if (this.layout !== null && this.layout !== layout) return;
    this.reword();
    this.rows.later();
  }

  select(row: number | null): void {
    this.mark('selected', row);
    this.reveal(row, matchMedia(PHONE).matches ? 0.32 : 1);
  }

  /** Focus returns to the map, on the selected tile. */
  takeFocus(): void {
    this.grid.element.focus({ preventScroll: true });
  }

  /** About the middle of the view. */
  zoomBy(factor: number): void {
    this.camera.zoomAt(factor, this.camera.width / 2, this.camera.height / 2);
    this.movedByHand();
  }

  fit(): void {
    this.camera.fit();
    this.movedByHand();
  }

  /** Goes to a place that a link names, as soon as there is a map; null: all in sight. Tells no one. */
  goTo(place: Place | null): void {
    const wanted = place ?? Camera.whole;
    if (this.layout && !samePlace(wanted, this.announced)) {
      if (wanted.zoom <= 1) this.camera.fit();
      else this.camera.go(wanted);
      this.announced = this.camera.place;
      this.schedule();
    } else if (!this.layout) this.wanted = place;
  }

  /** A tile's place in page px, the fill that is painted there, and whether it is dimmed; `after`: zone and fill of its right half. */
  describe(row: number): Described | null {
    const { layout, camera, stage, paints } = this;
    const word = this.looks.words[row] ?? NOTHING;
    if (!layout || zoneOf(word) === NOTHING || !isPlaced(layout.rects, row)) return null;
    const { x, y, width, height } = placeOf(camera, devicePixelRatio || 1, gapOf(layout), rectAt(layout.rects, row));
    const { x: left, y: top } = stage.box;
    const zone = afterZoneOf(word);
    const after =
      zone === NOTHING ? null : { zone, fill: paints.at(zone, afterStepOf(word), (word & DIMMED) !== 0).css };
    const rect = { x: x + left, y: y + top, width, height };
    return { rect, fill: paints.fill(word).css, dimmed: (word & DIMMED) !== 0, after };
  }

  /** The whole map as a picture, `width` × `height` CSS px at `pixelRatio`, without pointer marks; for PNG and print. */
  async snapshot(width: number, height: number, pixelRatio: number): Promise<HTMLCanvasElement> {
    // First what takes time: blocks that come meanwhile write over the arrays of layouts.
    const { pictureOf } = await import('./snapshot');
    const { layout, scene, sceneWords } = this;
    if (!layout || !scene || !sceneWords) throw new Error('There is no map yet to make a picture of.');
    const words = this.looks.words.map((word) => (word & (SELECTED | (SELECTED - 1))) >>> 0);
    const size = { width, height, pixelRatio };
    const drawn = { layout, paints: this.paints, looks: words, words: sceneWords, late: scene.late };
    return pictureOf(size, drawn);
  }

  private get first(): number | null {
    return this.layout?.order.find((row) => zoneOf(this.looks.words[row]!) !== NOTHING) ?? null;
  }

  private viewport(): { width: number; height: number; touch: boolean } | null {
    const { width, height } = this.stage.measure(this.camera);
    return width > 0 && height > 0 ? { width, height, touch: width < 640 } : null;
  }

  /** True when what the arrangement needs is loaded; else it is loaded now, and then `again` is called. */
  private prepared(again: () => void): boolean {
    const { arrangement } = this;
    if (Arranger.isReady(arrangement)) return true;
    Arranger.prepare(arrangement)
      .catch((error: unknown) => {
        console.error(`Tiles by ${arrangement.size} can't be laid out: ${String(error)}; all are drawn equal instead.`);
        this.arrangement = { ...arrangement, size: 'equal' };
      })
      .finally(again);
    return false;
  }

  private reshape(): void {
    const viewport = this.viewport();
    if (!viewport || !this.scene) return;
    const first = this.layout === null;
    if (first && !this.prepared(() => this.reshape())) return;
    // What is observed is told once at once, and then nothing has changed.
    const { width, height } = this.camera;
    if (!first && width === viewport.width && height === viewport.height && this.ratio === devicePixelRatio) return;
    this.camera.setView(viewport.width, viewport.height);
    this.size();
    const { scene, arrangement } = this;
    this.put(
      first ? this.arranger.arrange(scene.picture, arrangement, viewport) : this.arranger.resize(viewport),
      false,
    );
    if (!first) return;
    if (this.wanted) this.camera.go(this.wanted);
    this.announced = this.camera.place;
    this.reveal(this.looks.at('selected'), matchMedia(PHONE).matches ? 0.32 : 1);
  }

  private size(): void {
    const { renderer } = this.stage;
    const { width, height } = this.camera;
    this.ratio = devicePixelRatio;
    renderer.resize(width, height, devicePixelRatio || 1);
    renderer.canvas.style.width = `${width}px`;
    renderer.canvas.style.height = `${height}px`;
  }

  private put(layout: Layout, byAct: boolean): void {
    const arranged = this.layout?.order;
    const moves = byAct && this.layout !== null && !matchMedia(REDUCED).matches;
    this.before = moves ? this.layout : null;
    this.movedAt = moves ? performance.now() : Number.NEGATIVE_INFINITY;
    this.layout = layout;
    this.camera.setContent(layout.contentWidth, layout.contentHeight, usualOf(layout).width);
    this.lay();
    // A block that only sizes tiles keeps the order.
    if (layout.order !== arranged) this.grid.arrange(layout.order);
    this.rows.later();
    this.events.overflowed(this.arranger.overflowed);
    if (this.scene) this.events.outOfOrder(this.arranger.outOfOrder(this.scene.picture));
    this.events.shown(layout);
  }

  private lay(): void {
    const { layout, scene } = this;
    const { renderer } = this.stage;
    if (!layout || !scene) return;
    try {
      renderer.lay(layout, this.before);
    } catch (error) {
      this.stage.refuse(error);
    }
    this.looked = true;
    this.reword();
  }

  /** A renderer that knows nothing yet is told everything. */
  private feed(): void {
    this.size();
    this.stage.renderer.paint(this.paints);
    this.lay();
    this.schedule();
  }

  private reword(): void {
    const { scene, layout } = this;
    if (scene && layout) this.sceneWords = new SceneWords(scene, layout, this.told, this.sceneWords);
    this.stage.renderer.reword();
    this.drawNews();
  }

  private mark(mark: Mark, row: number | null): void {
    for (const changed of this.looks.mark(mark, row)) this.stage.renderer.look(this.looks.words, changed);
    this.schedule();
  }

  private schedule(): void {
    if (!this.frame) this.frame = requestAnimationFrame((now) => this.paint(now));
  }

  /** News is drawn when all that comes with it is told, not a frame later; the first picture has its frame, for much comes with it. */
  private drawNews(): void {
    if (this.frames === 0) this.schedule();
    if (this.frame) return;
    this.frame = NEWS;
    queueMicrotask(() => this.frame === NEWS && this.paint(performance.now()));
  }

  private paint(now: number): void {
    this.frame = 0;
    const { layout, scene, sceneWords: words } = this;
    const { renderer, settled } = this.stage;
    if (!layout || !scene || !words) return;
    if (this.mustWait(scene)) return;
    const began = performance.now();
    if (this.looks.advance(now) || this.looked) renderer.look(this.looks.words);
    this.looked = false;
    const done = Math.min(1, (now - this.movedAt) / MOVE_MS);
    const move = done < 1 ? 1 - (1 - Math.max(0, done)) ** 3 : 1;
    this.stage.mirror(this.camera);
    this.pinned.show(layout.groups, this.camera, (group) => words.heading(group));
    const more = renderer.draw({ camera: this.camera, now, move, late: scene.late, words });
    this.frames++;
    if (more || move < 1 || this.looks.pulsing) this.schedule();
    this.lastScriptMs = performance.now() - began;
    this.events.painted();
    if (!settled) void this.stage.upgrade(SEEN_MS);
  }

  /** The 2D canvas would take longer for the first picture than the GPU's renderer takes to come. */
  private mustWait({ picture }: Scene): boolean {
    return !this.stage.settled && picture.columns.size > MANY;
  }

  private rowAt({ x, y }: { readonly x: number; readonly y: number }): number | null {
    const { camera, layout } = this;
    const row = layout?.pick((x + camera.x) / camera.zoom, (y + camera.y) / camera.zoom) ?? -1;
    return row >= 0 && zoneOf(this.looks.words[row] ?? NOTHING) !== NOTHING ? row : null;
  }

  private hover(row: number | null): void {
    if (row === this.looks.at('hovered')) return;
    this.mark('hovered', row);
    this.events.hover(row);
  }

  private onScroll(): void {
    const at = this.stage.takeScroll();
    if (!at) return;
    this.camera.scrollTo(at.x, at.y);
    this.movedByHand();
  }

  /** What is said beside a tile does not follow it: it goes. */
  private movedByHand(): void {
    this.mark('hovered', null);
    this.events.hover(null);
    this.cameraMoved();
  }

  private cameraMoved(): void {
    this.schedule();
    const { place } = this.camera;
    if (samePlace(place, this.announced)) return;
    this.announced = place;
    this.events.camera(place);
  }

  private focus(row: number | null): void {
    this.mark('focused', row);
    this.grid.activate(row);
    this.events.hover(row);
    this.reveal(row, 1);
  }

  /** Scrolls a tile into the upper `share` of the map. */
  private reveal(row: number | null, share: number): void {
    const { layout, camera } = this;
    if (row === null || !layout || !isPlaced(layout.rects, row) || camera.height === 0) return;
    camera.reveal(rectAt(layout.rects, row), share);
    this.cameraMoved();
  }

  private focusEdge(last: boolean): void {
    const rows = this.layout?.order.filter((row) => zoneOf(this.looks.words[row]!) !== NOTHING);
    this.focus(rows?.at(last ? -1 : 0) ?? null);
  }

  /** A screen further, by visible neighbours; by reading order where there is none below or above. */
  private movePage(direction: -1 | 1): void {
    const { layout, camera } = this;
    const focused = this.looks.at('focused');
    if (focused === null || !layout) return this.focusEdge(false);
    const { rects } = layout;
    const far = rects[4 * focused + 1]! + (direction * camera.height * 0.9) / camera.zoom;
    let at = focused;
    for (
      let next = at;
      next >= 0 && (far - rects[4 * next + 1]!) * direction >= 0;
      next = layout.neighbour(next, 0, direction)
    )
      at = next;
    const next = at === focused ? this.grid.step(focused, direction) : at;
    if (next !== null) this.focus(next);
  }

  private moveFocus(dx: -1 | 0 | 1, dy: -1 | 0 | 1): void {
    const focused = this.looks.at('focused');
    if (focused === null) return this.focusEdge(false);
    const next = this.layout?.neighbour(focused, dx, dy) ?? -1;
    if (next >= 0) this.focus(next);
  }
}

function samePlace(a: Place, b: Place): boolean {
  const near = (p: number, q: number, by: number): boolean => Math.abs(p - q) < by;
  return near(a.zoom, b.zoom, 0.01) && (a.zoom <= 1.001 || (near(a.x, b.x, 1e-4) && near(a.y, b.y, 1e-4)));
}
