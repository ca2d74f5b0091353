/** Values of the few rows that their typed column is too narrow for; copied when first written after they were taken. */
export class Rare {
  private values = new Map<number, bigint>();
  private taken = false;

  /** For reading, now. */
  get now(): ReadonlyMap<number, bigint> {
    return this.values;
  }

  /** `null` for a row that needs none. */
  set(row: number, value: bigint | null): void {
    if (value === null && !this.values.has(row)) return;
    if (this.taken) {
      this.values = new Map(this.values);
      this.taken = false;
    }
    if (value === null) this.values.delete(row);
    else this.values.set(row, value);
  }

  /** For keeping. */
  take(): ReadonlyMap<number, bigint> {
    this.taken = true;
    return this.values;
  }
}
