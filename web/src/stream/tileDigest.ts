import { AMOUNT_WORDS, AmountColumn } from '../model/amountLane';
import type { ColumnView } from '../model/columnView';
import type { WholeColumn } from '../model/wholeLane';
import { LANE_SEEDS, finish, mix, scramble } from './murmur';

/** 32-bit sums that a state hash has. */
export const LANES = LANE_SEEDS.length;
const WORD = 2 ** 32;
const U256_WORDS = 8;
/** Places in a tile's row of bytes (docs/protocol.md, stateHash). */
const AT = {
  id: 1,
  collateral: 33,
  rewards: 65,
  nodes: 97,
  gpus: 101,
  classId: 109,
  queueState: 141,
  flaggedAt: 142,
  deadline: 174,
  known: 206,
  knownRatio: 207,
  knownZone: 239,
  knownBlock: 240,
  end: 248,
} as const;

const row = new DataView(new ArrayBuffer(252));
row.setUint8(0, 3);

function u32(at: number, value: number): void {
  row.setUint32(at, value, true);
}

/** The low 64 bits of a whole number below 2⁵³. */
function u64(at: number, value: number): void {
  u32(at, value % WORD);
  u32(at + 4, Math.floor(value / WORD));
}

function u256(at: number, value: bigint): void {
  for (let k = 0; k < U256_WORDS; k++) u32(at + 4 * k, Number(BigInt.asUintN(32, value >> BigInt(32 * k))));
}

function amount(at: number, column: AmountColumn, index: number): void {
  if (column.wide.size > 0 && column.wide.has(index)) return u256(at, column.at(index));
  const page = column.page(index);
  const place = AmountColumn.place(index);
  for (let k = 0; k < AMOUNT_WORDS; k++) u32(at + 4 * k, page[place + k]!);
  for (let k = AMOUNT_WORDS; k < U256_WORDS; k++) u32(at + 4 * k, 0);
}

function whole(at: number, column: WholeColumn, index: number): void {
  if (column.wide.size > 0 && column.wide.has(index)) return u256(at, column.at(index));
  u64(at, column.doubles[index]!);
  for (let k = 2; k < U256_WORDS; k++) u32(at + 4 * k, 0);
}

let lastClass = '';

/** Classes repeat: what the last tile wrote mostly stands already. */
function classWords(id: string): void {
  if (id === lastClass) return;
  u256(AT.classId, BigInt(id));
  lastClass = id;
}

/** Lays a present tile's bytes out; returns how many they are. */
function lay({ parts }: ColumnView, index: number): number {
  whole(AT.id, parts.ids, index);
  amount(AT.collateral, parts.collaterals, index);
  amount(AT.rewards, parts.rewards, index);
  u32(AT.nodes, parts.nodes[index]!);
  const gpus = parts.gpus[index]!;
  if (gpus <= Number.MAX_SAFE_INTEGER) u64(AT.gpus, gpus);
  else row.setBigUint64(AT.gpus, BigInt(gpus), true);
  classWords(parts.classIds[parts.classKey[index]!]!);
  row.setUint8(AT.queueState, parts.queueState[index]!);
  whole(AT.flaggedAt, parts.flaggedAt, index);
  whole(AT.deadline, parts.deadlines, index);
  const known = parts.knownZone[index]!;
  row.setUint8(AT.known, known === 0 ? 0 : 1);
  amount(AT.knownRatio, parts.knownRatio, index);
  row.setUint8(AT.knownZone, known === 0 ? 0 : known - 1);
  u64(AT.knownBlock, parts.knownBlock[index]!);
  if (parts.disputed[index] !== 1) return AT.end;
  row.setUint8(AT.end, 1);
  return AT.end + 1;
}

/** Writes the digest of row `index` to `into`, from `at` on: one word a lane. An absent row's is 0. */
export function tileDigest(columns: ColumnView, index: number, into: Uint32Array, at: number): void {
  if (columns.present[index] !== 1) {
    for (let lane = 0; lane < LANES; lane++) into[at + lane] = 0;
    return;
  }
  const length = lay(columns, index);
  let [a, b, c, d] = LANE_SEEDS;
  for (let i = 0; i < AT.end; i += 4) {
    const k = scramble(row.getInt32(i, true));
    a = mix(a ^ k);
    b = mix(b ^ k);
    c = mix(c ^ k);
    d = mix(d ^ k);
  }
  const tail = length > AT.end ? scramble(row.getUint8(AT.end)) : 0;
  into[at] = finish(a ^ tail, length);
  into[at + 1] = finish(b ^ tail, length);
  into[at + 2] = finish(c ^ tail, length);
  into[at + 3] = finish(d ^ tail, length);
}
