import { describe, expect, test } from 'vitest';
import { RowWindow } from '../src/table/rowWindow';

describe('the rows in sight of a long list', () => {
  test('are those that the view touches, and a margin', () => {
    const list = new RowWindow(1_000, 34, 340);
    expect(list.inSight(0, 0)).toEqual([0, 10]);
    expect(list.inSight(17, 0)).toEqual([0, 11]);
    expect(list.inSight(3_400, 2)).toEqual([98, 112]);
    expect(list.inSight(list.height - 340, 6)).toEqual([984, 1_000]);
    expect(list.page).toBe(10);
  });

  test('end with the list, and are none of an empty one', () => {
    expect(new RowWindow(3, 34, 340).inSight(0, 6)).toEqual([0, 3]);
    expect(new RowWindow(0, 34, 340).inSight(0, 6)).toEqual([0, 0]);
  });

  test.each([100, 100_000, 1_000_000])('are reached to the last one of %d', (rows) => {
    const list = new RowWindow(rows, 34, 700);
    expect(list.height).toBeLessThan(33_000_000);
    for (const row of [0, 1, Math.floor(rows / 3), rows - 1]) {
      const scrollTop = list.reveal(row, 0);
      expect(scrollTop).toBeLessThanOrEqual(list.height - 700 + 0.01);
      const [first, end] = list.inSight(scrollTop, 0);
      expect(row).toBeGreaterThanOrEqual(first);
      expect(row).toBeLessThan(end);
      const inView = list.top(row, scrollTop) - scrollTop;
      expect(inView).toBeGreaterThan(-0.01);
      expect(inView + 34).toBeLessThan(700.01);
    }
  });

  test('stay where they are when what is sought is in sight', () => {
    const list = new RowWindow(1_000, 34, 340);
    expect(list.reveal(5, 100)).toBe(100);
    expect(list.reveal(2, 100)).toBe(68);
    expect(list.reveal(13, 100)).toBe(14 * 34 - 340);
  });
});
