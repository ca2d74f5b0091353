/** Two triangles a quad. A quad's corners are vertices 4n to 4n + 3: the shader makes the quad's number of them. */
const CORNERS = [0, 1, 2, 2, 1, 3] as const;
export const INDICES_A_QUAD = CORNERS.length;
const FIRST_QUADS = 4_096;

function write(indices: Uint32Array, at: number, quad: number): void {
  for (let i = 0; i < INDICES_A_QUAD; i++) indices[at + i] = quad * 4 + CORNERS[i]!;
}

/** Index buffers: one of all quads in order, which only grows, and one of chosen quads. */
export class QuadIndices {
  private readonly all: WebGLBuffer;
  private readonly some: WebGLBuffer;
  private quads = 0;
  private scratch = new Uint32Array(0);
  private chosen = 0;

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.all = gl.createBuffer();
    this.some = gl.createBuffer();
  }

  /** Binds the buffer of all quads, with at least so many. */
  bindAll(quads: number): void {
    const { gl } = this;
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.all);
    if (quads <= this.quads) return;
    this.quads = Math.max(FIRST_QUADS, 2 ** Math.ceil(Math.log2(quads)));
    const indices = new Uint32Array(this.quads * INDICES_A_QUAD);
    for (let quad = 0; quad < this.quads; quad++) write(indices, quad * INDICES_A_QUAD, quad);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STATIC_DRAW);
  }

  /** Keeps the first `count` of `quads`, to be drawn by `bindSome`. */
  choose(quads: Uint32Array, count: number): void {
    const { gl } = this;
    if (this.scratch.length < count * INDICES_A_QUAD)
      this.scratch = new Uint32Array(Math.max(FIRST_QUADS, count * 2) * INDICES_A_QUAD);
    for (let i = 0; i < count; i++) write(this.scratch, i * INDICES_A_QUAD, quads[i]!);
    this.chosen = count;
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.some);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, this.scratch.subarray(0, count * INDICES_A_QUAD), gl.DYNAMIC_DRAW);
  }

  /** Binds the buffer of chosen quads; returns how many. */
  bindSome(): number {
    this.gl.bindBuffer(this.gl.ELEMENT_ARRAY_BUFFER, this.some);
    return this.chosen;
  }

  destroy(): void {
    this.gl.deleteBuffer(this.all);
    this.gl.deleteBuffer(this.some);
  }
}
