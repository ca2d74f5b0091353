import { describe, expect, test } from 'vitest';
import type { Comparison, Decimal, Filter } from '../src/find/condition';
import type { Sifted } from '../src/find/filter';
import { matchesOf, parseFilter } from '../src/find/filter';
import type { Market } from '../src/model/market';
import { QueueState, Zone, isQueued } from '../src/model/zone';
import type { WireGlobals, WireTerms } from '../src/stream/wire';
import { QUEUE_STATES } from '../src/stream/wire';
import { anyFilter } from './anyFilter';
import { BLOCK, E18, market, pictureOf, randomBig, randomFrom, wireTerms } from './fixtures';

const WALLET = `0x${'ab'.repeat(20)}`;

function rowsOf(
  text: string,
  picture: Sifted,
  mine: readonly string[] = [],
  confirmed: Sifted | null = null,
): number[] {
  const result = parseFilter(text);
  if ('error' in result) throw new Error(`${text}: ${result.error.message}`);
  const into = new Uint8Array(picture.columns.size).fill(7);
  const count = matchesOf(result.filter, picture, mine, into, confirmed);
  const rows = [...into.keys()].filter((row) => into[row] === 1);
  expect(rows.length).toBe(count);
  return rows;
}

function holds(sign: number, comparison: Comparison): boolean {
  return { '<': sign < 0, '<=': sign <= 0, '>': sign > 0, '>=': sign >= 0, '=': sign === 0, '!=': sign !== 0 }[
    comparison
  ];
}

