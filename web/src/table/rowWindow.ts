/** A browser's elements end at about 33 million px: above this many the list is scrolled faster than the finger. */
const TALLEST = 16_000_000;

/** Which of many rows of one height are in sight of a scrolled list, and where they lie. */
export class RowWindow {
  private readonly whole: number;

  /** `rowHeight` and `viewHeight` in CSS px. */
  constructor(
    readonly rows: number,
    readonly rowHeight: number,
    readonly viewHeight: number,
  ) {
    this.whole = rows * rowHeight;
  }

  /** Height of the element that is scrolled, px. */
  get height(): number {
    return Math.min(this.whole, TALLEST);
  }

  /** Rows per page. */
  get page(): number {
    return Math.max(1, Math.floor(this.viewHeight / this.rowHeight));
  }

  /** Rows scrolled past per px of scroll, in px. */
  private get pace(): number {
    const way = this.height - this.viewHeight;
    return way > 0 ? Math.max(1, (this.whole - this.viewHeight) / way) : 1;
  }

  /** First and last row in sight, with `margin` more on either side; the last is excluded. */
  inSight(scrollTop: number, margin: number): readonly [first: number, end: number] {
    const top = scrollTop * this.pace;
    const first = Math.max(0, Math.floor(top / this.rowHeight) - margin);
    const end = Math.min(this.rows, Math.ceil((top + this.viewHeight) / this.rowHeight) + margin);
    return [Math.min(first, end), end];
  }

  /** A row's place in the scrolled element while it is scrolled so far, px. */
  top(row: number, scrollTop: number): number {
    return row * this.rowHeight - scrollTop * (this.pace - 1);
  }

  /** Where to scroll to so that a row is in sight; as it is where it already is. */
  reveal(row: number, scrollTop: number): number {
    const top = scrollTop * this.pace;
    const [from, to] = [row * this.rowHeight, (row + 1) * this.rowHeight - this.viewHeight];
    const wanted = from < top ? from : to > top ? to : top;
    return wanted / this.pace;
  }
}
