import type { Columns } from '../../src/model/columns';
import type { Market } from '../../src/model/market';
import type { Stress } from '../../src/desk/stress';
import type { WireGlobals, WireTerms } from '../../src/stream/wire';
import { globals, market, randomBig, terms } from '../fixtures';
import { columnsOf } from './columnsOf';

const between = (random: () => number, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

/** A market of any shape: priced or not, gas or not, now and then with something missing. */
export function randomMarket(random: () => number): Market {
  const priced = random() < 0.7;
  const valid = random() < 0.93;
  const feed = {
    ...globals().tokenPrice!,
    value: String(randomBig(random, 60) + 1n),
    decimals: between(random, 0, 18),
    verdict: valid ? ('valid' as const) : ('stale' as const),
  };
  const change: Partial<WireGlobals> = {
    gas: random() < 0.7 ? 'modelled' : 'none',
    baseFee: random() < 0.9 ? String(randomBig(random, 36)) : null,
    tokenPrice: feed,
    requirementUnit: priced ? { currency: 'USD', exponent: -12 } : { currency: 'GRID', exponent: -22 },
    token: { symbol: 'GRID', decimals: between(random, 0, 18) },
    classes: Array.from({ length: 3 }, (_, i) => ({
      id: String(i + 1),
      gpuClass: `class ${i + 1}`,
      base: random() < 0.05 ? null : String(random() < 0.05 ? 0n : randomBig(random, 50) + 1n),
      demandBps: random() < 0.05 ? null : between(random, 0, 60_000),
    })),
    thresholds: { warning: '1.500000000000000000', critical: '1.200000000000000000' },
  };
  return market(change);
}

/** Clusters whose settlement ratio is anything, most of it within reach of critical, some of it a base unit beside it. */
export function randomColumns(random: () => number, of: Market, size: number): Columns {
  const rows = Array.from({ length: size }, (_, i) => {
    if (random() < 0.03) return null;
    const gpus = random() < 0.04 ? 0 : between(random, 1, 500);
    const classId = String(between(random, 1, 4));
    const change: Partial<WireTerms> = {
      id: String(i + 1),
      name: `cluster ${i + 1}`,
      classId,
      gpus,
      nodes: between(random, 1, 9),
      collateral: String(assetsOf(random, of, gpus, classId)),
      rewards: random() < 0.5 ? '0' : String(randomBig(random, 20)),
      disputed: random() < 0.03,
      queueState: random() < 0.05 ? 'liquidated' : random() < 0.1 ? 'grace' : 'none',
    };
    return terms(change);
  });
  return columnsOf(rows, of);
}

function assetsOf(random: () => number, of: Market, gpus: number, classId: string): bigint {
  const gpuClass = of.classes[of.classIndex.get(classId) ?? -1];
  const asked = of.criticalBps * BigInt(gpus) * (gpuClass?.base ?? 1n) * (gpuClass?.demandBps ?? 1n);
  const exponent = 16 - of.tokenPrice.decimals - of.tokenDecimals;
  const price = of.tokenPrice.value ?? 1n;
  const [top, bottom] = !of.priced
    ? [asked, 10n ** 8n]
    : exponent >= 0
      ? [asked, price * 10n ** BigInt(exponent)]
      : [asked * 10n ** BigInt(-exponent), price];
  const critical = top / bottom;
  if (random() < 0.3) return critical + BigInt(between(random, 0, 2));
  const [least, most] = random() < 0.5 ? [900, 1_700] : [50, 4_000];
  return (critical * BigInt(between(random, least, most))) / 1_000n;
}

export function randomStress(random: () => number): Stress {
  const change = (): number =>
    random() < 0.3 ? 0 : random() < 0.5 ? between(random, -99, 0) : between(random, 0, 900);
  return {
    price: change(),
    demand: change(),
    gas: change(),
    requirement: change(),
    depth: random() < 0.5 ? null : randomBig(random, 90) + 1n,
  };
}
