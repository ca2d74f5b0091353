import { expect, test } from 'vitest';
import { sortByKey } from '../src/map/layout/stableSort';
import { randomFrom } from './fixtures';

test.each([5, 33, 4_000])(
  '%i rows are sorted upwards and downwards, and equal ones keep their order (seed 3)',
  (count) => {
    const random = randomFrom(3);
    // Few keys, so that many are equal, and some that only a double tells apart.
    const keys = Float64Array.from(
      { length: count },
      () => Math.floor(random() * 40) + (random() < 0.3 ? 1e-9 * random() : 0),
    );
    const rows = Uint32Array.from({ length: count }, (_, row) => row);
    for (const sign of [1, -1] as const) {
      const sorted = rows.slice();
      sortByKey(sorted, keys, sign);
      expect([...sorted]).toEqual([...rows].sort((a, b) => sign * (keys[a]! - keys[b]!) || a - b));
    }
  },
);
