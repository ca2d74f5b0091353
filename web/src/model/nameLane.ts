import type { Texts } from './texts';
import { Names } from './texts';

/** The rows' names that are written; what was taken stays as it was. */
export class NameLane {
  private loaded: Texts = [];
  private said: (string | undefined)[] = [];
  private taken = false;
  private now = new Names(this.loaded, this.said);

  set(row: number, name: string): void {
    if (this.now.at(row) === name) return;
    if (this.taken) this.renew(this.loaded, this.said.slice());
    this.said[row] = name;
  }

  /** Takes texts whose place i is row `rows[i]`. Those of a network's first rows in their order are not looked at until they are asked for. */
  load(texts: Texts, rows: Uint32Array): void {
    if (this.loaded.length <= rows.length && this.said.length <= rows.length && rows.every((row, i) => row === i))
      this.renew(texts, []);
    else for (let i = 0; i < rows.length; i++) this.set(rows[i]!, texts.at(i) ?? '');
  }

  /** For keeping. */
  take(): Names {
    this.taken = true;
    return this.now;
  }

  private renew(loaded: Texts, said: (string | undefined)[]): void {
    [this.loaded, this.said, this.taken] = [loaded, said, false];
    this.now = new Names(loaded, said);
  }
}
