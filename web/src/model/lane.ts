import { Spares } from './spares';

interface Elements<A> {
  readonly length: number;
  set(from: A): void;
  slice(): A;
  subarray(begin: number, end: number): A;
}

/** A typed column that is copied when it is first written after it was taken: whoever takes it may keep it. */
export class Lane<A extends Elements<A>> {
  private elements: A;
  private taken = false;
  private readonly spares = new Spares<A>();

  constructor(private readonly make: (length: number) => A) {
    this.elements = make(0);
  }

  /** For reading, now. */
  get now(): A {
    return this.elements;
  }

  /** For writing, now. */
  write(): A {
    if (this.taken) {
      this.elements = this.copied();
      this.taken = false;
    }
    return this.elements;
  }

  /** Takes what was taken from here once and is not needed any more. */
  reuse(elements: A): void {
    if (elements !== this.elements && elements.length === this.elements.length) this.spares.put(elements);
  }

  /** For keeping: the first `length` elements as they are. */
  take(length: number): A {
    this.taken = true;
    return length === this.elements.length ? this.elements : this.elements.subarray(0, length);
  }

  private copied(): A {
    const { elements } = this;
    const spare = this.spares.take();
    if (spare?.length !== elements.length) return elements.slice();
    spare.set(elements);
    return spare;
  }

  /** Room for so many; what is new is 0. */
  grow(length: number): void {
    if (length <= this.elements.length) return;
    const grown = this.make(length);
    grown.set(this.elements);
    this.elements = grown;
    this.taken = false;
  }
}