/** Sign of numerator ÷ denominator − value. */
function against(numerator: bigint, denominator: bigint, { digits, places }: Decimal): number {
  const left = numerator * 10n ** BigInt(places);
  const right = digits * denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What a filter means, said slowly and with integers alone. */
function meant(filter: Filter, picture: Sifted, row: number, mine: readonly string[]): boolean {
  const reading = picture.reading(row)!;
  const { info, nodes, gpus, collateral, rewards, queueState, deadline, disputed } = reading.terms;
  const m = picture.market;
  const token = 10n ** BigInt(m.tokenDecimals);
  const words = {
    name: info.name,
    id: info.id,
    region: info.region || 'no region',
    operator: info.operator,
    class: m.classes.find(({ id }) => id === info.classId)?.name ?? `class ${info.classId}`,
  };
  const contains = (text: string, value: string): boolean => text.toLowerCase().includes(value.toLowerCase());
  switch (filter.kind) {
    case 'all':
      return filter.of.every((part) => meant(part, picture, row, mine));
    case 'any':
      return filter.of.some((part) => meant(part, picture, row, mine));
    case 'not':
      return !meant(filter.of, picture, row, mine);
    case 'word':
      return [info.name, info.id, info.operator].some((text) => contains(text, filter.value));
    case 'text':
      return filter.exact
        ? words[filter.field].toLowerCase() === filter.value.toLowerCase()
        : contains(words[filter.field], filter.value);
    case 'zone':
      return reading.zone === filter.zone;
    case 'in':
      return filter.place === 'queue' ? isQueued(queueState) : QUEUE_STATES[queueState] === filter.place;
    case 'is':
      return filter.state === 'unknown' ? reading.zone === Zone.unknown : filter.state === 'disputed' && disputed;
    case 'mine':
      return mine.includes(info.operator.toLowerCase()) || mine.includes(info.id);
    case 'number': {
      const { field, comparison, value } = filter;
      const is = (numerator: bigint | null, denominator: bigint): boolean =>
        numerator !== null && holds(against(numerator, denominator, value), comparison);
      if (field === 'gpus') return is(BigInt(gpus), 1n);
      if (field === 'nodes') return is(BigInt(nodes), 1n);
      if (field === 'collateral') return is(collateral, token);
      if (field === 'rewards') return is(rewards, token);
      if (field === 'headroom') return is(reading.headroom, token);
      if (field === 'shortfall') return is(reading.shortfall, token);
      if (field === 'deadline') {
        const unit = { s: 1n, m: 60n, h: 3600n, d: 86400n }[filter.unit!];
        return deadline > 0n && is(deadline - BigInt(m.block.time), unit);
      }
      const assets = collateral + rewards;
      const scale = 10n ** BigInt(m.tokenDecimals + m.tokenPrice.decimals);
      const needed = (reading.requirement ?? 0n) * (m.priced ? scale : 1n);
      const price = m.priced ? (m.tokenPrice.value ?? 0n) * 10n ** 12n : 10n ** 4n;
      if (reading.ratio !== null) return is((assets - reading.gasCost!) * price, needed);
      return reading.ratioAtMost !== null && comparison.startsWith('<') && is(assets * price, needed);
    }
  }
}

const FEEDS: Partial<WireGlobals>[] = [
  {},
  { gas: 'none' },
  { nativePrice: null },
  { tokenPrice: { value: '0', decimals: 8, updatedAt: BLOCK.timestamp, round: '1', verdict: 'notPositive' } },
  { requirementUnit: { currency: 'GRID', exponent: -4 }, nativePrice: null },
  { token: { symbol: 'USDX', decimals: 6 }, settlementGas: '1' },
  { token: { symbol: 'WIDE', decimals: 24 } },
];

function anyMarket(random: () => number): Market {
  return market({
    ...FEEDS[Math.floor(random() * FEEDS.length)],
    classes: [
      { id: '1', gpuClass: 'H100', base: '40000000000', demandBps: 10000 },
      { id: '2', gpuClass: 'A100', base: '1', demandBps: 1 },
      { id: '3', gpuClass: 'free', base: '0', demandBps: 10000 },
    ],
  });
}

function anyTerms(random: () => number, id: number, decimals: number): WireTerms | null {
  if (random() < 0.1) return null;
  const one = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const tokens = 10n ** BigInt(decimals);
  const near = (BigInt(Math.floor(random() * 60)) * tokens * 100n) / one([1n, 3n]) + BigInt(one([-1, 0, 1, 1000]));
  const amount = (): string => String(one([0n, randomBig(random, 127), near < 0n ? 0n : near]));
  return wireTerms({
    id: String(id * 7 + 3),
    name: one(['eu-h100-01', 'US west', 'and', 'é:<', 'say "hi"', 'back\\slash', '7(']),
    region: one(['', 'eu', 'no']),
    operator: one([WALLET, `0x${'0'.repeat(38)}07`, '0xAbCdEf']),
    classId: one(['1', '1', '2', '3', '9']),
    nodes: one([0, 1, 7]),
    gpus: one([0, 1, 8]),
    collateral: amount(),
    rewards: one(['0', '1', amount()]),
    queueState: one([...QUEUE_STATES]),
    deadline: one([null, '2026-01-31T12:10:10Z', '2026-01-31T11:00:00Z', '2026-01-31T12:00:10Z']),
    disputed: random() < 0.1,
  });
}

/** Conditions whose bound is a number that some row has, or a hair beside it. */
function nearRow(random: () => number, picture: Sifted): string {
  const rows = [...picture.columns.present.keys()].filter((row) => picture.reading(row));
  const reading = picture.reading(rows[Math.floor(random() * rows.length)] ?? -1);
  const sign = ['<', '<=', '>', '>=', '=', '!='][Math.floor(random() * 6)]!;
  const decimals = picture.market.tokenDecimals;
  const fixed = (value: bigint, places: number): string => {
    const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
    return `${value < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places).slice(0, 18)}`;
  };
  const hair = BigInt(Math.floor(random() * 3) - 1);
  const options: [string, bigint | null | undefined, number][] = [
    ['ratio', reading?.ratio ?? reading?.ratioAtMost, 18],
    ['headroom', reading?.headroom, decimals],
    ['shortfall', reading?.shortfall, decimals],
    ['collateral', reading?.terms.collateral, decimals],
    ['rewards', reading?.terms.rewards, decimals],
  ];
  const [field, value, places] = options[Math.floor(random() * options.length)]!;
  const text = `${field}${sign}${fixed((value ?? 0n) + hair, places)}`;
  return 'filter' in parseFilter(text) ? text : 'ratio<1.2';
}

describe('a filter on a picture', () => {
  test('finds what the slow reading of it finds, on pictures and filters of every kind', () => {
    const random = randomFrom(21);
    let found = 0;
    for (let i = 0; i < 400; i++) {
      const m = anyMarket(random);
      const rows = Array.from({ length: 30 }, (_, id) => anyTerms(random, id, m.tokenDecimals));
      const picture = pictureOf(m, rows);
      const mine = random() < 0.5 ? [] : [WALLET, '3', '10', '5', '999'];
      for (let j = 0; j < 12; j++) {
        const near = parseFilter(nearRow(random, picture));
        const filter = j % 2 === 0 && 'filter' in near ? near.filter : anyFilter(random, 3);
        const into = new Uint8Array(rows.length);
        const count = matchesOf(filter, picture, mine, into);
        const wanted = rows.map((t, row) => Number(t !== null && meant(filter, picture, row, mine)));
        expect(
          [...into],
          JSON.stringify(filter, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v)),
        ).toEqual(wanted);
        expect(count).toBe(wanted.filter(Boolean).length);
        found += count;
      }
    }
    expect(found).toBeGreaterThan(10_000);
  });

  test('tells a ratio from its bound by one base unit', () => {
    // 2 000 GRID required and 36 GRID gas: 2 636 GRID are a ratio of 1.3.
    const at = 2_636n * E18;
    const picture = pictureOf(
      market(),
      [at - 1n, at, at + 1n].map((collateral, id) => wireTerms({ id: String(id), collateral: String(collateral) })),
    );
    expect(rowsOf('ratio<1.3', picture)).toEqual([0]);
    expect(rowsOf('ratio<=1.3', picture)).toEqual([0, 1]);
    expect(rowsOf('ratio=1.3', picture)).toEqual([1]);
    expect(rowsOf('ratio>1.300000000000000000', picture)).toEqual([2]);
    expect(rowsOf('collateral>=2636', picture)).toEqual([1, 2]);
    expect(rowsOf('collateral<2636', picture)).toEqual([0]);
    expect(rowsOf('headroom>236', picture)).toEqual([2]);
    expect(rowsOf('not ratio=1.3', picture)).toEqual([0, 2]);
  });

  test('counts amounts in the network’s tokens, whatever their decimals', () => {
    const m = market({ token: { symbol: 'USDX', decimals: 6 } });
    const picture = pictureOf(m, [wireTerms({ collateral: '1500000' }), wireTerms({ id: '2', collateral: '1500001' })]);
    expect(rowsOf('collateral>1.5', picture)).toEqual([1]);
    expect(rowsOf('collateral<=1.5000005', picture)).toEqual([0]);
  });

  test('counts the time left at the block’s own time', () => {
    const at = (deadline: string | null, id: string): WireTerms => wireTerms({ id, deadline, queueState: 'grace' });
    const picture = pictureOf(market(), [
      at('2026-01-31T12:10:09Z', '1'),
      at('2026-01-31T12:10:10Z', '2'),
      at('2026-01-31T11:00:00Z', '3'),
      at(null, '4'),
    ]);
    expect(rowsOf('deadline<10m', picture)).toEqual([0, 2]);
    expect(rowsOf('deadline<0s', picture)).toEqual([2]);
    expect(rowsOf('deadline>=0.1h', picture)).toEqual([0, 1]);
  });

  test('says nothing of a ratio that is not known, but that it is at most the settlement ratio', () => {
    const blind = market({ nativePrice: null });
    const picture = pictureOf(
      blind,
      [2_000n, 3_000n].map((held, id) => wireTerms({ id: String(id), collateral: String(held * E18) })),
    );
    expect(rowsOf('ratio<1.2', picture)).toEqual([0]);
    expect(rowsOf('ratio<=1.5', picture)).toEqual([0, 1]);
    expect(rowsOf('ratio>0', picture)).toEqual([]);
    expect(rowsOf('ratio!=9', picture)).toEqual([]);
  });

  test('calls mine what an operator of the list runs and what the list names', () => {
    const picture = pictureOf(market(), [
      wireTerms({ id: '900', operator: `0x${'AB'.repeat(20)}` }),
      wireTerms({ id: '5' }),
      null,
      wireTerms({ id: '7' }),
    ]);
    expect(rowsOf('mine', picture, [WALLET, '7', '6'])).toEqual([0, 3]);
    expect(rowsOf('not mine', picture, [WALLET, '7', '6'])).toEqual([1]);
    expect(rowsOf('mine', picture)).toEqual([]);
  });

  test('calls unconfirmed what was another zone or queue state at the confirmed block, or is new', () => {
    const before = pictureOf(market(), [wireTerms(), wireTerms({ id: '2' }), wireTerms({ id: '3' })]);
    const now = pictureOf(market(), [
      wireTerms(),
      wireTerms({ id: '2', collateral: '1' }),
      wireTerms({ id: '3', queueState: 'recovered' }),
      wireTerms({ id: '4' }),
    ]);
    expect(rowsOf('is:unconfirmed', now, [], before)).toEqual([1, 2, 3]);
    expect(rowsOf('is:unconfirmed', now)).toEqual([]);
    expect(QueueState.recovered).toBe(4);
  });

  test('leaves the buffer’s rest alone and never finds a row that is absent', () => {
    const into = new Uint8Array(5).fill(9);
    const picture = pictureOf(market(), [wireTerms(), null]);
    expect(matchesOf({ kind: 'not', of: { kind: 'word', value: 'zzz' } }, picture, [], into)).toBe(1);
    expect([...into]).toEqual([1, 0, 9, 9, 9]);
  });
});
