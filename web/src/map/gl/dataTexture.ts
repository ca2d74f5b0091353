import { LINE } from '../tileState';

/** What was sent to the GPU since the start; read by benchmarks. */
export interface Traffic {
  uploads: number;
  bytesUploaded: number;
}

export type Cells = Float32Array | Uint32Array;

interface Format {
  readonly internal: 'RGBA32F' | 'R32UI' | 'RGBA32UI';
  readonly format: 'RGBA' | 'RED_INTEGER' | 'RGBA_INTEGER';
  readonly type: 'FLOAT' | 'UNSIGNED_INT';
  readonly channels: 1 | 4;
}

export const RECTS: Format = { internal: 'RGBA32F', format: 'RGBA', type: 'FLOAT', channels: 4 };
export const WORDS: Format = { internal: 'R32UI', format: 'RED_INTEGER', type: 'UNSIGNED_INT', channels: 1 };
export const GLYPHS: Format = { internal: 'RGBA32UI', format: 'RGBA_INTEGER', type: 'UNSIGNED_INT', channels: 4 };

/** Lines that hold so many texels. */
export function linesFor(texels: number): number {
  return Math.max(1, Math.ceil(texels / LINE));
}

/**
 * A texture with one texel per tile or glyph, in lines of LINE: the vertex shader reads it by number. It grows and never shrinks.
 * It stays bound to a unit of its own, so that no frame binds it.
 */
export class DataTexture {
  private readonly texture: WebGLTexture;
  private lines = 0;

  constructor(
    private readonly gl: WebGL2RenderingContext,
    private readonly format: Format,
    private readonly unit: number,
    private readonly traffic: Traffic,
  ) {
    this.texture = gl.createTexture();
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    for (const axis of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, axis, gl.CLAMP_TO_EDGE);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
    this.reserve(1);
  }

  /** Writes whole lines from line `from` on; `cells` holds at least `lines` × LINE texels. */
  write(cells: Cells, lines: number, from = 0): void {
    this.reserve(from + lines);
    this.send(cells, 0, from, LINE, lines);
  }

  /** Writes one texel. */
  writeOne(cells: Cells, index: number): void {
    const { channels } = this.format;
    this.send(cells.subarray(index * channels, (index + 1) * channels), index % LINE, Math.floor(index / LINE), 1, 1);
  }

  destroy(): void {
    this.gl.deleteTexture(this.texture);
  }

  /** Makes room for so many lines. What was written is lost where it grows. */
  reserve(lines: number): void {
    const { gl, format } = this;
    if (lines <= this.lines) return;
    this.lines = lines;
    gl.activeTexture(gl.TEXTURE0 + this.unit);
    const { internal, format: layout, type } = format;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl[internal], LINE, lines, 0, gl[layout], gl[type], null);
  }

  private send(cells: Cells, x: number, y: number, width: number, height: number): void {
    const { gl, format, traffic } = this;
    gl.activeTexture(gl.TEXTURE0 + this.unit);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, width, height, gl[format.format], gl[format.type], cells);
    traffic.uploads++;
    traffic.bytesUploaded += width * height * format.channels * 4;
  }
}
