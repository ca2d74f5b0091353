// Development only: made-up networks that speak docs/protocol.md, so that the page can be worked on without a chain.
// node dev/mockServer.mjs [--port 5080] [--clusters 300] [--networks 3] [--block 2] [--churn 4]
//   [--user in|out] [--sign-in writes|all] [--alerts none|usual|full];
// --block: seconds between blocks; --churn: clusters that earn in each; both of the first network, like --clusters.
// --user: whether somebody is signed in from the start; --alerts: how much there is to see behind the sign-in.
// POST /mock/<halt|go|staleprice|freshprice|crash|die> changes the mood of the first; /mock/expire ends the sign-in;
// /mock/alerts-<status> makes every call of alerts fail with it (alerts-200: no more).
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mockAccount } from './mockAccount.mjs';
import { mockAlerts } from './mockAlerts.mjs';
import { columnsOf } from './mockColumns.mjs';
import { mockNetwork } from './mockNetwork.mjs';

const option = (name, fallback) => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? fallback : Number(process.argv[i + 1]);
};
const word = (name, fallback) => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? fallback : process.argv[i + 1];
};
const LINES = 'application/x-ndjson';
const COLUMNS = 'application/vnd.isotherm.columns';
const PORT = option('port', 5080);
const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const worlds = [
  {
    id: 'demo',
    name: 'Isotherm reference network',
    count: option('clusters', 300),
    blockSeconds: option('block', 2),
    churn: option('churn', 4),
    seed: 7,
    symbol: 'GRID',
    decimals: 18,
    audit: { disputed: 0, mismatches: 0 },
  },
  {
    id: 'io-net',
    name: 'io.net',
    count: 180,
    seed: 11,
    symbol: 'IO',
    decimals: 8,
    inToken: true,
    hourly: true,
    simulation: {
      label: 'policy simulation',
      note: 'io.net’s published staking rule over a generated feed; io.net liquidates nothing on chain.',
    },
  },
  {
    id: 'second',
    name: 'Second contract',
    count: 60,
    seed: 3,
    symbol: 'SKY',
    decimals: 8,
    inToken: true,
    problem: 'The node at 10.0.0.7:8545 answers with chain 5, expected 31337.',
    audit: { disputed: 2, mismatches: 2, skipped: 3 },
  },
];
const networks = worlds.slice(0, option('networks', worlds.length)).map(mockNetwork);
const amount = word('alerts', 'usual');
const account = mockAccount({
  signIn: word('sign-in', 'writes'),
  isIn: word('user', 'out') === 'in',
  full: amount === 'full',
});
const alerts = mockAlerts({ networks, amount });
/** What every call of alerts fails with; 200 for none. */
let ill = 200;
const refused = [
  {
    file: 'testnet.json',
    problems: [
      'line 12, /events/3/effects/0: "collateral.put" is no effect; expected one of collateral.set, collateral.add, collateral.subtract',
      'line 40, /thresholds/warning: "1.1" is under critical "1.2"; expected warning above critical',
    ],
  },
];

// Made-up events of the first clusters, a minute apart; every seventh orphaned.
function historyOf(network, before, limit) {
  const { clusters, block } = network.heatmap(null);
  const events = [];
  for (let seq = before - 1; seq > 0 && events.length < limit; seq--) {
    const { id, name } = clusters[(seq * 13) % clusters.length];
    const event = ['entered', 'cured', 'liquidated'][seq % 3];
    const number = Math.max(1, block.number - (240 - seq) * 30);
    const time = (seconds) =>
      new Date(Date.parse(block.timestamp) + seconds * 1000).toISOString().replace(/\.\d+Z/, 'Z');
    const timestamp = time((seq - 240) * 60);
    events.push({
      ...{ seq, block: { number, hash: `0x${'0'.repeat(64)}`, timestamp }, cluster: id, name, event },
      ratio: event === 'cured' ? '1.231000000000000000' : null,
      deadline: event === 'entered' ? time((seq - 239) * 60) : null,
      causes: event === 'entered' ? [['price'], ['penalty', 'collateral'], ['gas', 'price'], []][seq % 4] : null,
      causeBlock: event === 'entered' ? number - 3 : null,
      liquidator: event === 'liquidated' ? '0x15d34aaf54267db7d7c367839aaf71a00a2c6a65' : null,
      seized: event === 'liquidated' ? '12345678901234567890123' : null,
      bounty: event === 'liquidated' ? '617283945061728394506' : null,
      orphaned: seq % 7 === 0,
    });
  }
  const last = events.at(-1)?.seq ?? 1;
  return { events, next: last > 1 ? `${last}.0` : null };
}

