import { describe, expect, test } from 'vitest';
import { revealed } from '../src/map/reveal';

const tile = (y: number) => ({ x: 12, y, width: 60, height: 40 });

describe('revealing a tile', () => {
  test('moves nothing while the tile is in sight', () => {
    expect(revealed(tile(300), 200, 500)).toBe(200);
  });

  test('brings one from above into sight, with its heading, and never scrolls past the top', () => {
    expect(revealed(tile(100), 200, 500)).toBe(70);
    expect(revealed(tile(10), 200, 500)).toBe(0);
  });

  test.each([500, 160])('brings one from below into the first %i px', (visible) => {
    const at = revealed(tile(900), 200, visible);
    expect(900 + 40).toBeLessThanOrEqual(at + visible);
    expect(900).toBeGreaterThanOrEqual(at);
  });
});
