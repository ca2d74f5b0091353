import type { Columns } from '../model/columns';
import { NOWHERE } from '../model/columns';
import type { Picture } from '../model/picture';
import type { Sifted } from './matches';

function dictionary(words: readonly string[]): { at: Uint32Array; of: string[] } {
  const index = new Map<string, number>();
  const at = Uint32Array.from(words, (word) => {
    if (!index.has(word)) index.set(word, index.size);
    return index.get(word)!;
  });
  return { at, of: [...index.keys()] };
}

/** A picture with its columns. */
export function siftedOf(picture: Picture): Sifted {
  const { market, terms: rows } = picture;
  const operators = dictionary(rows.map((t) => t?.info.operator ?? ''));
  const regions = dictionary(rows.map((t) => t?.info.region ?? ''));
  const known = rows.map((_, row) => row).filter((row) => rows[row]);
  const columns: Columns = {
    size: rows.length,
    present: Uint8Array.from(rows, (t) => (t ? 1 : 0)),
    nodes: Uint32Array.from(rows, (t) => t?.nodes ?? 0),
    gpus: Float64Array.from(rows, (t) => t?.gpus ?? 0),
    assets: Float64Array.from(rows, (t) => Number((t?.collateral ?? 0n) + (t?.rewards ?? 0n))),
    collateral: Float64Array.from(rows, (t) => Number(t?.collateral ?? 0n)),
    queueState: Uint8Array.from(rows, (t) => t?.queueState ?? 0),
    deadline: Float64Array.from(rows, (t) => Number(t?.deadline ?? 0n)),
    disputed: Uint8Array.from(rows, (t) => (t?.disputed ? 1 : 0)),
    classAt: Uint32Array.from(rows, (t) => market.classIndex.get(t?.info.classId ?? '') ?? NOWHERE),
    regionAt: regions.at,
    regions: regions.of,
    operatorAt: operators.at,
    operators: operators.of,
    byId: Uint32Array.from(known.sort((a, b) => (BigInt(rows[a]!.info.id) < BigInt(rows[b]!.info.id) ? -1 : 1))),
    id: (row) => rows[row]?.info.id ?? '0',
    name: (row) => rows[row]?.info.name ?? '',
    terms: (row) => rows[row] ?? null,
  };
  return { columns, market, zones: picture.zones, shades: picture.shades, reading: (row) => picture.reading(row) };
}
