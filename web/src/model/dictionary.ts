import type { Texts } from './texts';

/** Words that many rows share, each under an index that never changes. */
export class Dictionary {
  /** Words that were loaded, until all of them are wanted. */
  private loaded: Texts | null = null;
  private listed: string[] = [];
  /** Made when a word is first looked for: a network of a hundred thousand operators is shown before that. */
  private places: Map<string, number> | null = null;

  /** The word of an index. */
  at(index: number): string | undefined {
    return this.loaded ? this.loaded.at(index) : this.listed[index];
  }

  /** All words by index. Grows. */
  get words(): readonly string[] {
    return this.list();
  }

  index(word: string): number {
    const words = this.list();
    this.places ??= new Map(words.map((known, at) => [known, at]));
    let at = this.places.get(word);
    if (at === undefined) {
      at = words.length;
      words.push(word);
      this.places.set(word, at);
    }
    return at;
  }

  /** The indices of many words, of which none is there twice. */
  indices(words: Texts): Uint32Array {
    const indices = new Uint32Array(words.length);
    const isFirst = !this.loaded && this.listed.length === 0;
    if (isFirst) this.loaded = words;
    for (let i = 0; i < indices.length; i++) indices[i] = isFirst ? i : this.index(words.at(i) ?? '');
    return indices;
  }

  private list(): string[] {
    const { loaded } = this;
    if (loaded) {
      this.loaded = null;
      this.listed = Array.from({ length: loaded.length }, (_, at) => loaded.at(at) ?? '');
    }
    return this.listed;
  }
}
