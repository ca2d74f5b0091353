import type { Picture } from '../model/picture';
import { Zone } from '../model/zone';
import { Geometry } from './geometry';
import { slotRowsOf } from './grouping';
import type { GroupBy } from './grouping';
import { headingOf } from './headings';
import type { Rect } from './geometry';
import { Keyboard, neighbour } from './keyboard';
import { TilePainter } from './painter';
import { Palette } from './palette';
import { Pulses } from './pulses';
import type { Bands, Theme } from './palette';
import { revealed } from './reveal';
import { RowGrid } from './rowGrid';
import { wordsOf } from './sentences';
import { SlotPlan } from './slots';
import type { SlotRow } from './slots';
import { faceOf, sameFace } from './tileFace';
import type { TileFace } from './tileFace';

export interface MapEvents {
  hover(row: number | null): void;
  select(row: number | null): void;
  painted(): void;
  overflowed(count: number): void;
}

/** The canvas map: slots, painting, picking, focus. Knows no framework; lives in a scrolling host element. */
export class MapView {
  private readonly canvas = document.createElement('canvas');
  private readonly spacer = document.createElement('div');
  private readonly context = this.canvas.getContext('2d')!;
  private readonly grid = new RowGrid('Clusters by group');
  private readonly pulses = new Pulses();
  private readonly resize = new ResizeObserver(() => this.reshape());
  private plan = new SlotPlan([]);
  private geometry: Geometry | null = null;
  private painter: TilePainter | null = null;
  private palette = new Palette('default', 'dark', false);
  private picture: Picture | null = null;
  private late = false;
  private groupBy: GroupBy = 'region';
  private faces: (TileFace | null)[] = [];
  private headings: string[] = [];
  private readonly dirty = new Set<number>();
  private allDirty = true;
  private frame = 0;
  private words = 0;
  private focused: number | null = null;
  private scrolledTo = Number.NaN;
  private selected: number | null = null;
  private told: string | null = null;

  constructor(
    private readonly host: HTMLElement,
    private readonly events: MapEvents,
  ) {
    this.canvas.className = 'map-canvas';
    this.canvas.setAttribute('aria-hidden', 'true');
    this.spacer.className = 'map-spacer';
    host.append(this.grid.element, this.canvas, this.spacer);
    host.addEventListener('scroll', this.onScroll, { passive: true });
    this.canvas.addEventListener('pointermove', this.onPointerMove);
    this.canvas.addEventListener('pointerleave', () => this.events.hover(null));
    this.canvas.addEventListener('click', this.onClick);
    new Keyboard(this.grid.element, {
      move: (dx, dy) => this.moveFocus(dx, dy),
      edge: (last) => this.focusEdge(last),
      open: () => this.events.select(this.focused),
      close: () => this.events.select(null),
      enter: () => this.focus(this.focused ?? this.selected ?? this.order()[0] ?? null),
      leave: () => this.focus(null),
    });
    this.resize.observe(host);
  }

