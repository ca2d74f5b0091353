import { describe, expect, test, vi } from 'vitest';
import { changeAtPlace, placeOfChange, readAmount, readChange } from '../../src/desk/knob';
import { PerFrame } from '../../src/desk/perFrame';
import { axisOf, gradientOf, placeOf, thresholdAt } from '../../src/desk/scale';
import { Palette } from '../../src/map/palette';
import { randomFrom } from '../fixtures';

const NETWORK = { warning: 15_000n, critical: 12_000n };

describe('the legend’s axis', () => {
  test('It runs from where red is clamped to where green is, and has room for both pairs', () => {
    expect(axisOf(NETWORK, null)).toEqual({ from: 9_000, to: 24_000 });
    expect(axisOf(NETWORK, { warning: 30_000n, critical: 8_000n })).toEqual({ from: 6_000, to: 48_000 });
  });

  test('A place and its threshold are one, in hundredths (seed 81)', () => {
    const random = randomFrom(81);
    for (let i = 0; i < 500; i++) {
      const critical = BigInt(100 + Math.floor(random() * 30_000));
      const axis = axisOf({ critical, warning: critical + 1n + BigInt(Math.floor(random() * 20_000)) }, null);
      const bps = thresholdAt(axis, random());
      expect(bps % 100n).toBe(0n);
      const inside = Number(bps) >= axis.from && Number(bps) <= axis.to;
      if (inside) expect(thresholdAt(axis, placeOf(axis, bps))).toBe(bps);
    }
    const axis = axisOf(NETWORK, null);
    expect([placeOf(axis, 12_000n), placeOf(axis, 15_000n)]).toEqual([0.2, 0.4]);
    expect([placeOf(axis, 1n), placeOf(axis, 99_000n)]).toEqual([0, 1]);
  });

  test('Its colours are the map’s, with a step at each threshold', () => {
    const palette = new Palette('default', 'dark', false);
    const gradient = gradientOf(palette, axisOf(NETWORK, null), NETWORK);
    expect(gradient).toBe(
      `linear-gradient(90deg in oklab, ${palette.fill(2, 0).css} 0%, ${palette.fill(2, 63).css} 20%, ` +
        `${palette.fill(1, 0).css} 20%, ${palette.fill(1, 63).css} 40%, ${palette.fill(0, 0).css} 40%, ${palette.fill(0, 63).css} 100%)`,
    );
  });
});

describe('a knob', () => {
  test('Place and change are one for every change that a finger can mean', () => {
    for (let change = -99; change <= 100; change++) expect(changeAtPlace(placeOfChange(change))).toBe(change);
    for (let change = 110; change <= 900; change += 10) expect(changeAtPlace(placeOfChange(change))).toBe(change);
    expect([placeOfChange(-99), placeOfChange(0) + 0, placeOfChange(900)]).toEqual([-100, 0, 100]);
    for (let place = -100; place < 100; place += 0.5)
      expect(changeAtPlace(place)).toBeLessThanOrEqual(changeAtPlace(place + 0.5));
  });

  test.each([
    ['-20', -20],
    ['−20 %', -20],
    ['+50', 50],
    ['900%', 900],
    ['0', 0],
    ['-0', 0],
    ['-100', null],
    ['901', null],
    ['1.5', null],
    ['', null],
    ['ten', null],
  ])('%s is %s', (text, change) => expect(readChange(text)).toBe(change));

  test.each([
    ['1', 18, 10n ** 18n],
    ['1 000.5', 2, 100_050n],
    ['0.01', 2, 1n],
    ['0', 18, null],
    ['0.001', 2, null],
    ['-1', 2, null],
    ['1e5', 2, null],
    ['', 2, null],
  ])('An amount of %s with %s decimals is %s base units', (text, decimals, amount) =>
    expect(readAmount(text, decimals)).toBe(amount),
  );
});

describe('a drag', () => {
  test('Each frame takes the newest value, once, and the end waits for none', () => {
    const frames: (() => void)[] = [];
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
    vi.stubGlobal('cancelAnimationFrame', (id: number) => void (frames[id - 1] = () => undefined));
    const taken: number[] = [];
    const perFrame = new PerFrame<number>((value) => taken.push(value));
    for (const value of [1, 2, 3]) perFrame.take(value);
    expect(taken).toEqual([]);
    expect(frames).toHaveLength(1);
    frames.shift()!();
    expect(taken).toEqual([3]);
    perFrame.take(4);
    perFrame.flush();
    perFrame.flush();
    expect(taken).toEqual([3, 4]);
    perFrame.take(5);
    perFrame.drop();
    perFrame.flush();
    expect(taken).toEqual([3, 4]);
    vi.unstubAllGlobals();
  });
});
