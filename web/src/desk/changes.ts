import { Picture } from '../model/picture';
import { ZONE_WORDS } from '../map/sentences';
import { integer } from '../ui/format';

/** How many clusters another judgement puts elsewhere, and where to, in the order of `Zone`. */
export interface Changes {
  readonly total: number;
  readonly to: readonly number[];
}

/** Compares two judgements of the same rows; absent ones do not count. */
export function changesBetween(before: Uint8Array, after: Uint8Array): Changes {
  const to = [0, 0, 0, 0, 0, 0];
  let total = 0;
  for (let row = 0; row < after.length; row++) {
    const zone = after[row]!;
    if (zone === before[row] || zone === Picture.ABSENT) continue;
    to[zone]!++;
    total++;
  }
  return { total, to };
}

/** `14 would change: 9 to warning, 5 to red`. */
export function changeWords({ total, to }: Changes): string {
  if (total === 0) return 'none would change';
  const parts = to.flatMap((count, zone) => (count > 0 ? [`${integer(count)} to ${ZONE_WORDS[zone]}`] : []));
  return `${integer(total)} would change: ${parts.join(', ')}`;
}
