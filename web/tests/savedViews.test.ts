// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { VIEW_LIMIT, keepViews, keptViews, nameProblem, queryOf, renamed, withView } from '../src/find/savedViews';
import { viewWords } from '../src/find/viewWords';

describe('saved views', () => {
  beforeEach(() => localStorage.clear());

  test('come back by name, without what lay open over the picture', () => {
    const views = withView(withView([], ' night ', '?q=zone:red&panel=views'), 'all 10', '');
    expect(keepViews(views)).toBe(true);
    expect(keptViews()).toEqual([
      { name: 'all 10', query: '' },
      { name: 'night', query: '?q=zone:red' },
    ]);
    expect(keepViews([])).toBe(true);
    expect(keptViews()).toEqual([]);
  });

  test('that someone else wrote are passed over', () => {
    for (const text of ['{', '7', 'null', '[1, null, {"name": 3, "query": ""}, {"name": "", "query": ""}]']) {
      localStorage.setItem('isotherm.views', text);
      expect(keptViews()).toEqual([]);
    }
    localStorage.setItem('isotherm.views', '[{"name":"a","query":"?view=roof&q=x&evil=1"}]');
    expect(keptViews()).toEqual([{ name: 'a', query: '?q=x' }]);
  });

  test('have names of their own', () => {
    const views = withView([], 'a', '');
    expect(nameProblem(' ', views)).toBe('Give the view a name.');
    expect(nameProblem('a ', views)).toBe('There is a view “a” already.');
    expect(nameProblem('a', views, 'a')).toBeNull();
    expect(nameProblem('x'.repeat(61), views)).toContain('at most 60');
    const many = Array.from({ length: VIEW_LIMIT }, (_, i) => ({ name: `v${i}`, query: '' }));
    expect(nameProblem('one more', many)).toContain('at most 50 views');
    expect(nameProblem('other', many, 'v1')).toBeNull();
    expect(renamed(views, 'a', 'b ')).toEqual([{ name: 'b', query: '' }]);
  });

  test('are taken from a pasted link, and from nothing else', () => {
    expect(queryOf('https://example.org/isotherm/?q=zone:red&panel=help')).toBe('?q=zone:red');
    expect(queryOf(' ?size=gpus ')).toBe('?size=gpus');
    expect(queryOf('http://example.org/')).toBe('');
    expect(queryOf('javascript:alert(1)')).toBeNull();
    expect(queryOf('night')).toBeNull();
  });

  test('say in a line what they show', () => {
    expect(viewWords('?group=class&within=zone&size=gpus&sort=risk&q=zone:red&only=mine&palette=mono')).toBe(
      'map by class, then zone · sized by GPUs · sorted by risk · filter zone:red · mine only · mono colours',
    );
    expect(viewWords('?view=queue')).toBe('queue');
  });

  test('of a browser that keeps nothing are told to be lost', () => {
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(keepViews([{ name: 'a', query: '' }])).toBe(false);
    full.mockRestore();
  });
});
