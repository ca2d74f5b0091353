// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { MOST_ROWS, RowGrid } from '../src/map/rowGrid';
import type { RowWords } from '../src/map/sentences';

const words = (row: number): RowWords => ({
  id: String(row + 1),
  name: `c-${row}`,
  sentence: `c-${row}, ratio 1.32, warning`,
  zone: 'yellow',
  ratio: '1.320000000000000000',
});

describe('RowGrid', () => {
  test('has one row per tile, in order, with the exact ratio', () => {
    const grid = new RowGrid('Clusters');
    grid.arrange([2, 0, 1]);
    grid.write(words);
    const rows = [...grid.element.querySelectorAll<HTMLElement>('[role=row]')];
    expect(rows.map((r) => r.dataset['clusterId'])).toEqual(['3', '1', '2']);
    expect(rows[0]!.dataset['ratio']).toBe('1.320000000000000000');
    expect(rows[0]!.getAttribute('aria-label')).toBe('c-2, ratio 1.32, warning');
    expect(rows[0]!.querySelectorAll('[role=gridcell]')).toHaveLength(3);
  });

  test('is one tab stop whose active row is named', () => {
    const grid = new RowGrid('Clusters');
    grid.arrange([0, 1]);
    grid.activate(1);
    expect(grid.element.tabIndex).toBe(0);
    expect(grid.element.querySelectorAll('[tabindex]')).toHaveLength(0);
    const active = grid.element.getAttribute('aria-activedescendant')!;
    expect(grid.element.querySelector(`#${active}`)).toBe(grid.element.children[1]);
    grid.activate(null);
    expect(grid.element.hasAttribute('aria-activedescendant')).toBe(false);
  });

  test('keeps the elements of rows that stay and drops those that left', () => {
    const grid = new RowGrid('Clusters');
    grid.arrange([0, 1, 2]);
    const second = grid.element.children[1];
    grid.arrange([2, 1]);
    expect(grid.element.children[1]).toBe(second);
    expect(grid.element.children).toHaveLength(2);
  });

  describe('of more tiles than there can be rows', () => {
    const count = 100_000;
    const order = Uint32Array.from({ length: count }, (_, i) => count - 1 - i);
    const many = (): RowGrid => {
      const grid = new RowGrid('Clusters');
      grid.arrange(order);
      grid.write(words);
      return grid;
    };
    const active = (grid: RowGrid): HTMLElement =>
      grid.element.querySelector(`#${grid.element.getAttribute('aria-activedescendant')!}`)!;

    test('says how many there are and holds the first', () => {
      const grid = many();
      expect(grid.element.getAttribute('aria-rowcount')).toBe(String(count));
      expect(grid.element.children.length).toBeLessThan(200);
      expect(grid.element.children[0]!.getAttribute('aria-rowindex')).toBe('1');
      expect(grid.element.children[0]!.getAttribute('aria-label')).toBe(`c-${count - 1}, ratio 1.32, warning`);
    });

    test.each([0, 1, 777, 50_000, count - 1])('holds row %d, its place and its neighbours once it is active', (row) => {
      const grid = many();
      grid.activate(row);
      const element = active(grid);
      expect(element.dataset['clusterId']).toBe(String(row + 1));
      expect(element.getAttribute('aria-label')).toContain(`c-${row},`);
      expect(element.getAttribute('aria-rowindex')).toBe(String(count - row));
      const places = [...grid.element.children].map((e) => Number(e.getAttribute('aria-rowindex')));
      expect(places).toEqual(places.map((_, i) => places[0]! + i));
      expect(places).toContain(Math.min(count, count - row + 1));
    });

    test('every row is reached by stepping on', () => {
      const grid = many();
      let row: number | null = order[0]!;
      for (let steps = 0; row !== order.at(-1) && steps < 1_000; steps++) row = grid.step(row!, 997);
      expect(row).toBe(0);
      expect(grid.step(0, 1)).toBe(0);
      expect(grid.step(5, -2)).toBe(7);
      expect(grid.step(count, 1)).toBeNull();
    });

    test('keeps the active row while the rows are arranged anew', () => {
      const grid = many();
      grid.activate(50_000);
      grid.arrange(Uint32Array.from({ length: count }, (_, i) => i));
      expect(active(grid).getAttribute('aria-rowindex')).toBe('50001');
    });
  });

  test(`has a row for each of ${MOST_ROWS} tiles`, () => {
    const grid = new RowGrid('Clusters');
    grid.arrange(Array.from({ length: MOST_ROWS }, (_, i) => i));
    expect(grid.element.children).toHaveLength(MOST_ROWS);
  });
});
