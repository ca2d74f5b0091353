/** Words that many rows share, each under an index that never changes. */
export class Dictionary {
  readonly words: string[] = [];
  private readonly places = new Map<string, number>();

  index(word: string): number {
    let at = this.places.get(word);
    if (at === undefined) {
      at = this.words.length;
      this.words.push(word);
      this.places.set(word, at);
    }
    return at;
  }
}
