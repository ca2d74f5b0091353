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

  test('stops at its limit and says how many there are', () => {
    const grid = new RowGrid('Clusters');
    grid.arrange(Array.from({ length: MOST_ROWS + 5 }, (_, i) => i));
    expect(grid.element.children).toHaveLength(MOST_ROWS);
    expect(grid.element.getAttribute('aria-rowcount')).toBe(String(MOST_ROWS + 5));
  });
});
