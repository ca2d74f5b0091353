/** Relative error bound of the double filter: ≤ 16 roundings of 2⁻⁵³ on either side stay far below it. */
export const FILTER_BOUND = 1e-14;

export function pow10(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** What brings both sides to whole numbers (spec 1.4): left = assets × `left`, right = θ × requirement × `right` + gas × `left`. */
export interface Scale {
  readonly left: bigint;
  readonly right: bigint;
  readonly leftDouble: number;
  readonly rightDouble: number;
}

/** With a price (USD requirement): K = 10^(16 − price decimals − token decimals); without (token requirement): 10⁸. */
export function scaleOf(price: bigint | null, priceDecimals: number, tokenDecimals: number): Scale {
  let left: bigint;
  let right = 1n;
  if (price === null) left = pow10(8);
  else {
    const exponent = 16 - priceDecimals - tokenDecimals;
    left = exponent >= 0 ? price * pow10(exponent) : price;
    right = exponent >= 0 ? 1n : pow10(-exponent);
  }
  return { left, right, leftDouble: Number(left), rightDouble: Number(right) };
}

/** A ratio's sides as integers. */
export interface ExactSides {
  readonly assets: bigint;
  readonly gas: bigint;
  /** Exact, undivided: gpus · base · demandBps. */
  readonly requirement: bigint;
}

/** Sign of ratio − θ, exactly. */
export function compareExact(sides: ExactSides, thetaBps: bigint, scale: Scale): number {
  const left = sides.assets * scale.left;
  const right = thetaBps * sides.requirement * scale.right + sides.gas * scale.left;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Sign of ratio − θ where doubles can tell it; 0 where they are too near, and integers must. */
export function compareDoubles(assets: number, gas: number, requirement: number, theta: number, scale: Scale): number {
  const left = assets * scale.leftDouble;
  const right = theta * requirement * scale.rightDouble + gas * scale.leftDouble;
  const bound = FILTER_BOUND * (left + right);
  if (left - right > bound) return 1;
  return right - left > bound ? -1 : 0;
}
