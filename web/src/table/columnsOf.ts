import type { Columns } from '../model/columns';
import { NOWHERE } from '../model/columns';
import type { Picture } from '../model/picture';

const kept = new WeakMap<object, Columns>();

function dictionary(values: readonly (string | undefined)[]): { at: Uint32Array; words: string[] } {
  const words: string[] = [];
  const index = new Map<string, number>();
  const at = Uint32Array.from(values, (value) => {
    if (value === undefined) return NOWHERE;
    const known = index.get(value);
    if (known !== undefined) return known;
    index.set(value, words.length);
    words.push(value);
    return words.length - 1;
  });
  return { at, words };
}

/** A picture's terms as columns. */
export function columnsOf(picture: Picture): Columns {
  const known = kept.get(picture.terms);
  if (known) return known;
  const { terms } = picture;
  const regions = dictionary(terms.map((t) => t?.info.region));
  const operators = dictionary(terms.map((t) => t?.info.operator));
  const big = (row: number): bigint => BigInt(terms[row]?.info.id ?? -1);
  const made: Columns = {
    size: terms.length,
    present: Uint8Array.from(terms, (t) => (t ? 1 : 0)),
    nodes: Uint32Array.from(terms, (t) => t?.nodes ?? 0),
    gpus: Float64Array.from(terms, (t) => t?.gpus ?? 0),
    assets: Float64Array.from(terms, (t) => (t ? Number(t.collateral + t.rewards) : 0)),
    collateral: Float64Array.from(terms, (t) => Number(t?.collateral ?? 0n)),
    queueState: Uint8Array.from(terms, (t) => t?.queueState ?? 0),
    deadline: Float64Array.from(terms, (t) => Number(t?.deadline ?? 0n)),
    disputed: Uint8Array.from(terms, (t) => (t?.disputed ? 1 : 0)),
    classAt: Uint32Array.from(terms, (t) => picture.market.classIndex.get(t?.info.classId ?? '') ?? NOWHERE),
    regionAt: regions.at,
    regions: regions.words,
    operatorAt: operators.at,
    operators: operators.words,
    byId: Uint32Array.from(terms.map((_, row) => row).sort((a, b) => (big(a) < big(b) ? -1 : 1))),
    id: (row) => terms[row]?.info.id ?? '',
    name: (row) => terms[row]?.info.name ?? '',
    terms: (row) => terms[row] ?? null,
  };
  kept.set(terms, made);
  return made;
}

/** Requirements in token base units, nearest doubles; NaN where there is none. */
export function requirementsOf(picture: Picture): Float64Array {
  return Float64Array.from(picture.terms, (_, row) => Number(picture.reading(row)?.requiredTokens ?? Number.NaN));
}
