import { gasPerNode, ratio18, tokensFor } from './amounts';
import type { Scale, Sides } from './classify';
import { classify, compareRatio, scaleOf } from './classify';
import type { Market } from './market';
import type { TermColumns, Terms } from './terms';
import { QueueState, Zone, isQueued } from './zone';

export type UnknownReason =
  'tokenPrice' | 'gas' | 'assetsOutOfRange' | 'requirementOutOfRange' | 'requirementMissing' | 'disputed';

const ASSETS_LIMIT = 1n << 128n;
const BASE_LIMIT = 1n << 64n;
const WORD_LIMIT = 1n << 32n;

/** Everything that follows from one cluster's terms and the market; amounts in token base units, ratios × 10¹⁸. */
export interface Reading {
  readonly terms: Terms;
  readonly zone: Zone;
  readonly unknownReason: UnknownReason | null;
  readonly ratio: bigint | null;
  readonly settlementRatio: bigint | null;
  readonly ratioAtMost: bigint | null;
  readonly gasCost: bigint | null;
  readonly requirement: bigint | null;
  readonly requiredTokens: bigint | null;
  readonly needed: bigint | null;
  readonly headroom: bigint | null;
  readonly shortfall: bigint | null;
  readonly flaggable: boolean;
}

export type Counts = readonly [number, number, number, number, number, number];

/**
 * The network at the end of one block: terms and market, with the zone of every row. Immutable; readings are computed when asked
 * and kept. A row that is absent has zone 255.
 */
export class Picture {
  static readonly ABSENT = 255;

  readonly zones: Uint8Array;
  /** The displayed ratio as a double: for shading inside a zone's band and for sorting, never for a zone. NaN when there is none. */
  readonly shades: Float64Array;
  readonly counts: Counts;
  readonly queued: number;
  private readonly gasPerNode: bigint | null;
  private readonly scale: Scale;
  private readonly requirementPerGpu: (bigint | null | UnknownReason)[];
  private readonly readings: (Reading | undefined)[] = [];

  constructor(
    readonly market: Market,
    readonly terms: TermColumns,
  ) {
    const price = market.tokenPrice.verdict === 'valid' ? market.tokenPrice.value : 0n;
    this.scale = scaleOf(market.priced ? price : null, market.tokenPrice.decimals, market.tokenDecimals);
    this.gasPerNode = gasPerNode(market);
    this.requirementPerGpu = market.classes.map((c) => {
      if (c.base === 0n || c.demandBps === 0n) return 0n;
      if (c.base === null || c.demandBps === null) return 'requirementMissing';
      return c.base >= BASE_LIMIT || c.demandBps >= WORD_LIMIT ? 'requirementOutOfRange' : c.base * c.demandBps;
    });
    this.zones = new Uint8Array(terms.length).fill(Picture.ABSENT);
    this.shades = new Float64Array(terms.length).fill(Number.NaN);
    const counts: [number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0];
    let queued = 0;
    for (let i = 0; i < terms.length; i++) {
      const row = terms[i];
      if (!row) continue;
      const zone = this.place(i, row);
      this.zones[i] = zone;
      counts[zone]!++;
      if (isQueued(row.queueState)) queued++;
    }
    this.counts = counts;
    this.queued = queued;
  }

  get block(): Market['block'] {
    return this.market.block;
  }

  /** A row's reading, or null when the row is absent. */
  reading(i: number): Reading | null {
    const terms = this.terms[i];
    if (!terms) return null;
    return (this.readings[i] ??= this.read(terms, this.zones[i] as Zone));
  }

  private place(i: number, row: Terms): Zone {
    if (row.disputed) return Zone.unknown; // goes before all else, liquidated included
    if (row.queueState === QueueState.liquidated) return Zone.liquidated;
    const requirement = this.requirementOf(row);
    if (requirement === 0n) return Zone.exempt;
    if (this.unknownReason(row, requirement) !== null || typeof requirement === 'string') return Zone.unknown;
    const { warningBps, criticalBps } = this.market;
    if (this.gasPerNode === null) {
      const withoutGas = sidesOf(row, 0n, requirement);
      return compareRatio(withoutGas, criticalBps, this.scale) < 0 ? Zone.red : Zone.unknown;
    }
    const sides = sidesOf(row, BigInt(row.nodes) * this.gasPerNode, requirement);
    // Both sides are scaled so that their quotient counts basis points.
    const right = sides.requirementDouble * this.scale.rightDouble * 1e4;
    this.shades[i] = ((sides.assetsDouble - sides.gasDouble) * this.scale.leftDouble) / right;
    return classify(sides, warningBps, criticalBps, this.scale);
  }

