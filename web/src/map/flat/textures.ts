/** Repeating textures as canvas patterns, drawn once per colour and pixel ratio. */
export class Textures {
  private readonly kept = new Map<string, CanvasPattern>();

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly pixelRatio: number,
  ) {}

  /** Diagonal lines, rising to the right. */
  hatch(colour: string): CanvasPattern {
    return this.pattern(`hatch ${colour}`, 7, (c, size) => {
      c.strokeStyle = colour;
      c.lineWidth = 1.6;
      for (const shift of [-size, 0, size]) line(c, shift, size, shift + size, 0);
    });
  }

  /** Crossed diagonal lines. */
  crossHatch(colour: string): CanvasPattern {
    return this.pattern(`cross ${colour}`, 7, (c, size) => {
      c.strokeStyle = colour;
      c.lineWidth = 0.8;
      for (const shift of [-size, 0, size]) {
        line(c, shift, size, shift + size, 0);
        line(c, shift, 0, shift + size, size);
      }
    });
  }

  /** Small dots. */
  dots(colour: string): CanvasPattern {
    return this.pattern(`dots ${colour}`, 5, (c, size) => {
      c.fillStyle = colour;
      c.beginPath();
      c.arc(size / 2, size / 2, 0.9, 0, 2 * Math.PI);
      c.fill();
    });
  }

  private pattern(key: string, size: number, draw: (c: CanvasRenderingContext2D, size: number) => void): CanvasPattern {
    const kept = this.kept.get(key);
    if (kept) return kept;
    const cell = document.createElement('canvas');
    cell.width = cell.height = Math.round(size * this.pixelRatio);
    const c = cell.getContext('2d')!;
    c.scale(cell.width / size, cell.height / size);
    draw(c, size);
    const pattern = this.context.createPattern(cell, 'repeat')!;
    pattern.setTransform(new DOMMatrix().scale(size / cell.width));
    this.kept.set(key, pattern);
    return pattern;
  }
}

function line(c: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  c.beginPath();
  c.moveTo(x0, y0);
  c.lineTo(x1, y1);
  c.stroke();
}
