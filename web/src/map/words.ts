/** A name, or what of it fits: from its second part on first (on narrow tiles for all, to be alike), then without its beginning. */
export function fittedName(name: string, room: number, narrow: boolean, width: (text: string) => number): string {
  let text = name;
  const dash = name.indexOf('-');
  if (dash > 0 && (narrow || width(text) > room)) text = name.slice(dash + 1);
  // A tile's name loses its beginning, since its number tells it from its neighbours.
  const whole = text;
  for (let cut = 1; cut < whole.length && width(text) > room; cut++) text = `…${whole.slice(cut)}`;
  return text;
}

/** A heading's name, or its beginning. */
export function fittedTitle(name: string, room: number, width: (text: string) => number): string {
  let text = name;
  for (let cut = 1; cut < name.length && width(text) > room; cut++) text = `${name.slice(0, -cut)}…`;
  return text;
}
