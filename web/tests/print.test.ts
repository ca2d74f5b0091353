import { describe, expect, test } from 'vitest';
import { Palette } from '../src/map/palette';
import type { PictureOf } from '../src/print/facts';
import { factsOf } from '../src/print/facts';
import { drawSheet, sheetParts } from '../src/print/sheet';
import { E18, market, pictureOf, wireTerms } from './fixtures';

const picture = pictureOf(market(), [
  wireTerms({ collateral: String(4_000n * E18) }),
  wireTerms({ id: '2', collateral: String(2_300n * E18), queueState: 'grace', deadline: '2026-01-31T12:01:00Z' }),
]);
const live: PictureOf = {
  network: 'Reference network',
  picture,
  freshness: 'live',
  trusted: true,
  now: Date.parse('2026-01-31T12:00:12Z'),
  simulation: null,
  filter: '',
  mineOnly: false,
  matching: null,
  own: null,
  stress: null,
};

/** What is written on a sheet, and how strongly. */
function written(of: PictureOf): { texts: string[]; watermarks: string[] } {
  const [texts, watermarks] = [[] as string[], [] as string[]];
  let turned = false;
  const known: Record<string, unknown> = {
    fillText: (text: string) => (turned ? watermarks : texts).push(text),
    measureText: (text: string) => ({ width: text.length * 7 }),
    rotate: () => (turned = true),
  };
  const ink = new Proxy(known, { get: (of, name: string) => of[name] ?? (() => undefined), set: () => true });
  const map = {} as CanvasImageSource;
  drawSheet(ink as never, map, factsOf(of), new Palette('default', 'dark', false), { width: 1_200, mapHeight: 700 });
  return { texts, watermarks };
}

describe('a picture that leaves the page', () => {
  test('says the network, the block, both times, the thresholds and the count of every zone', () => {
    const { texts, watermarks } = written(live);
    const all = texts.join('\n');
    expect(all).toContain('Isotherm · Reference network');
    expect(all).toContain('block 7 · 2026-01-31 12:00:10 UTC · taken 2026-01-31 12:00:12 UTC');
    expect(all).toContain('warning 1.50, critical 1.20');
    for (const words of ['safe > 1.50: 1', 'warning 1.20 to 1.50: 0', 'red < 1.20: 1', 'unknown: 0', 'exempt: 0'])
      expect(texts).toContain(words);
    expect(texts).toContain('1 in the liquidation queue');
    expect(watermarks).toEqual([]);
    expect(factsOf(live).fileName).toBe('isotherm-reference-network-7.png');
  });

  test('says what is filtered and by whose thresholds it is coloured', () => {
    const own = { warning: '1.6', critical: '1.3' };
    const { texts } = written({ ...live, filter: 'ratio<1.3', mineOnly: true, matching: 1, own });
    expect(texts).toContain('filter: 1 of 2 clusters ratio<1.3, mine only');
    expect(texts).toContain('coloured by own thresholds: warning 1.6, critical 1.3');
  });

  test.each<[string, Partial<PictureOf>, string, string]>([
    ['simulated', { simulation: 'policy simulation' }, 'policy simulation', 'policy-simulation'],
    ['stressed', { stress: { price: -20, demand: 0, gas: 0, requirement: 0, depth: null } }, 'STRESS', 'stressed'],
    ['late', { freshness: 'late', trusted: false, now: Date.parse('2026-01-31T12:00:55Z') }, '45 s old', 'confirmed'],
    ['replayed', { freshness: 'replay' }, 'Replay', 'replay'],
  ])('is watermarked when it is %s, and its file is named so', (_, change, words, named) => {
    const { texts, watermarks } = written({ ...live, ...change });
    expect(texts.join('\n')).toContain(words);
    expect(watermarks.length).toBeGreaterThan(10);
    for (const mark of watermarks) expect(mark).toContain(words);
    expect(factsOf({ ...live, ...change }).fileName).toContain(named);
  });

  test('has room above the map for every line', () => {
    const long = {
      ...live,
      filter: 'zone:red',
      matching: 1,
      simulation: 'made up',
      own: { warning: '2', critical: '1' },
    };
    expect(sheetParts(factsOf(long)).head - sheetParts(factsOf(live)).head).toBe(3 * 18);
  });
});
