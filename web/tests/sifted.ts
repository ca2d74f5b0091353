import type { Sifted } from '../src/find/filter';
import type { Columns } from '../src/model/columns';
import { NOWHERE } from '../src/model/columns';
import type { Market } from '../src/model/market';
import { Picture } from '../src/model/picture';
import type { Terms } from '../src/model/terms';

function dictionary(words: readonly string[]): { at: Uint32Array; of: string[] } {
  const of = [...new Set(words)];
  return { at: Uint32Array.from(words, (word) => of.indexOf(word)), of };
}

/** A picture of these clusters, with its columns; null is a row that is absent. */
export function siftedOf(market: Market, rows: readonly (Terms | null)[]): Sifted {
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
    exactAssets: (row) => (rows[row]?.collateral ?? 0n) + (rows[row]?.rewards ?? 0n),
    terms: (row) => rows[row] ?? null,
  };
  const picture = new Picture(market, columns);
  return { columns, market, zones: picture.zones, shades: picture.shades, reading: (row) => picture.reading(row) };
}
