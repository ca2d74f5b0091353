/** A wallet address (lower case) or a cluster's id (decimal digits, no leading zeros); null where the text is neither. */
export function readEntry(text: string): string | null {
  if (/^0x[0-9a-f]{40}$/i.test(text)) return text.toLowerCase();
  return /^\d{1,78}$/.test(text) ? text.replace(/^0+(?=\d)/, '') : null;
}
