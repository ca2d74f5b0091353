/** Texts by place; an array of strings is one. */
export interface Texts {
  readonly length: number;
  at(place: number): string | undefined;
}

/** Texts that lie in one long one and are cut out when asked for: a hundred thousand of them are nothing to make, hold or look through. */
export class CutTexts implements Texts {
  /** `ends`: where each begins in `whole`, and where the last one ends. */
  constructor(
    private readonly whole: string,
    private readonly ends: Uint32Array,
  ) {}

  get length(): number {
    return this.ends.length - 1;
  }

  at(place: number): string | undefined {
    return place < this.length ? this.whole.slice(this.ends[place], this.ends[place + 1]) : undefined;
  }
}

/** The rows' names: those that were loaded, and those that were said since. */
export class Names {
  constructor(
    private readonly loaded: Texts = [],
    private readonly said: readonly (string | undefined)[] = [],
  ) {}

  at(row: number): string {
    return this.said[row] ?? this.loaded.at(row) ?? '';
  }
}