// Of those that the history calls liquidated; every third without an alert.
function leadTimesOf(network) {
  const events = historyOf(network, 240, 60).events.filter(
    ({ event, orphaned }) => event === 'liquidated' && !orphaned,
  );
  const before = ({ block }, seconds) => new Date(Date.parse(block.timestamp) - seconds * 1000).toISOString();
  const liquidations = events.map((one, i) => ({
    ...{ cluster: one.cluster, name: one.name, operator: one.liquidator, leftGreenTo: 'yellow', liquidated: one.block },
    leftGreen: i % 4 === 3 ? null : { ...one.block, number: one.block.number - 400, timestamp: before(one, 800 + i) },
    firstAlert: i % 3 === 2 ? null : before(one, 95 + i * 611),
    ...{ flagged: before(one, 70), deadline: before(one, 10) },
    leadSeconds: i % 3 === 2 ? null : 95.25 + i * 611,
    deadlineLeadSeconds: i % 3 === 2 ? null : 85.25 + i * 611,
  }));
  const leads = liquidations.flatMap(({ leadSeconds }) => leadSeconds ?? []).sort((a, b) => a - b);
  const median = leads[Math.floor((leads.length - 1) / 2)] ?? null;
  const counts = { alerted: leads.length, missed: liquidations.length - leads.length, medianLeadSeconds: median };
  return { block: network.record().head, liquidations, ...counts };
}

async function bodyOf(req) {
  const parts = [];
  for await (const part of req) parts.push(part);
  return parts.length > 0 ? JSON.parse(Buffer.concat(parts).toString()) : null;
}

// Lines of how far it is, then the answer.
function slowly(res, { body, lines }) {
  res.writeHead(200, { 'content-type': LINES });
  let step = 0;
  const timer = setInterval(() => {
    const done = Math.round((body.blocks * step) / lines);
    res.write(`${JSON.stringify({ done, blocks: body.blocks })}\n`);
    if (step++ < lines) return;
    clearInterval(timer);
    res.end(`${JSON.stringify({ answer: body })}\n`);
  }, 250);
  res.on('close', () => clearInterval(timer));
}

// What belongs to an account.
async function personal(req, url) {
  const [, room, path] = /^\/api\/v1\/(auth|alerts)\/(.*)$/.exec(url.pathname) ?? [];
  if (!room) return account.isClosed() && url.pathname.startsWith('/api/v1/networks') ? account.needed : null;
  const body = await bodyOf(req);
  if (room === 'auth') return account.answer(req.method, path, body);
  if (ill !== 200)
    return {
      status: ill,
      body: { type: '/problems/internal', title: 'It failed', detail: `It failed on purpose with ${ill}.` },
    };
  return account.isIn() ? alerts(req.method, path, url.searchParams, body) : account.needed;
}

createServer(async (req, res) => {
  const url = new URL(req.url, 'http://mock');
  const json = (value, status = 200) =>
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (url.pathname === '/mock/die') process.exit(0);
  if (url.pathname === '/mock/expire') return json({ expired: account.expire() === null });
  if (url.pathname.startsWith('/mock/alerts-'))
    return json({ ill: (ill = Number(url.pathname.slice('/mock/alerts-'.length))) });
  if (url.pathname.startsWith('/mock/')) return json(networks[0].turn(url.pathname.slice('/mock/'.length)));
  if (url.pathname === '/api/v1/time') return json({ time: new Date().toISOString(), unixMilliseconds: Date.now() });
  const own = await personal(req, url);
  if (own?.lines && req.headers.accept === LINES) return slowly(res, own);
  if (own)
    return setTimeout(() => (own.body ? json(own.body, own.status) : res.writeHead(own.status).end()), own.after ?? 0);
  if (url.pathname === '/api/v1/networks')
    return json({ networks: networks.map((n) => n.record()), refused: networks.length > 1 ? refused : [] });
  const [, id, rest] = /^\/api\/v1\/networks\/([^/]+)\/?(.*)$/.exec(url.pathname) ?? [];
  const network = networks.find((n) => n.id === id);
  if (id && !network) return json({ type: '/problems/unknown-network', title: 'Unknown network' }, 404);
  if (network && rest === '') return json(network.record());
  if (network && rest === 'heatmap') {
    const block = url.searchParams.get('block');
    if (url.searchParams.get('format') !== 'columns' && !req.headers.accept?.startsWith(COLUMNS))
      return json(network.heatmap(block));
    const headers = { 'content-type': COLUMNS, 'x-isotherm-stream': network.streamId(block) };
    return res.writeHead(200, headers).end(columnsOf(network.heatmap(block)));
  }
  if (network && rest === 'audit') return json(network.audit());
  if (network && rest === 'queue/history') {
    const at = Number(url.searchParams.get('after')?.split('.')[0] ?? 240);
    return json(historyOf(network, at, Number(url.searchParams.get('limit') ?? 50)));
  }
  if (network && rest === 'lead-time') return json(leadTimesOf(network));
  const nodes = /^clusters\/(\d+)\/nodes$/.exec(rest ?? '');
  if (network && nodes) return json({ block: network.record().head, nodes: network.nodes(nodes[1]) });
  if (network && rest === 'stream') {
    res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    res.write(': ok\n\n');
    const since = req.headers['last-event-id'] ?? url.searchParams.get('since');
    network.join(res, since, url.searchParams.get('whole') === 'columns');
    return req.on('close', () => network.leave(res));
  }
  try {
    const file = join(DIST, normalize(url.pathname === '/' ? 'index.html' : url.pathname));
    const bytes = await readFile(file);
    res.setHeader('content-security-policy', "default-src 'self'; object-src 'none'; base-uri 'none'");
    res.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(bytes);
  } catch {
    json({ type: '/problems/not-found', title: 'Not found' }, 404);
  }
}).listen(PORT, '127.0.0.1', () => console.log(`mock networks at http://127.0.0.1:${PORT}`));
