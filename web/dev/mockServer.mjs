// Development only: a made-up network that speaks docs/protocol.md, so that the page can be worked on without a chain.
// node dev/mockServer.mjs [--port 5080] [--clusters 300]; POST /mock/<halt|go|staleprice|freshprice|crash|die> changes its mood.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stateHash } from './mockHash.mjs';

const option = (name, fallback) => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? fallback : Number(process.argv[i + 1]);
};
const PORT = option('port', 5080);
const COUNT = option('clusters', 300);
const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const ZONES = ['green', 'yellow', 'red', 'unknown', 'exempt', 'liquidated'];

let seed = 7;
const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const iso = (s) => new Date(s * 1000).toISOString().slice(0, 19) + 'Z';
const pad = (v, n = 18) => `${v / 10n ** BigInt(n)}.${(v % 10n ** BigInt(n)).toString().padStart(n, '0')}`;
const E18 = 10n ** 18n;

const regions = [
  ['eu-central', 'eu', 72],
  ['us-east', 'us', 64],
  ['us-west', 'uw', 54],
  ['ap-south', 'as', 44],
  ['ap-northeast', 'an', 38],
  ['sa-east', 'sa', 28],
];
const kinds = ['RTX 4090', 'A100', 'H100', 'H200', 'L40S', 'RTX 3090', 'A40', 'B200'];
const classes = kinds.map((gpuClass, i) => ({
  id: String(i + 1),
  gpuClass,
  base: String([90, 260, 420, 560, 180, 60, 130, 800][i] * 10 ** 8),
  demandBps: 10000 + (i % 3) * 750,
}));
let number = 18204;
let now = Math.floor(Date.now() / 1000);
let mood = 'go';
let stale = false;
let seq = 1;
let price = 18420000;
const operators = Array.from(
  { length: 25 },
  (_, i) => '0x' + (0xa11ce000 + i * 7919).toString(16).padStart(8, '0').repeat(5),
);
const clusters = Array.from({ length: COUNT }, (_, i) => {
  const region = regions.find((r, k) => i % 300 < regions.slice(0, k + 1).reduce((a, b) => a + b[2], 0));
  const cls = classes[Math.floor(random() * 8)];
  const nodes = 3 + Math.floor(random() * 14);
  const gpus = nodes * [1, 2, 4, 8][Math.floor(random() * 4)];
  const r = random();
  const ratio = r < 0.04 ? 1 + random() * 0.2 : r < 0.18 ? 1.22 + random() * 0.27 : 1.53 + random() * random() * 1.4;
  const usd = ((((gpus * Number(cls.base)) / 1e8) * cls.demandBps) / 1e4) * ratio;
  const tokens = BigInt(Math.floor((usd / 0.1842) * 1e6)) * 10n ** 12n;
  return {
    id: String(i + 1),
    name: `${region[1]}-${cls.gpuClass.replace('RTX ', '').toLowerCase()}-${String(i % 100).padStart(2, '0')}`,
    region: region[0],
    operator: operators[Math.floor(random() * random() * 25)],
    gpuClass: cls.gpuClass,
    classId: cls.id,
    nodes,
    gpus: i % 97 === 50 ? 0 : gpus,
    collateral: String((tokens * 96n) / 100n),
    rewards: String((tokens * 4n) / 100n),
    queueState: i % 60 === 33 ? 'liquidated' : 'none',
    flaggedAt: null,
    deadline: null,
    lastKnown: null,
  };
});
const terms = clusters.map((c) => structuredClone(c));
let baseFee = 21_000_000_000n;

