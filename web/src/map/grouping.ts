import type { Picture } from '../model/picture';
import type { SlotRow } from './slots';

export type GroupBy = 'region' | 'class' | 'operator';

/** Every present row with its id and the name of its group: all that a slot depends on. No ratio, so that none moves a tile. */
export function slotRowsOf(picture: Picture, groupBy: GroupBy): SlotRow[] {
  const { classes, classIndex } = picture.market;
  const rows: SlotRow[] = [];
  for (let row = 0; row < picture.columns.size; row++) {
    const info = picture.columns.terms(row)?.info;
    if (!info) continue;
    const { id, region, operator, classId } = info;
    const gpuClass = classes[classIndex.get(classId) ?? -1]?.name ?? `class ${classId}`;
    const group = groupBy === 'region' ? region || 'no region' : groupBy === 'class' ? gpuClass : operator;
    rows.push({ row, id: BigInt(id), group });
  }
  return rows;
}
