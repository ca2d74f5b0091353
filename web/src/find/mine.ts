/** A wallet address (lower case) or a cluster's id (decimal digits, no leading zeros); null where the text is neither. */
export function readEntry(text: string): string | null {
  if (/^0x[0-9a-f]{40}$/i.test(text)) return text.toLowerCase();
  return /^\d{1,78}$/.test(text) ? text.replace(/^0+(?=\d)/, '') : null;
}

/** A pasted list, parted by blanks, commas, semicolons or lines: each entry once, and what is none. */
export function readList(text: string): { readonly entries: string[]; readonly refused: string[] } {
  const pieces = text.split(/[\s,;]+/).filter((piece) => piece !== '');
  const entries = pieces.map(readEntry).filter((entry) => entry !== null);
  return { entries: [...new Set(entries)], refused: pieces.filter((piece) => readEntry(piece) === null) };
}
