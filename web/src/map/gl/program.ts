/** Of KHR_parallel_shader_compile. */
const COMPLETION_STATUS = 0x91b1;
/** How often a driver that compiles beside the page is asked whether it is done; ms. */
const ASK_MS = 8;

/** Shaders that a driver compiles and links; until `linked` resolves they can't be used. */
export class Program {
  private readonly places = new Map<string, WebGLUniformLocation | null>();
  /** What each uniform was set to last. */
  private readonly values = new Map<string, readonly [number, number, number]>();
  private readonly program: WebGLProgram;
  private readonly shaders: readonly WebGLShader[];

  /** `units`: the texture unit that each sampler reads. */
  constructor(
    private readonly gl: WebGL2RenderingContext,
    vertex: string,
    fragment: string,
    private readonly units: Readonly<Record<string, number>>,
  ) {
    this.program = gl.createProgram();
    this.shaders = [this.compile(gl.VERTEX_SHADER, vertex), this.compile(gl.FRAGMENT_SHADER, fragment)];
    for (const shader of this.shaders) gl.attachShader(this.program, shader);
    gl.linkProgram(this.program);
  }

  /** Waits until all are linked, without holding up the page where the driver can; throws what it says when one doesn't link. */
  static async linked(gl: WebGL2RenderingContext, programs: readonly Program[]): Promise<void> {
    const asks = gl.getExtension('KHR_parallel_shader_compile') !== null;
    const waits = ({ program }: Program): boolean => gl.getProgramParameter(program, COMPLETION_STATUS) === false;
    while (asks && !gl.isContextLost() && programs.some(waits)) await new Promise((done) => setTimeout(done, ASK_MS));
    for (const program of programs) program.finish();
  }

  use(): void {
    this.gl.useProgram(this.program);
  }

  /** Sets a uniform of one to three numbers where it is another now. The program must be in use. */
  set(name: string, x: number, y?: number, z?: number): void {
    const last = this.values.get(name);
    if (last && last[0] === x && last[1] === (y ?? 0) && last[2] === (z ?? 0)) return;
    this.values.set(name, [x, y ?? 0, z ?? 0]);
    const { gl } = this;
    const place = this.at(name);
    if (y === undefined) gl.uniform1f(place, x);
    else if (z === undefined) gl.uniform2f(place, x, y);
    else gl.uniform3f(place, x, y, z);
  }

  destroy(): void {
    this.gl.deleteProgram(this.program);
  }

  private finish(): void {
    const { gl, program, shaders, units } = this;
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
      const logs = shaders.map((shader) => gl.getShaderInfoLog(shader)).filter(Boolean);
      throw new Error(`The map's shaders don't link: ${[...logs, gl.getProgramInfoLog(program)].join(' ')}`);
    }
    for (const shader of shaders) gl.deleteShader(shader);
    this.use();
    for (const [name, unit] of Object.entries(units)) gl.uniform1i(this.at(name), unit);
  }

  /** A uniform's place; null where the driver found it unused, which WebGL takes for "ignore". */
  private at(name: string): WebGLUniformLocation | null {
    let place = this.places.get(name);
    if (place === undefined) {
      place = this.gl.getUniformLocation(this.program, name);
      this.places.set(name, place);
    }
    return place;
  }

  private compile(kind: number, source: string): WebGLShader {
    const { gl } = this;
    const shader = gl.createShader(kind);
    if (!shader) throw new Error('The map’s shaders can’t be made: the WebGL context is lost.');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    return shader;
  }
}