function body() {
  const verdict = stale ? 'stale' : 'valid';
  const gasPerNode = stale
    ? null
    : (120000n * baseFee * 300000000000n * 10n ** 26n + BigInt(price) * 10n ** 26n - 1n) / (BigInt(price) * 10n ** 26n);
  const counts = Object.fromEntries(ZONES.map((z) => [z, 0]));
  let queued = 0;
  const rows = terms.map((t) => {
    const cls = classes[Number(t.classId) - 1];
    const R = BigInt(t.gpus) * BigInt(cls.base) * BigInt(cls.demandBps);
    const assets = BigInt(t.collateral) + BigInt(t.rewards);
    const gas = gasPerNode === null ? null : BigInt(t.nodes) * gasPerNode;
    const P = BigInt(price);
    const ratioOf = (a) => (a * P * 10000n) / R;
    let zone = t.queueState === 'liquidated' ? 'liquidated' : R === 0n ? 'exempt' : stale ? 'unknown' : null;
    const ratio = zone ? null : ratioOf(assets - gas);
    const settlement = zone ? null : ratioOf(assets);
    zone ??= ratio < (12n * E18) / 10n ? 'red' : ratio > (15n * E18) / 10n ? 'green' : 'yellow';
    counts[zone]++;
    if (!['none', 'liquidated'].includes(t.queueState)) queued++;
    return {
      ...t,
      zone,
      ratio: ratio === null ? null : pad(ratio < 0n ? 0n : ratio),
      settlementRatio: settlement === null ? null : pad(settlement),
      gasCost: gas === null ? null : String(gas),
      requirement: String(R),
      settlement,
    };
  });
  const result = {
    network: 'demo',
    schema: 1,
    block: { number, hash: '0x' + number.toString(16).padStart(64, '0'), timestamp: iso(now) },
    inputs: {
      gas: 'modelled',
      settlementGas: '120000',
      baseFee: String(baseFee),
      gasPerNode: gasPerNode === null ? null : String(gasPerNode),
      nativePrice: { value: '300000000000', decimals: 8, updatedAt: iso(now - 9), round: '12', verdict: 'valid' },
      tokenPrice: {
        value: String(price),
        decimals: 8,
        updatedAt: iso(stale ? now - 200 : now - 14),
        round: '40',
        verdict,
      },
      requirementUnit: { currency: 'USD', exponent: -12 },
      token: { symbol: 'GRID', decimals: 18 },
      nativeDecimals: 18,
      maxAge: 60,
      recoveryWindow: 20,
      gracePeriod: '60',
      freshSince: null,
      classes,
      scheduled: [],
    },
    thresholds: { warning: pad((15n * E18) / 10n), critical: pad((12n * E18) / 10n) },
    counts,
    queued,
    stateHash: '',
    clusters: rows,
  };
  return { ...result, stateHash: stateHash(result) };
}

let history = [];
let last = null;
const viewers = new Set();
const send = (res, event, data, id) =>
  res.write(`event: ${event}\n${id ? `id: mock-${id}\n` : ''}data: ${JSON.stringify(data)}\n\n`);
const strip = (b) => ({ ...b, clusters: b.clusters.map(({ settlement, ...c }) => c) });

function step() {
  const before = last;
  number++;
  now = Math.floor(Date.now() / 1000);
  if (random() < 0.35 && !stale) price = Math.max(9000000, Math.round(price * (1 + (random() - 0.5) * 0.012)));
  baseFee = BigInt(Math.floor(Number(baseFee) * (1 + (random() - 0.5) * 0.1)));
  const touched = [];
  const was = terms.map((t) => JSON.stringify(t));
  if (last)
    last.clusters.forEach((r, i) => {
      const t = terms[i];
      if (stale && r.ratio !== null && !t.lastKnown) t.lastKnown = { ratio: r.ratio, zone: r.zone, block: number - 1 };
      if (!stale) t.lastKnown = null;
      if (t.queueState === 'none' && r.settlement !== null && r.settlement < (12n * E18) / 10n && random() < 0.05)
        Object.assign(t, { queueState: 'grace', flaggedAt: iso(now), deadline: iso(now + 60) });
      else if (['grace', 'recovered', 'due', 'blocked'].includes(t.queueState)) {
        const ok = r.settlement !== null && r.settlement >= (12n * E18) / 10n;
        const past = now > Date.parse(t.deadline) / 1000;
        t.queueState = ok ? 'recovered' : !past ? 'grace' : stale ? 'blocked' : 'due';
        if (t.queueState === 'due' && random() < 0.2) t.queueState = 'liquidated';
        else if (random() < 0.03)
          Object.assign(t, {
            queueState: 'none',
            flaggedAt: null,
            deadline: null,
            collateral: String((BigInt(t.collateral) * 135n) / 100n),
          });
      }
    });
  for (let k = 0; k < 4; k++) {
    const t = terms[Math.floor(random() * terms.length)];
    t.rewards = String((BigInt(t.rewards) * 1003n) / 1000n);
  }
  terms.forEach((t, i) => {
    if (JSON.stringify(t) === was[i]) return;
    const old = JSON.parse(was[i]);
    touched.push({
      id: t.id,
      ...Object.fromEntries(
        Object.keys(t)
          .filter((k) => JSON.stringify(t[k]) !== JSON.stringify(old[k]))
          .map((k) => [k, t[k]]),
      ),
    });
  });
  last = body();
  history = [...history.slice(-40), last];
  seq++;
  if (!before) return;
  const i = last.inputs;
  const globals = {
    baseFee: i.baseFee,
    gasPerNode: i.gasPerNode,
    tokenPrice: i.tokenPrice,
    nativePrice: { updatedAt: i.nativePrice.updatedAt },
  };
  const frame = {
    from: seq - 1,
    seq,
    block: last.block,
    confirmed: number - 1,
    globals,
    tiles: touched,
    counts: last.counts,
    queued: last.queued,
    stateHash: last.stateHash,
  };
  for (const res of viewers) send(res, 'frame', frame, seq);
}

