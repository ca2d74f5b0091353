// Development only: one made-up network that speaks docs/protocol.md.
import { mockClusters } from './mockClusters.mjs';
import { stateHash } from './mockHash.mjs';

const ZONES = ['green', 'yellow', 'red', 'unknown', 'exempt', 'liquidated'];
const E18 = 10n ** 18n;
/** Kept for viewers that come back. */
const FRAMES = 64;
const CRITICAL = (12n * E18) / 10n;
const WARNING = (15n * E18) / 10n;
const iso = (s) => new Date(s * 1000).toISOString().slice(0, 19) + 'Z';
const pad = (v, n = 18) => `${v / 10n ** BigInt(n)}.${(v % 10n ** BigInt(n)).toString().padStart(n, '0')}`;
const zoneOf = (ratio) => (ratio < CRITICAL ? 'red' : ratio > WARNING ? 'green' : 'yellow');
const bare = (body) => ({ ...body, clusters: body.clusters.map(({ settlement, ...c }) => c) });

/**
 * `inToken`: the requirement is counted in the token, without price and gas. `hourly`: a replay whose blocks are hours of a
 * record. `simulation`, `audit`, `problem`: as on the wire. `churn`: clusters that earn in a block.
 */
export function mockNetwork(options) {
  const { id, name, count, seed: first, symbol, decimals, inToken = false, hourly = false } = options;
  const { blockSeconds = 2, churn = 4 } = options;
  let seed = first;
  const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const unit = 10n ** BigInt(decimals);
  const wallClock = () => Math.floor(Date.now() / 1000);
  const start = hourly ? Date.parse('2026-01-01T00:00:00Z') / 1000 : wallClock();
  const viewers = new Set();
  const { classes, clusters: terms } = mockClusters({ count, random, unit, inToken });
  let number = hourly ? 0 : 18204;
  let now = start;
  let mood = 'go';
  let stale = false;
  let seq = 1;
  let price = 18420000;
  let baseFee = 21_000_000_000n;
  let history = [];
  let frames = [];
  let last = null;
  const digests = new Map();
  function rowOf(t, gasPerNode) {
    const cls = classes[Number(t.classId) - 1];
    const requirement = BigInt(t.gpus) * BigInt(cls.base) * BigInt(cls.demandBps);
    const assets = BigInt(t.collateral) + BigInt(t.rewards);
    const gas = gasPerNode === null ? null : BigInt(t.nodes) * gasPerNode;
    const scale = inToken ? 10n ** 22n : BigInt(price) * 10n ** BigInt(22 - decimals);
    let zone =
      t.queueState === 'liquidated' ? 'liquidated' : requirement === 0n ? 'exempt' : gas === null ? 'unknown' : null;
    const ratio = zone ? null : ((assets - gas) * scale) / requirement;
    const settlement = zone ? null : (assets * scale) / requirement;
    zone ??= zoneOf(ratio);
    return {
      ...t,
      zone,
      ratio: ratio === null ? null : pad(ratio < 0n ? 0n : ratio),
      settlementRatio: settlement === null ? null : pad(settlement),
      gasCost: gas === null ? null : String(gas),
      requirement: String(requirement),
      settlement,
    };
  }

  function inputs(gasPerNode) {
    const missing = { value: null, decimals: null, updatedAt: null, round: null, verdict: 'missing' };
    const feed = { decimals: 8, verdict: 'valid' };
    return {
      gas: inToken ? 'none' : 'modelled',
      settlementGas: inToken ? null : '120000',
      baseFee: inToken ? null : String(baseFee),
      gasPerNode: gasPerNode === null ? null : String(gasPerNode),
      nativePrice: inToken ? missing : { ...feed, value: '300000000000', updatedAt: iso(now - 9), round: '12' },
      tokenPrice: inToken
        ? missing
        : {
            ...feed,
            value: String(price),
            updatedAt: iso(now - (stale ? 200 : 14)),
            round: '40',
            verdict: stale ? 'stale' : 'valid',
          },
      requirementUnit: { currency: inToken ? symbol : 'USD', exponent: inToken ? -decimals - 4 : -12 },
      token: { symbol, decimals },
      nativeDecimals: 18,
      maxAge: 60,
      recoveryWindow: 20,
      gracePeriod: hourly ? '86400' : '60',
      freshSince: null,
      classes,
      scheduled: [],
    };
  }

  function body() {
    const spent = 120000n * baseFee * 300000000000n * unit;
    const gasPerNode = inToken ? 0n : stale ? null : spent / (BigInt(price) * E18) + 1n;
    const rows = terms.map((t) => rowOf(t, gasPerNode));
    const result = {
      network: id,
      schema: 1,
      block: { number, hash: '0x' + number.toString(16).padStart(64, '0'), timestamp: iso(now) },
      inputs: inputs(gasPerNode),
      thresholds: { warning: pad(WARNING), critical: pad(CRITICAL) },
      counts: Object.fromEntries(ZONES.map((zone) => [zone, rows.filter((r) => r.zone === zone).length])),
      queued: rows.filter((r) => !['none', 'liquidated'].includes(r.queueState)).length,
      simulation: options.simulation?.label ?? null,
      stateHash: '',
      clusters: rows,
    };
    return { ...result, stateHash: stateHash(result, digests) };
  }

  function queue(t, row) {
    const grace = hourly ? 86_400 : 60;
    if (t.queueState === 'none') {
      if (row.settlement !== null && row.settlement < CRITICAL && random() < 0.05)
        Object.assign(t, { queueState: 'grace', flaggedAt: iso(now), deadline: iso(now + grace) });
      return;
    }
    if (t.queueState === 'liquidated') return;
    const past = now > Date.parse(t.deadline) / 1000;
    const well = row.settlement !== null && row.settlement >= CRITICAL;
    t.queueState = well ? 'recovered' : !past ? 'grace' : stale ? 'blocked' : 'due';
    if (t.queueState === 'due' && random() < 0.2) t.queueState = 'liquidated';
    else if (random() < 0.03)
      Object.assign(t, {
        queueState: 'none',
        flaggedAt: null,
        deadline: null,
        collateral: String((BigInt(t.collateral) * 135n) / 100n),
      });
  }

  function step() {
    const before = last;
    number++;
    now = hourly ? start + number * 3600 : wallClock();
    if (random() < 0.35 && !stale) price = Math.max(9000000, Math.round(price * (1 + (random() - 0.5) * 0.012)));
    baseFee = BigInt(Math.floor(Number(baseFee) * (1 + (random() - 0.5) * 0.1)));
    const was = terms.map((t) => ({ ...t }));
    before?.clusters.forEach((row, i) => {
      const t = terms[i];
      if (!stale) t.lastKnown = null;
      else if (row.ratio !== null) t.lastKnown ??= { ratio: row.ratio, zone: row.zone, block: number - 1 };
      queue(t, row);
    });
    for (let k = 0; k < churn && terms.length > 0; k++) {
      const t = terms[Math.floor(random() * terms.length)];
      t.rewards = String((BigInt(t.rewards) * 1003n) / 1000n);
    }
    const tiles = terms.flatMap((t, i) => {
      const changed = Object.entries(t).filter(([k, v]) => v !== was[i][k]);
      return changed.length > 0 ? [{ id: t.id, ...Object.fromEntries(changed) }] : [];
    });
    last = body();
    history = [...history.slice(-1), last];
    seq++;
    if (!before) return;
    const { block, counts, queued, stateHash, inputs: i } = last;
    const globals = inToken
      ? {}
      : {
          baseFee: i.baseFee,
          tokenPrice: i.tokenPrice,
          nativePrice: { updatedAt: i.nativePrice.updatedAt },
        };
    const frame = {
      seq,
      block: [block.number, block.hash, Date.parse(block.timestamp) / 1000, number - 1],
      globals,
      tiles,
      counts: Object.values(counts),
      queued,
      stateHash,
    };
    frames = [...frames.slice(1 - FRAMES), frame];
    for (const res of viewers) send(res, 'frame', frame, seq);
  }

  const send = (res, event, data, eventId) =>
    res.write(`event: ${event}\n${eventId ? `id: mock-${eventId}\n` : ''}data: ${JSON.stringify(data)}\n\n`);
  const problem = () => (mood === 'go' ? (options.problem ?? null) : 'The node does not answer.');
  const status = () => (hourly ? 'replay' : mood === 'go' ? 'live' : 'stale');
  const audit = () => (options.audit ? { block: number, checked: 24, skipped: 0, ...options.audit } : null);
  const disputed = () => terms.slice(3, 3 + (options.audit?.disputed ?? 0)).map((t) => t.id);
  const report = () => {
    const { disputed: wrong, skipped = 0 } = options.audit;
    const last24 = { checked: 24, calls: 3, agreed: 24 - wrong, mismatches: wrong, unavailable: 0 };
    return {
      views: ['ratio', 'requirement', 'queue'],
      block: last.block,
      at: new Date().toISOString(),
      last: last24,
      total: { ...last24, checked: 24 * seq, agreed: 24 * seq - wrong },
      blocks: seq,
      skipped,
      coverageBlocks: wrong > 0 ? null : 13,
      sweeping: wrong > 0,
      disputedCount: wrong,
      disputed: disputed(),
      mismatches: disputed().map((cluster, i) => ({
        blockNumber: number - i,
        blockHash: last.block.hash,
        cluster,
        view: ['ratio', 'requirement', 'queue'][i % 3],
        ours: ['1.326500000000000000', '8400000000000000'][i % 2],
        contract: ['1.324000000000000000', '8420000000000000'][i % 2],
      })),
      trouble: null,
    };
  };
  const replay = () =>
    hourly
      ? {
          speed: 1800,
          loop: true,
          round: 1 + Math.floor(number / 2000),
          from: iso(start),
          to: iso(start + 2000 * 3600),
        }
      : null;

  step();
  setInterval(() => mood === 'go' && step(), blockSeconds * 1000);
  setInterval(() => {
    const beat = {
      time: new Date().toISOString(),
      seq,
      block: last.block,
      confirmed: number - 1,
      status: status(),
      silentSeconds: 0,
      problem: problem(),
      backfill: null,
      audit: audit(),
    };
    for (const res of viewers) send(res, 'heartbeat', beat);
  }, 4000);

  return {
    id,
    record: () => ({
      id,
      name,
      chainId: hourly ? null : 31337,
      token: { symbol, decimals },
      head: last.block,
      status: status(),
      problem: problem(),
      latency: { sourceMs: hourly ? null : 12, commitMs: 3, publishMs: 1 },
      blockTime: hourly ? 3600 : blockSeconds,
      confirmations: 1,
      thresholds: last.thresholds,
      counts: last.counts,
      queued: last.queued,
      simulation: options.simulation ?? null,
      replay: replay(),
      audit: audit(),
    }),
    heatmap: (block) => bare(block === 'confirmed' ? (history.at(-2) ?? last) : last),
    audit: () => ({ audit: options.audit ? report() : null }),
    streamId: (block) => `mock-${block === 'confirmed' && history.length > 1 ? seq - 1 : seq}`,
    join(res, since, fetchesWhole) {
      const behind = frames.filter((frame) => frame.seq > Number(since?.slice('mock-'.length)));
      const resumes = since === `mock-${seq}` || frames.some((frame) => since === `mock-${frame.seq - 1}`);
      if (resumes) for (const frame of behind) send(res, 'frame', frame, frame.seq);
      else if (since && fetchesWhole) send(res, 'lost', {}, seq);
      else send(res, 'snapshot', { ...bare(last), seq }, seq);
      viewers.add(res);
    },
    leave: (res) => viewers.delete(res),
    turn(word) {
      mood = word === 'halt' ? 'halt' : 'go';
      if (word === 'staleprice') stale = true;
      if (word === 'freshprice') stale = false;
      if (word === 'crash') price = Math.round(price * 0.8);
      return { mood, stale, price };
    },
    nodes(cluster) {
      const t = last.clusters.find((c) => c.id === cluster);
      return Array.from({ length: t.nodes }, (_, i) => {
        const share = BigInt(85 + ((i * 13 + Number(cluster)) % 31));
        const ratio = t.ratio === null ? null : (BigInt(t.ratio.replace('.', '')) * share) / 100n;
        return {
          id: `${cluster}0${i}`,
          gpus: t.gpus / t.nodes,
          collateral: String(BigInt(t.collateral) / BigInt(t.nodes)),
          rewards: '0',
          gasCost: '0',
          requirement: '1',
          ratio: ratio === null ? null : pad(ratio),
          zone: ratio === null ? 'unknown' : zoneOf(ratio),
        };
      });
    },
  };
}
