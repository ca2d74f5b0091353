/** A key that works anywhere on the page while nothing is being typed. */
export interface Shortcut {
  readonly key: string;
  readonly does: string;
}

export const SHORTCUTS = [
  { key: '/', does: 'Go to the filter' },
  { key: 'g', does: 'Group by the next: region, class, operator, zone, none' },
  { key: 't', does: 'Table or map' },
  { key: 's', does: 'Stress' },
  { key: 'm', does: 'Mine or all' },
  { key: '0', does: 'Fit the map into the window' },
  { key: '?', does: 'Help' },
  { key: 'Escape', does: 'Close what lies on top' },
] as const satisfies readonly Shortcut[];

export type ShortcutKey = (typeof SHORTCUTS)[number]['key'];

const TYPED = 'input, textarea, select, [contenteditable], [role=combobox], [role=listbox], dialog';

/**
 * The shortcut that a key press asks for; null while something is being typed or chosen, with a modifier held, or where what is
 * beneath has answered it.
 */
export function shortcutOf(event: KeyboardEvent): ShortcutKey | null {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.target instanceof Element && event.target.closest(TYPED)) return null;
  const pressed = event.key.length === 1 && event.key !== '?' ? event.key.toLowerCase() : event.key;
  if (event.shiftKey && /^[a-z]$/.test(pressed)) return null;
  return SHORTCUTS.find(({ key }) => key === pressed)?.key ?? null;
}
