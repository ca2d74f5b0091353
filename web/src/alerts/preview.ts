import { mineRows } from '../find/mineRows';
import type { Picture } from '../model/picture';
import { Zone, isQueued, type QueueState } from '../model/zone';
import type { WireRuleDraft, WireScope } from './wire';

/** What a rule means on the map that is shown. */
export interface Preview {
  /** Clusters that it is about. */
  readonly inScope: number;
  /** Those for which it would hold now; null where one picture can't tell. */
  readonly holding: number | null;
}

const BPS = 10n ** 14n;
/** Doubles this near to a level are compared exactly. */
const NEAR = 1e-9;
const ZONES: readonly string[] = Object.keys(Zone);

function rowsOf(picture: Picture, scope: WireScope): Uint8Array {
  const { columns } = picture;
  const rows = new Uint8Array(columns.size);
  if (scope.type === 'clusters')
    mineRows(
      columns,
      (scope.clusters ?? []).filter((id) => /^\d+$/.test(id)),
      rows,
    );
  else if (scope.type === 'operators')
    mineRows(
      columns,
      (scope.operators ?? []).map((address) => address.toLowerCase()),
      rows,
    );
  else if (scope.type === 'gpuClass') {
    const wanted = picture.market.classIndex.get(scope.gpuClass ?? '');
    for (let row = 0; row < columns.size; row++) if (columns.classAt[row] === wanted) rows[row] = 1;
  } else rows.fill(1);
  for (let row = 0; row < rows.length; row++)
    if (columns.present[row] !== 1 || picture.zones[row] === Zone.liquidated) rows[row] = 0;
  return rows;
}

/** Basis points of a ratio of at most 4 decimals; null for anything else. */
function bpsOf(text: string): bigint | null {
  const match = /^(\d{1,20})(?:\.(\d{1,4}))?$/.exec(text);
  return match ? BigInt((match[1] ?? '0') + (match[2] ?? '').padEnd(4, '0')) : null;
}

function holds(picture: Picture, { kind }: WireRuleDraft): ((row: number) => boolean) | null {
  const { zones, shades, market } = picture;
  switch (kind.type) {
    case 'ratioBelow': {
      const named = String(kind['threshold']);
      const bps = named === 'critical' ? market.criticalBps : named === 'warning' ? market.warningBps : bpsOf(named);
      if (bps === null) return null;
      const level = Number(bps) / 1e4;
      return (row) => {
        const shade = shades[row] ?? NaN;
        if (!(Math.abs(shade - level) <= NEAR * level)) return shade < level;
        const exact = picture.reading(row)?.ratio ?? null;
        return exact !== null && exact < bps * BPS;
      };
    }
    case 'inZone': {
      const wanted = (Array.isArray(kind['zones']) ? (kind['zones'] as readonly string[]) : []).map((z) =>
        ZONES.indexOf(z),
      );
      return (row) => wanted.includes(zones[row] ?? -1);
    }
    case 'persistentYellow':
      return (row) => zones[row] === Zone.yellow;
    case 'queue':
      return (row) => isQueued((picture.columns.queueState[row] ?? 0) as QueueState);
    default:
      return null;
  }
}

/** How many clusters a rule is about, and for how many it would hold at the block that is shown. */
export function preview(picture: Picture, rule: WireRuleDraft): Preview {
  const rows = rowsOf(picture, rule.scope);
  const isHolding = holds(picture, rule);
  let [inScope, holding] = [0, 0];
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue;
    inScope++;
    if (isHolding?.(row)) holding++;
  }
  return { inScope, holding: isHolding === null ? null : holding };
}

/** The preview in words. */
export function previewWords({ inScope, holding }: Preview, type: string): string {
  const clusters = (count: number): string => `${count} ${count === 1 ? 'cluster' : 'clusters'}`;
  if (inScope === 0) return 'No cluster is in its scope: it would never fire.';
  const about = `About ${clusters(inScope)}.`;
  if (holding === null) return `${about} Whether it fires depends on what comes; try it on the past.`;
  if (type === 'persistentYellow') return `${about} ${clusters(holding)} yellow now.`;
  if (type === 'queue') return `${about} ${clusters(holding)} in the queue now.`;
  const always = holding === inScope && inScope > 1 ? ' That is all of them: it would always fire.' : '';
  return `${about} It would fire for ${clusters(holding)} now.${always}`;
}
