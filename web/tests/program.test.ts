import { expect, test, vi } from 'vitest';
import { Program } from '../src/map/gl/program';

const COMPLETION_STATUS = 0x91b1;

/** A driver that links after having been asked `asks` times, or refuses to. */
function driver(asks: number, links = true): WebGL2RenderingContext {
  let left = asks;
  return {
    LINK_STATUS: 1,
    createProgram: () => ({}),
    createShader: () => ({}),
    shaderSource: () => {},
    compileShader: () => {},
    attachShader: () => {},
    linkProgram: () => {},
    deleteShader: () => {},
    useProgram: () => {},
    isContextLost: () => false,
    getExtension: () => ({}),
    getProgramParameter: vi.fn((_: WebGLProgram, what: number) => (what === COMPLETION_STATUS ? left-- <= 0 : links)),
    getShaderInfoLog: () => 'line 7: no such word',
    getProgramInfoLog: () => '',
    getUniformLocation: (_: WebGLProgram, name: string) => name,
    uniform1i: vi.fn(),
    uniform1f: vi.fn(),
    uniform2f: vi.fn(),
    uniform3f: vi.fn(),
  } as unknown as WebGL2RenderingContext;
}

test('What the driver still compiles is asked for and not waited on, and its samplers are set once', async () => {
  const gl = driver(2);
  const program = new Program(gl, 'v', 'f', { uRects: 1, uWords: 3 });
  await Program.linked(gl, [program]);
  const asked = vi.mocked(gl.getProgramParameter).mock.calls.map(([, what]) => what);
  expect(asked).toEqual([COMPLETION_STATUS, COMPLETION_STATUS, COMPLETION_STATUS, 1]);
  expect(vi.mocked(gl.uniform1i).mock.calls).toEqual([
    ['uRects', 1],
    ['uWords', 3],
  ]);
});

test('Shaders that don’t link say what the driver says', async () => {
  const gl = driver(0, false);
  await expect(Program.linked(gl, [new Program(gl, 'v', 'f', {})])).rejects.toThrow(
    /shaders don't link: line 7: no such word/,
  );
});

test('A uniform goes to the driver where it is another now, and only there', async () => {
  const gl = driver(0);
  const program = new Program(gl, 'v', 'f', {});
  await Program.linked(gl, [program]);
  program.set('uMove', 1);
  program.set('uMove', 1);
  program.set('uMove', 0.5);
  program.set('uScreen', 1600, 900);
  program.set('uScreen', 1600, 900);
  program.set('uScreen', 1600, 901);
  program.set('uCamera', 1, 2, 3);
  program.set('uCamera', 1, 2, 3);
  program.set('uCamera', 1, 2, 4);
  expect(vi.mocked(gl.uniform1f).mock.calls).toEqual([
    ['uMove', 1],
    ['uMove', 0.5],
  ]);
  expect(vi.mocked(gl.uniform2f).mock.calls.map(([, ...at]) => at)).toEqual([
    [1600, 900],
    [1600, 901],
  ]);
  expect(vi.mocked(gl.uniform3f).mock.calls.map(([, ...at]) => at)).toEqual([
    [1, 2, 3],
    [1, 2, 4],
  ]);
});
