import type { Picture } from '../model/picture';
import { Geometry } from './geometry';
import { slotRowsOf } from './grouping';
import type { GroupBy } from './grouping';
import { neighbour } from './keyboard';
import type { Arrangement, GroupBox, Layout, Viewport } from './layout/layout';
import { SlotPlan } from './slots';

/** The present slots as a `Layout`; stands in for layout/arranger.ts. */
export class Arranger {
  private plan = new SlotPlan([]);
  private size = 0;
  private groupBy: GroupBy = 'region';
  private viewport: Viewport = { width: 1, height: 1, touch: false };

  arrange(picture: Picture, arrangement: Arrangement, viewport: Viewport): Layout {
    this.groupBy = arrangement.group === 'class' || arrangement.group === 'operator' ? arrangement.group : 'region';
    this.plan = new SlotPlan(slotRowsOf(picture, this.groupBy));
    this.size = picture.terms.length;
    return this.resize(viewport);
  }

  resize(viewport: Viewport): Layout {
    this.viewport = viewport;
    return layoutOf(Geometry.fit(this.plan, viewport), this.plan, this.size, viewport.width);
  }

  follow(picture: Picture): Layout | null {
    this.size = picture.terms.length;
    return this.plan.admit(slotRowsOf(picture, this.groupBy)) ? this.resize(this.viewport) : null;
  }

  get overflowed(): number {
    return this.plan.overflowed;
  }

  outOfOrder(_picture: Picture): number {
    return 0;
  }
}

function layoutOf(geometry: Geometry, plan: SlotPlan, size: number, contentWidth: number): Layout {
  const [x, y, width, height] = [0, 0, 0, 0].map(() => new Float32Array(size)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const order: number[] = [];
  const groups = plan.groups.map((group, i): GroupBox => {
    order.push(...group.slots);
    const heading = geometry.heading(i);
    return { name: group.name, level: 0, heading, rows: Uint32Array.from(group.slots), ...heading };
  });
  for (const row of order) {
    const rect = geometry.rect(row)!;
    [x[row], y[row], width[row], height[row]] = [rect.x, rect.y, rect.width, rect.height];
  }
  return {
    x,
    y,
    width,
    height,
    groups,
    free: Float32Array.from(geometry.free().flatMap((r) => [r.x, r.y, r.width, r.height])),
    contentWidth,
    contentHeight: geometry.contentHeight,
    order: Uint32Array.from(order),
    pick: (px, py) => geometry.pick(px, py),
    rowsIn(left, top, wide, high, out) {
      let count = 0;
      for (const row of order) {
        const apart =
          x[row]! > left + wide || y[row]! > top + high || x[row]! + width[row]! < left || y[row]! + height[row]! < top;
        if (!apart && count < out.length) out[count++] = row;
      }
      return count;
    },
    neighbour: (row, dx, dy) => neighbour(geometry, order, row, dx, dy) ?? -1,
  };
}
