import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Fall } from '../../src/desk/cascade';
import { ladder, ladderRefusal } from '../../src/desk/ladder';
import { CALM, isCalm } from '../../src/desk/stress';
import { stressed } from '../../src/desk/stressed';
import type { Market } from '../../src/model/market';
import { Picture } from '../../src/model/picture';
import { QueueState } from '../../src/model/zone';
import { randomBig, randomFrom } from '../fixtures';
import { randomColumns, randomMarket, randomStress } from './worlds';

/**
 * What the page and the server must say alike: written here, read by tests/Isotherm.Domain.Tests/Planning. To write it anew:
 * UPDATE_VECTORS=1 npm --prefix web test -- tests/desk/vectors.test.ts
 */
const FILE = fileURLToPath(new URL('../../../tests/fixtures/planning.json', import.meta.url));
const CASES = 36;

const digits = (value: bigint | null): string | null => (value === null ? null : value.toString());
const fall = ({ clusters, seized }: Fall): object => ({ clusters, seized: digits(seized) });

function marketOf(market: Market): object {
  const { tokenPrice, nativePrice, priced, gasModelled, tokenDecimals, nativeDecimals } = market;
  return {
    priced,
    gasModelled,
    tokenDecimals,
    nativeDecimals,
    settlementGas: digits(market.settlementGas),
    baseFee: digits(market.baseFee),
    tokenPrice: {
      value: digits(tokenPrice.value),
      decimals: tokenPrice.decimals,
      valid: tokenPrice.verdict === 'valid',
    },
    nativePrice: { value: digits(nativePrice.value), decimals: nativePrice.decimals },
    warningBps: Number(market.warningBps),
    criticalBps: Number(market.criticalBps),
    classes: market.classes.map(({ id, base, demandBps }) => ({
      id,
      base: digits(base),
      demandBps: digits(demandBps),
    })),
  };
}

function caseOf(random: () => number, i: number): object {
  const market = randomMarket(random);
  const columns = randomColumns(random, market, 14);
  const rows = Array.from({ length: columns.size }, (_, row) => columns.terms(row)).filter((row) => row !== null);
  const all = rows.reduce((sum, { collateral }) => sum + collateral, 1n);
  const shock =
    i % 3 === 0
      ? randomStress(random)
      : { ...CALM, price: -1 - Math.floor(random() * 30), requirement: Math.floor(random() * 25) };
  const supposed = isCalm(shock) ? { ...shock, demand: 7 } : shock;
  const stress = { ...supposed, depth: i % 4 === 0 ? null : (all * (1n + randomBig(random, 6))) / 400n + 1n };
  const picture = new Picture(market, columns);
  const { run, after } = stressed(picture, stress, null)!;
  const { by, already, steps } = ladder(columns, market);
  return {
    market: marketOf(market),
    // class, GPUs, nodes, collateral, rewards, l(iquidated) d(isputed)
    clusters: rows.map(({ info, gpus, nodes, collateral, rewards, queueState, disputed }) =>
      [
        info.classId,
        gpus,
        nodes,
        collateral,
        rewards,
        (queueState === QueueState.liquidated ? 'l' : '') + (disputed ? 'd' : ''),
      ].join(' '),
    ),
    stress: { ...stress, depth: digits(stress.depth) },
    before: picture.counts,
    after: after.counts,
    already: fall(run.already),
    fell: fall(run),
    rounds: run.rounds.map((round) => ({
      price: digits(round.price),
      priceAfter: digits(round.priceAfter),
      ...fall(round),
    })),
    endPrice: digits(run.market.tokenPrice.value),
    ladder: ladderRefusal(market) === null && {
      by,
      already: fall(already),
      steps: steps.map((step) => [step.change, digits(step.price), step.clusters, digits(step.seized)].join(' ')),
    },
  };
}

test('The vectors that the server is held against are what this page says (seed 91)', () => {
  const random = randomFrom(91);
  const cases = Array.from({ length: CASES }, (_, i) => caseOf(random, i));
  const text = `[\n${cases.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`;
  if (process.env['UPDATE_VECTORS']) writeFileSync(FILE, text);
  expect(readFileSync(FILE, 'utf8')).toBe(text);
});
