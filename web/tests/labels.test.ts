// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import type { Component } from 'svelte';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LiveNetwork } from '../src/ui/live.svelte';
import { wireTerms } from './fixtures';
import { REPLAY, SIMULATION } from './networks';
import type { World } from './openLive';
import { openLive, stubBrowser } from './openLive';

const inToken = {
  gas: 'none' as const,
  baseFee: null,
  nativePrice: { verdict: 'missing' as const },
  tokenPrice: { verdict: 'missing' as const },
  requirementUnit: { currency: 'IO', exponent: -12 },
  token: { symbol: 'IO', decimals: 8 },
  classes: [{ id: '1', gpuClass: 'H100', base: '40000000000', demandBps: 12500 }],
};
/** 600 IO against 400 × 1.25 = 500 IO. */
const clusters = [wireTerms({ collateral: '59999999999', rewards: '1' })];

describe('labels', () => {
  // A module of its own state, read when it is first loaded: after the browser's globals are there.
  let parts: Record<'StatusLine' | 'Figures' | 'Terms' | 'Legend' | 'QueuePage' | 'StatusStrip', Component<never>>;
  let shown: object | null = null;
  let live: LiveNetwork;

  beforeAll(async () => {
    stubBrowser();
    const load = async (part: Promise<{ default: unknown }>) => (await part).default as Component<never>;
    parts = {
      StatusLine: await load(import('../src/ui/StatusLine.svelte')),
      Figures: await load(import('../src/ui/Figures.svelte')),
      Terms: await load(import('../src/ui/Terms.svelte')),
      Legend: await load(import('../src/ui/Legend.svelte')),
      QueuePage: await load(import('../src/queue/QueuePage.svelte')),
      StatusStrip: await load(import('../src/ui/StatusStrip.svelte')),
    };
  });

  beforeEach(stubBrowser);

  afterEach(async () => {
    if (shown) await unmount(shown);
    shown = null;
    live.close();
    document.body.replaceChildren();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  /** What a part says of a world, spaces apart. */
  function words(part: keyof typeof parts, world: World, props: object = {}): string {
    live = openLive(world);
    shown = mount(parts[part], { target: document.body, props: { live, ...props } as never });
    flushSync();
    return document.body.textContent!.replace(/\s+/g, ' ').trim();
  }

  test('all is well, and the status line says quietly what it was checked against', () => {
    const audit = { block: 7, checked: 24, disputed: 0, mismatches: 0, skipped: 0 };
    expect(words('StatusLine', { heartbeat: { audit } })).toBe('checked against the contract at block 7');
    expect(document.querySelector('[role=status]')!.textContent!.trim()).toBe('');
  });

  test.each([{ block: null }, { checked: 0 }])(
    'of a contract that gave no answer (%j) nothing is claimed',
    (change) => {
      const audit = { block: 7, checked: 24, disputed: 0, mismatches: 0, skipped: 0, ...change };
      expect(words('StatusLine', { heartbeat: { audit } })).toBe('not yet checked against the contract');
    },
  );

  test('without a self-audit nothing is said of one', () => {
    expect(words('StatusLine', { heartbeat: { audit: null } })).toBe('');
  });

  test('clusters that disagree with the contract are a notice, read aloud', () => {
    const audit = { block: 7, checked: 24, disputed: 2, mismatches: 3, skipped: 0 };
    const line = words('StatusLine', { heartbeat: { audit } });
    expect(line).toContain('notice 2 clusters disagree with the contract and are shown as unknown. Details');
    expect(line).not.toContain('checked against');
    expect(document.querySelector('[role=status]')!.textContent).toMatch(/2 clusters\s+disagree/);
  });

  test('a replay says so, how fast and which round, and is called neither late nor live', () => {
    const record = { status: 'replay', replay: REPLAY, blockTime: 3600 };
    expect(words('StatusLine', { record, heartbeat: { status: 'replay' } })).toBe('Replay · 1 h = 2 s · round 3');
  });

  test('on a phone the figures’ row says it', () => {
    const record = { status: 'replay', replay: REPLAY };
    const row = words('StatusStrip', { record }, { overflowed: 0, phone: true, onlayout: () => undefined });
    expect(row).toContain('Replay · 1 h = 2 s · round 3');
  });

  test('a replay’s figures give the record’s time and the price’s age at its block', () => {
    const figures = words('Figures', { record: { status: 'replay', replay: REPLAY } });
    expect(figures).toContain('recorded 2026-01-31 12:00');
    expect(figures).toContain('oracle 10 s');
    expect(figures).not.toContain('source');
  });

  test('a live network’s figures give source lag, price and gas', () => {
    const figures = words('Figures', { record: { latency: { sourceMs: 12 } } });
    expect(figures).toContain('source 12 ms');
    expect(figures).toContain('GRID $0.2000');
    expect(figures).toContain('gas 20 gwei');
  });

  test('without price and gas no figure is empty: both are said to have no effect', () => {
    const figures = words('Figures', { globals: inToken, clusters });
    expect(figures).toContain('price has no effect');
    expect(figures).toContain('gas is not modelled');
    expect(figures).not.toMatch(/\$|oracle|gwei/);
  });

  test('the terms of a requirement in tokens are in tokens, with its own decimals, and say what has no effect', () => {
    live = openLive({ globals: inToken, clusters });
    const picture = live.head!;
    live.close();
    const terms = words(
      'Terms',
      { globals: inToken, clusters },
      { reading: picture.reading(0), market: picture.market, exact: true },
    );
    expect(terms).toContain('collateral 599.99');
    expect(terms).toContain('+ accrued rewards <0.01');
    expect(terms).toContain('÷ minimum required 500.00');
    expect(terms).toContain('ratio, exact 1.200000000000000000');
    expect(terms).toContain('counted in IO: price has no effect on this network.');
    expect(terms).toContain('gas is not modelled.');
    expect(terms).not.toMatch(/\$|required value|gas to settle/);
  });

  test('the terms of a requirement in money show it in money', () => {
    live = openLive();
    const picture = live.head!;
    live.close();
    const terms = words('Terms', {}, { reading: picture.reading(0), market: picture.market, exact: true });
    expect(terms).toContain('required value $400.00');
    expect(terms).toContain('− gas to settle 36.00');
    expect(terms).not.toContain('no effect');
  });

  test.each(['Legend', 'QueuePage'] as const)('a simulation is named by the %s', (part) => {
    expect(words(part, { record: { simulation: SIMULATION } }, { phone: false }).toLowerCase()).toContain(
      'policy simulation',
    );
  });

  test.each(['Legend', 'QueuePage'] as const)('what is no simulation is not called one by the %s', (part) => {
    expect(words(part, {}, { phone: false }).toLowerCase()).not.toContain('simulation');
  });

  test('the legend keeps the room of its scale and entry until they come', async () => {
    words('Legend', {}, { phone: false });
    const rooms = (): (string | undefined)[] =>
      [...document.querySelector('.thresholds')!.children].map((room) => room.classList[0]);
    expect(document.querySelector('[role=slider]')).toBeNull();
    expect(rooms()).toEqual(['scale', 'entry']);
    await import('../src/desk/Thresholds.svelte');
    await vi.advanceTimersByTimeAsync(1);
    flushSync();
    expect(document.querySelectorAll('[role=slider]').length).toBe(2);
    expect(rooms()).toEqual(['scale', 'entry']);
  });

  test('the queue’s exact top-up has the token’s decimals', () => {
    const queued = {
      queueState: 'grace',
      flaggedAt: '2026-01-31T12:00:00Z',
      deadline: '2026-01-31T12:01:00Z',
    } as const;
    const page = words('QueuePage', { globals: inToken, clusters: [{ ...clusters[0]!, rewards: '0', ...queued }] });
    expect(page).toContain('Exact top-up to leave, IO');
    expect(page).toContain('0.00000001');
  });
});
