import { readLink, writeLink } from './link';
import { shelf } from './shelf';

/** A picture under a name: the query of a link that shows it. */
export interface SavedView {
  readonly name: string;
  /** Begins with `?`, or is empty where all is as it is by default. */
  readonly query: string;
}

const KEY = 'isotherm.views';
export const VIEW_LIMIT = 50;
export const NAME_LIMIT = 60;

/** What a view keeps of a link: all but what lies open over the page. */
function tidy(query: string): string {
  return writeLink({ ...readLink(query).choices, panel: null });
}

function isView(value: unknown): value is SavedView {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('query' in value)) return false;
  return typeof value.name === 'string' && typeof value.query === 'string' && value.name !== '';
}

/** The views that this browser keeps, by name; what cannot be read is left out. */
export function keptViews(): SavedView[] {
  let kept: unknown;
  try {
    kept = JSON.parse(shelf.read(KEY) ?? '[]');
  } catch {
    // Written by someone else: nothing of it is a view.
    return [];
  }
  const views = Array.isArray(kept) ? kept.filter(isView) : [];
  return sorted(
    views.slice(0, VIEW_LIMIT).map(({ name, query }) => ({ name: name.slice(0, NAME_LIMIT), query: tidy(query) })),
  );
}

/** Answers whether the browser kept them. */
export function keepViews(views: readonly SavedView[]): boolean {
  return shelf.write(KEY, views.length > 0 ? JSON.stringify(views) : null);
}

function sorted(views: SavedView[]): SavedView[] {
  return views.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** Why a name cannot be given; null where it can. `instead`: the view that bears it now, if it is being renamed. */
export function nameProblem(name: string, views: readonly SavedView[], instead: string | null = null): string | null {
  const wanted = name.trim();
  if (wanted === '') return 'Give the view a name.';
  if (wanted.length > NAME_LIMIT) return `A name has at most ${NAME_LIMIT} letters.`;
  if (wanted !== instead && views.some((view) => view.name === wanted)) return `There is a view “${wanted}” already.`;
  if (instead === null && views.length >= VIEW_LIMIT)
    return `This browser keeps at most ${VIEW_LIMIT} views: delete one first.`;
  return null;
}

/** With one more view. The name must be one without a problem. */
export function withView(views: readonly SavedView[], name: string, query: string): SavedView[] {
  return sorted([...views, { name: name.trim(), query: tidy(query) }]);
}

export function renamed(views: readonly SavedView[], from: string, to: string): SavedView[] {
  return sorted(views.map((view) => (view.name === from ? { ...view, name: to.trim() } : view)));
}

/** The query of a pasted link; null where the text is no link of this page. */
export function queryOf(text: string): string | null {
  const pasted = text.trim();
  if (pasted.startsWith('?')) return tidy(pasted);
  return /^https?:/i.test(pasted) && URL.canParse(pasted) ? tidy(new URL(pasted).search) : null;
}
