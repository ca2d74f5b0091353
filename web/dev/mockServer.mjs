// Development only: made-up networks that speak docs/protocol.md, so that the page can be worked on without a chain.
// node dev/mockServer.mjs [--port 5080] [--clusters 300] [--networks 3] [--block 2] [--churn 4];
// --block: seconds between blocks; --churn: clusters that earn in each; both of the first network, like --clusters.
// POST /mock/<halt|go|staleprice|freshprice|crash|die> changes the mood of the first.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { columnsOf } from './mockColumns.mjs';
import { mockNetwork } from './mockNetwork.mjs';

const option = (name, fallback) => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? fallback : Number(process.argv[i + 1]);
};
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

createServer(async (req, res) => {
  const url = new URL(req.url, 'http://mock');
  const json = (value, status = 200) =>
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (url.pathname === '/mock/die') process.exit(0);
  if (url.pathname.startsWith('/mock/')) return json(networks[0].turn(url.pathname.slice('/mock/'.length)));
  if (url.pathname === '/api/v1/time') return json({ time: new Date().toISOString(), unixMilliseconds: Date.now() });
  if (url.pathname === '/api/v1/auth/me')
    return json({ account: null, session: null, scopes: ['read'], signIn: 'writes', hasAdmin: null });
  if (url.pathname === '/api/v1/networks')
    return json({ networks: networks.map((n) => n.record()), refused: networks.length > 1 ? refused : [] });
  const [, id, rest] = /^\/api\/v1\/networks\/([^/]+)\/?(.*)$/.exec(url.pathname) ?? [];
  const network = networks.find((n) => n.id === id);
  if (id && !network) return json({ type: '/problems/unknown-network', title: 'Unknown network' }, 404);
  if (network && rest === '') return json(network.record());
  if (network && rest === 'heatmap') {
    const block = url.searchParams.get('block');
    if (!req.headers.accept?.startsWith(COLUMNS)) return json(network.heatmap(block));
    const headers = { 'content-type': COLUMNS, 'x-isotherm-stream': network.streamId(block) };
    return res.writeHead(200, headers).end(columnsOf(network.heatmap(block)));
  }
  if (network && rest === 'audit') return json(network.audit());
  if (network && rest === 'queue/history') {
    const at = Number(url.searchParams.get('after')?.split('.')[0] ?? 240);
    return json(historyOf(network, at, Number(url.searchParams.get('limit') ?? 50)));
  }
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