  /** Exact requirement, or why there is none. 0 (exempt) is answered before anything else is looked at. */
  private requirementOf(row: Terms): bigint | UnknownReason {
    if (row.gpus === 0) return 0n;
    const at = this.market.classIndex.get(row.info.classId);
    const perGpu = at === undefined ? 'requirementMissing' : (this.requirementPerGpu[at] ?? 'requirementMissing');
    if (typeof perGpu !== 'bigint') return perGpu;
    if (perGpu === 0n) return 0n;
    const { warningBps, criticalBps } = this.market;
    if (row.gpus >= 2 ** 32 || warningBps >= WORD_LIMIT || criticalBps >= WORD_LIMIT) return 'requirementOutOfRange';
    return BigInt(row.gpus) * perGpu;
  }

  /** What makes the ratio unknown, gas apart. */
  private unknownReason(row: Terms, requirement: bigint | UnknownReason): UnknownReason | null {
    if (typeof requirement === 'string') return requirement;
    if (row.collateral + row.rewards >= ASSETS_LIMIT) return 'assetsOutOfRange';
    return this.market.priced && this.market.tokenPrice.verdict !== 'valid' ? 'tokenPrice' : null;
  }

  private read(terms: Terms, zone: Zone): Reading {
    const gasCost = this.gasPerNode === null ? null : BigInt(terms.nodes) * this.gasPerNode;
    const requirement = this.requirementOf(terms);
    const nothing: Reading = {
      terms,
      zone,
      unknownReason: null,
      ratio: null,
      settlementRatio: null,
      ratioAtMost: null,
      gasCost,
      requirement: typeof requirement === 'bigint' ? requirement : null,
      requiredTokens: null,
      needed: null,
      headroom: null,
      shortfall: null,
      flaggable: false,
    };
    if (terms.disputed) return { ...nothing, requirement: null, unknownReason: 'disputed' };
    if (zone === Zone.liquidated) return { ...nothing, gasCost: 0n, requirement: null };
    if (zone === Zone.exempt || requirement === 0n) {
      const assets = terms.collateral + terms.rewards;
      return { ...nothing, requiredTokens: 0n, needed: 0n, headroom: assets, shortfall: 0n };
    }
    const reason = this.unknownReason(terms, requirement);
    if (reason !== null || typeof requirement === 'string') return { ...nothing, unknownReason: reason };
    return this.readColour(nothing, requirement, terms.collateral + terms.rewards);
  }

  private readColour(nothing: Reading, requirement: bigint, assets: bigint): Reading {
    const { market } = this;
    const settlementRatio = ratio18(assets, 0n, requirement, market);
    if (nothing.zone === Zone.unknown) return { ...nothing, unknownReason: 'gas', ratioAtMost: settlementRatio };
    const needed = tokensFor(requirement, market.criticalBps, market);
    const headroom = assets - needed;
    const { gasCost } = nothing;
    return {
      ...nothing,
      settlementRatio,
      ratio: gasCost === null ? null : ratio18(assets, gasCost, requirement, market),
      ratioAtMost: gasCost === null ? settlementRatio : null,
      requiredTokens: tokensFor(requirement, 10_000n, market),
      needed,
      headroom,
      shortfall: headroom < 0n ? -headroom : 0n,
      flaggable: headroom < 0n,
    };
  }
}

function sidesOf(row: Terms, gas: bigint, requirement: bigint): Sides {
  const assets = row.collateral + row.rewards;
  return {
    assets,
    assetsDouble: Number(assets),
    gas,
    gasDouble: Number(gas),
    requirement,
    requirementDouble: Number(requirement),
  };
}
