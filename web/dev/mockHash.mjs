// Development only: the stateHash of docs/protocol.md, written a second time so that the page's own is checked by another.
const SEEDS = [0x9e3779b9, 0x3c6ef372, 0xdaa66d2b, 0x78dde6e4];

function murmur(buf, seed) {
  let h = seed;
  const mixed = (k) => {
    const r = Math.imul(k, 0xcc9e2d51);
    return Math.imul((r << 15) | (r >>> 17), 0x1b873593);
  };
  let i = 0;
  for (; i + 4 <= buf.length; i += 4) {
    h ^= mixed(buf.readInt32LE(i));
    h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  }
  let k = 0;
  for (let j = buf.length - 1; j >= i; j--) k = (k << 8) | buf[j];
  if (buf.length > i) h ^= mixed(k);
  h ^= buf.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const le = (value, size) => {
  const b = Buffer.alloc(size);
  let v = BigInt.asUintN(size * 8, BigInt(value ?? 0));
  for (let i = 0; i < size; i++, v >>= 8n) b[i] = Number(v & 255n);
  return b;
};
const opt = (value) => Buffer.concat([le(value == null ? 0 : 1, 1), le(value ?? 0, 32)]);
const at = (iso) => (iso ? BigInt(Date.parse(iso)) / 1000n : 0n);
const VERDICTS = ['valid', 'missing', 'notPositive', 'tooLarge', 'stale', 'fromTheFuture'];
const ZONES = ['green', 'yellow', 'red', 'unknown', 'exempt', 'liquidated'];
const QUEUE = ['none', 'grace', 'due', 'blocked', 'recovered', 'liquidated'];
const fixed = (text, n) => {
  const [w, f = ''] = text.split('.');
  return BigInt(w + f.padEnd(n, '0').slice(0, n));
};

function feed(f) {
  const held = f.value != null;
  return Buffer.concat([
    le(held ? 1 : 0, 1),
    le(f.value, 32),
    le(held ? f.decimals : 0, 1),
    le(held ? at(f.updatedAt) : 0, 8),
    le(held ? f.round : 0, 32),
    le(VERDICTS.indexOf(f.verdict), 1),
  ]);
}

/** `kept`: digests of an earlier body's clusters, by id; those of this one take their place. */
export function stateHash(body, kept = new Map()) {
  const { inputs: g, block: b, thresholds: t } = body;
  const rows = [
    Buffer.concat([
      le(1, 1),
      le(b.number, 8),
      Buffer.from(b.hash.slice(2), 'hex'),
      le(at(b.timestamp), 8),
      opt(g.baseFee),
      feed(g.tokenPrice),
      feed(g.nativePrice),
      le(fixed(t.warning, 4), 32),
      le(fixed(t.critical, 4), 32),
      le(g.gracePeriod, 32),
      le(at(g.freshSince), 32),
    ]),
  ];
  for (const c of g.classes) {
    const name = Buffer.from(c.gpuClass);
    rows.push(Buffer.concat([le(2, 1), le(c.id, 32), opt(c.base), opt(c.demandBps), le(name.length, 1), name]));
  }
  const sums = SEEDS.map((s) => rows.reduce((sum, r) => (sum + murmur(r, s)) >>> 0, 0));
  for (const c of body.clusters)
    digestsOf(c, kept).forEach((digest, lane) => (sums[lane] = (sums[lane] + digest) >>> 0));
  return sums.map((sum) => sum.toString(16).padStart(8, '0')).join('');
}

/** A cluster's four digests; worked out again where its terms are not those that were kept under its id. */
function digestsOf(c, kept) {
  const k = c.lastKnown;
  const terms = [
    c.collateral,
    c.rewards,
    c.nodes,
    c.gpus,
    c.classId,
    c.queueState,
    c.flaggedAt,
    c.deadline,
    c.disputed,
  ];
  const key = `${terms.join()},${k ? `${k.ratio} ${k.zone} ${k.block}` : ''}`;
  const before = kept.get(c.id);
  if (before?.key === key) return before.digests;
  const digests = SEEDS.map((seed) => murmur(tileRow(c), seed));
  kept.set(c.id, { key, digests });
  return digests;
}

function tileRow(c) {
  const k = c.lastKnown;
  return Buffer.concat([
    le(3, 1),
    le(c.id, 32),
    le(c.collateral, 32),
    le(c.rewards, 32),
    le(c.nodes, 4),
    le(c.gpus, 8),
    le(c.classId, 32),
    le(QUEUE.indexOf(c.queueState), 1),
    le(at(c.flaggedAt), 32),
    le(at(c.deadline), 32),
    le(k ? 1 : 0, 1),
    le(k ? fixed(k.ratio, 18) : 0, 32),
    le(k ? ZONES.indexOf(k.zone) : 0, 1),
    le(k ? k.block : 0, 8),
    le(1, c.disputed ? 1 : 0),
  ]);
}