  destroy(): void {
    this.resize.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.words);
    this.host.removeEventListener('scroll', this.onScroll);
    this.host.replaceChildren();
  }

  setTheme(theme: Theme): void {
    this.palette = new Palette(this.palette.name, theme, this.late);
    this.reshape();
  }

  /** What a simulated network says of itself, written over its tiles; null for one that is none. */
  setTold(label: string | null): void {
    if (label === this.told) return;
    this.told = label;
    this.allDirty = true;
    this.schedule();
  }

  setGroupBy(groupBy: GroupBy): void {
    this.groupBy = groupBy;
    this.layOut();
  }

  /** Lays out anew: everyone gets the slot that a newcomer to the page would see. An act of the user. */
  layOut(): void {
    this.plan = new SlotPlan(this.slotRows());
    this.events.overflowed(0);
    this.reshape();
  }

  /** Shows a picture. `late`: it is the confirmed one, drawn desaturated. A block never moves a tile. */
  show(picture: Picture, late: boolean): void {
    const first = this.picture === null;
    const before = this.picture;
    this.picture = picture;
    if (late !== this.late) {
      this.late = late;
      this.palette = new Palette(this.palette.name, this.palette.theme, late);
      this.makePainter();
    }
    if (first) this.layOut();
    else if (this.plan.admit(this.slotRows())) {
      this.events.overflowed(this.plan.overflowed);
      this.reshape();
    }
    this.refresh(before?.zones ?? null);
    this.schedule();
    this.writeWords();
  }

  select(row: number | null): void {
    this.mark(this.selected);
    this.selected = row;
    this.mark(row);
    this.reveal(row, this.seen);
  }

  /** The share of the map that the selected cluster's sheet leaves in sight. */
  private get seen(): number {
    return matchMedia('(max-width: 767px)').matches ? 0.32 : 1;
  }

  /** Focus returns to the map, on the selected tile. */
  takeFocus(): void {
    this.grid.element.focus({ preventScroll: true });
  }

  /** A tile's place in page px, and the fill that is painted there. */
  describe(row: number): { rect: Rect; fill: string } | null {
    const rect = this.geometry?.rect(row);
    const face = this.faces[row];
    if (!rect || !face) return null;
    const box = this.canvas.getBoundingClientRect();
    const y = rect.y - this.host.scrollTop + box.top + scrollY;
    return { rect: { ...rect, x: rect.x + box.left + scrollX, y }, fill: this.palette.fill(face.zone, face.step).css };
  }

  private slotRows(): SlotRow[] {
    return this.picture ? slotRowsOf(this.picture, this.groupBy) : [];
  }

  private order(): number[] {
    return this.plan.groups.flatMap((g) => g.slots.filter((row) => this.faces[row]));
  }

  private bands(picture: Picture): Bands {
    return { critical: Number(picture.market.criticalBps) / 1e4, warning: Number(picture.market.warningBps) / 1e4 };
  }

  private refresh(before: Uint8Array | null): void {
    const { picture } = this;
    if (!picture) return;
    const bands = this.bands(picture);
    const crossed: number[] = [];
    for (let row = 0; row < picture.columns.size; row++) {
      const zone = picture.zones[row] as Zone;
      const step = picture.columns.present[row] === 1 ? this.palette.step(zone, picture.shades[row]!, bands) : 0;
      const face = faceOf(picture, row, step);
      if (sameFace(this.faces[row], face)) continue;
      this.faces[row] = face;
      this.mark(row);
      const was = before?.[row];
      if (was !== undefined && was !== zone && was <= Zone.red && zone <= Zone.red) crossed.push(row);
    }
    this.pulses.start(crossed, this.faces.length);
  }

  private reshape(): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (width === 0 || height === 0) return;
    const first = this.geometry === null;
    this.geometry = Geometry.fit(this.plan, { width, height, touch: width < 640 });
    const ratio = devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.spacer.style.height = `${Math.max(0, this.geometry.contentHeight - height)}px`;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.makePainter();
    this.grid.arrange(this.order());
    this.writeWords();
    if (first) this.reveal(this.selected, this.seen);
  }

  private makePainter(): void {
    if (this.geometry)
      this.painter = new TilePainter(this.context, devicePixelRatio || 1, this.palette, this.geometry.tile);
    this.allDirty = true;
    this.schedule();
  }

  private mark(row: number | null): void {
    if (row === null) return;
    this.dirty.add(row);
    this.schedule();
  }

  private schedule(): void {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    this.frame = 0;
    const { geometry, painter, picture } = this;
    if (!geometry || !painter || !picture) return;
    for (const row of this.pulses.advance()) this.dirty.add(row);
    if (this.allDirty) {
      this.context.clearRect(0, 0, this.host.clientWidth, this.host.clientHeight);
      this.headings = [];
      for (const free of geometry.free()) painter.free({ ...free, y: free.y - this.host.scrollTop });
      for (let row = 0; row < this.faces.length; row++) this.paintTile(row, geometry, painter, picture, false);
    } else for (const row of this.dirty) this.paintTile(row, geometry, painter, picture, true);
    this.paintHeadings(geometry, painter);
    this.allDirty = false;
    this.dirty.clear();
    if (this.pulses.running) this.schedule();
    this.events.painted();
  }

  private paintTile(row: number, geometry: Geometry, painter: TilePainter, picture: Picture, clear: boolean): void {
    const at = geometry.rect(row);
    const face = this.faces[row];
    if (!at) return;
    const rect = { ...at, y: at.y - this.host.scrollTop };
    if (rect.y > this.host.clientHeight || rect.y + rect.height < 0) return;
    if (clear) this.context.clearRect(rect.x - 2.6, rect.y - 2.6, rect.width + 5.2, rect.height + 5.2);
    if (!face) return;
    const marks = { focused: row === this.focused, selected: row === this.selected, pulse: this.pulses.at(row) };
    painter.tile(rect, face, picture.columns.name(row), marks);
  }

  private paintHeadings(geometry: Geometry, painter: TilePainter): void {
    this.plan.groups.forEach((group, i) => {
      const { name, details } = headingOf(group, (row) => this.faces[row]?.zone ?? null);
      if (this.headings[i] === details[0]) return;
      this.headings[i] = details[0]!;
      const at = geometry.heading(i);
      const rect = { ...at, y: at.y - this.host.scrollTop };
      this.context.clearRect(rect.x, rect.y, rect.width, rect.height - 3);
      painter.heading(rect, name, details, this.told);
    });
  }

  /** The hidden rows follow at leisure: they must be right, not first. */
  private writeWords(): void {
    if (this.words) return;
    this.words = window.setTimeout(() => {
      this.words = 0;
      const { picture, late } = this;
      if (!picture) return;
      this.grid.arrange(this.order());
      this.grid.write((row) => wordsOf(picture, row, late));
    }, 60);
  }

  private rowAt(event: MouseEvent): number | null {
    const row = this.geometry?.pick(event.offsetX, event.offsetY + this.host.scrollTop) ?? -1;
    return row >= 0 && this.faces[row] ? row : null;
  }

  private readonly onScroll = (): void => {
    this.allDirty = true;
    this.schedule();
    // Where the focus scrolled to, its words stay.
    if (this.host.scrollTop !== this.scrolledTo) this.events.hover(null);
  };

  private readonly onPointerMove = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse') this.events.hover(this.rowAt(event));
  };

  private readonly onClick = (event: MouseEvent): void => {
    this.events.select(this.rowAt(event));
  };

  private focus(row: number | null): void {
    this.mark(this.focused);
    this.focused = row;
    this.mark(row);
    this.grid.activate(row);
    this.events.hover(row);
    this.reveal(row, 1);
  }

  /** Scrolls a tile into the upper `share` of the map. */
  private reveal(row: number | null, share: number): void {
    const rect = row === null ? null : this.geometry?.rect(row);
    if (!rect || this.host.clientHeight === 0) return;
    this.host.scrollTop = revealed(rect, this.host.scrollTop, this.host.clientHeight * share);
    this.scrolledTo = this.host.scrollTop;
  }

  private focusEdge(last: boolean): void {
    this.focus(this.order().at(last ? -1 : 0) ?? null);
  }

  private moveFocus(dx: number, dy: number): void {
    const { geometry, focused } = this;
    const next = geometry && focused !== null ? neighbour(geometry, this.order(), focused, dx, dy) : null;
    if (focused === null) this.focusEdge(false);
    else if (next !== null) this.focus(next);
  }
}
