import type { Rgb } from '../src/map/oklab';
import { fromLinear, toLinear } from '../src/map/oklab';

type Matrix = readonly (readonly [number, number, number])[];

/** Machado, Oliveira, Fernandes 2009, severity 1, over linear light. */
export const VISIONS: Record<string, Matrix> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

export function seenBy(vision: Matrix, rgb: Rgb): Rgb {
  const linear = toLinear(rgb);
  const [r, g, b] = vision.map((row) => row[0] * linear[0] + row[1] * linear[1] + row[2] * linear[2]);
  return fromLinear([r!, g!, b!]);
}
