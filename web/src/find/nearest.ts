/** Letters to change, insert or drop until `a` reads `b` (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, above[j]! + 1, row[j - 1]! + 1));
    }
  }
  return row[b.length]!;
}

/** The known word that was probably meant: at most two letters away, and not all of it another; null where none is near. */
export function nearest<T extends string>(word: string, known: readonly T[]): T | null {
  if (word.length > 20) return null;
  const close = known
    .map((candidate) => ({ candidate, letters: distance(word.toLowerCase(), candidate) }))
    .filter(({ candidate, letters }) => letters <= 2 && letters < candidate.length)
    .sort((a, b) => a.letters - b.letters);
  return close[0]?.candidate ?? null;
}
