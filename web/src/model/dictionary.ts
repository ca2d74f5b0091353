/** Words that many rows share, each under an index that never changes. */
export class Dictionary {
  readonly words: string[] = [];
  /** Made when a word is first looked for: a network of a hundred thousand operators is shown before that. */
  private places: Map<string, number> | null = null;

  index(word: string): number {
    this.places ??= new Map(this.words.map((known, at) => [known, at]));
    let at = this.places.get(word);
    if (at === undefined) {
      at = this.words.length;
      this.words.push(word);
      this.places.set(word, at);
    }
    return at;
  }

  /** The indices of many words, of which none is there twice. */
  indices(words: readonly string[]): Uint32Array {
    if (this.words.length > 0) return Uint32Array.from(words, (word) => this.index(word));
    for (const word of words) this.words.push(word);
    return Uint32Array.from(words.keys());
  }
}
