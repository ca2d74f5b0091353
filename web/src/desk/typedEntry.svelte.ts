/** What is being typed into a field: taken by Enter or when the field is left, only if it can be read; Escape forgets it. */
export class TypedEntry<T> {
  /** Null while the field shows what is in force. */
  text = $state<string | null>(null);

  constructor(
    private readonly read: (text: string) => T | null,
    private readonly set: (value: T) => void,
  ) {}

  get wrong(): boolean {
    return this.text !== null && this.read(this.text) === null;
  }

  readonly type = (event: Event & { readonly currentTarget: HTMLInputElement }): void => {
    this.text = event.currentTarget.value;
  };

  readonly take = (): void => {
    const value = this.text === null ? null : this.read(this.text);
    if (value === null) return;
    this.text = null;
    this.set(value);
  };

  readonly press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') this.take();
    else if (event.key === 'Escape' && this.text !== null) this.text = null;
    else return;
    event.stopPropagation();
    event.preventDefault();
  };
}