step();
setInterval(() => mood === 'go' && step(), 2000);
setInterval(() => {
  const beat = {
    time: new Date().toISOString(),
    seq,
    block: last.block,
    confirmed: number - 1,
    status: 'live',
    silentSeconds: 0,
    problem: mood === 'go' ? null : 'The node does not answer.',
    backfill: null,
  };
  for (const res of viewers) send(res, 'heartbeat', beat);
}, 4000);

const network = () => ({
  id: 'demo',
  name: 'demo',
  chainId: 31337,
  token: { symbol: 'GRID', decimals: 18 },
  head: last.block,
  status: 'live',
  problem: null,
  latency: { sourceMs: 12, commitMs: 3, publishMs: 1 },
  blockTime: 2,
  confirmations: 1,
  thresholds: last.thresholds,
  counts: last.counts,
  queued: last.queued,
});

function nodesOf(id) {
  const t = last.clusters.find((c) => c.id === id);
  return Array.from({ length: t.nodes }, (_, i) => {
    const ratio =
      t.ratio === null ? null : (BigInt(t.ratio.replace('.', '')) * BigInt(85 + ((i * 13 + Number(id)) % 31))) / 100n;
    const zone =
      ratio === null ? 'unknown' : ratio < (12n * E18) / 10n ? 'red' : ratio > (15n * E18) / 10n ? 'green' : 'yellow';
    return {
      id: `${id}0${i}`,
      gpus: t.gpus / t.nodes,
      collateral: String(BigInt(t.collateral) / BigInt(t.nodes)),
      rewards: '0',
      gasCost: '0',
      requirement: '1',
      ratio: ratio === null ? null : pad(ratio),
      zone,
    };
  });
}

createServer(async (req, res) => {
  const url = new URL(req.url, 'http://mock');
  const json = (value, status = 200) =>
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (url.pathname.startsWith('/mock/')) {
    mood = url.pathname === '/mock/halt' ? 'halt' : 'go';
    if (url.pathname === '/mock/staleprice') stale = true;
    if (url.pathname === '/mock/freshprice') stale = false;
    if (url.pathname === '/mock/crash') price = Math.round(price * 0.8);
    if (url.pathname === '/mock/die') process.exit(0);
    return json({ mood, stale, price });
  }
  if (url.pathname === '/api/v1/time') return json({ time: new Date().toISOString(), unixMilliseconds: Date.now() });
  if (url.pathname === '/api/v1/networks') return json({ networks: [network()] });
  if (url.pathname === '/api/v1/networks/demo') return json(network());
  if (url.pathname.endsWith('/heatmap'))
    return json(strip(url.searchParams.get('block') === 'confirmed' ? (history.at(-2) ?? last) : last));
  const nodes = /clusters\/(\d+)\/nodes$/.exec(url.pathname);
  if (nodes) return json({ block: last.block, nodes: nodesOf(nodes[1]) });
  if (url.pathname.endsWith('/stream')) {
    res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    res.write(': ok\n\n');
    send(res, 'snapshot', { ...strip(last), seq }, seq);
    viewers.add(res);
    return req.on('close', () => viewers.delete(res));
  }
  try {
    const file = join(DIST, normalize(url.pathname === '/' ? 'index.html' : url.pathname));
    res.setHeader('content-security-policy', "default-src 'self'; object-src 'none'; base-uri 'none'");
    res
      .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
      .end(await readFile(file));
  } catch {
    json({ type: '/problems/not-found', title: 'Not found' }, 404);
  }
}).listen(PORT, '127.0.0.1', () => console.log(`mock network at http://127.0.0.1:${PORT}`));
