import { ratio18, tokensFor } from './amounts';
import { ABSENT, assess } from './assess';
import type { Assessment, Columns, Counts } from './columns';
import type { Gauge, UnknownReason } from './gauge';
import { ASSETS_LIMIT, gaugeOf, requirementOf } from './gauge';
import type { Market } from './market';
import type { Terms } from './terms';
import { QueueState, Zone, isQueued } from './zone';

export type { Counts } from './columns';
export type { UnknownReason } from './gauge';

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

/**
 * The network at the end of one block: columns and market, with the zone of every row. Immutable; readings are computed when asked
 * and kept. A row that is absent has zone 255.
 */
export class Picture {
  static readonly ABSENT = ABSENT;

  readonly counts: Counts;
  readonly queued: number;
  private readonly gauge: Gauge;
  /** Null after `spend`, until somebody asks. */
  private assessed: Assessment | null;
  private readonly readings = new Map<number, Reading>();
  private required: Float64Array | null = null;
  private short: Float64Array | null = null;

  /** `assessed`: what `assess` says of the two, where it is known. */
  constructor(
    readonly market: Market,
    readonly columns: Columns,
    assessed: Assessment = assess(columns, market),
  ) {
    this.gauge = gaugeOf(market);
    this.assessed = assessed;
    this.counts = assessed.counts;
    const { size, present, queueState } = columns;
    let queued = 0;
    for (let row = 0; row < size; row++) {
      const state = queueState[row]!;
      if (state !== QueueState.none && present[row] === 1 && isQueued(state as QueueState)) queued++;
    }
    this.queued = queued;
  }

  get zones(): Uint8Array {
    return this.assessment.zones;
  }

  /** The displayed ratio as a double: for shading inside a zone's band and for sorting, never for a zone. NaN when there is none. */
  get shades(): Float64Array {
    return this.assessment.shades;
  }

  /**
   * Zones and shades, whose arrays are the caller's from now on: nobody is expected to ask for them any more. Who does all the same
   * has them worked out again. Null where they were given away.
   */
  spend(): Assessment | null {
    const { assessed } = this;
    this.assessed = null;
    return assessed;
  }

  private get assessment(): Assessment {
    return (this.assessed ??= assess(this.columns, this.market));
  }

  get block(): Market['block'] {
    return this.market.block;
  }

  /** A row's reading, or null when the row is absent. */
  reading(row: number): Reading | null {
    const kept = this.readings.get(row);
    if (kept) return kept;
    const terms = this.columns.terms(row);
    if (!terms) return null;
    const reading = this.read(terms, row);
    this.readings.set(row, reading);
    return reading;
  }

  /** What each row's requirement is in token base units, as a double; 0 where nothing is required, NaN where it is not known. */
  requirements(): Float64Array {
    return (this.required ??= this.measure((requirement) => requirement));
  }

  /** What each row lacks to critical by settlement, in token base units, as a double; NaN where it is not known. */
  shortfalls(): Float64Array {
    const critical = Number(this.market.criticalBps) / 1e4;
    const { assets } = this.columns;
    return (this.short ??= this.measure((requirement, row) => Math.max(0, critical * requirement - assets[row]!)));
  }

  private measure(of: (requirement: number, row: number) => number): Float64Array {
    const { columns, zones, gauge } = this;
    const { leftDouble, rightDouble } = gauge.scale;
    const perGpu = gauge.perGpu.map((p) => (Number(p) * rightDouble * 1e4) / leftDouble);
    const result = new Float64Array(columns.size);
    for (let row = 0; row < columns.size; row++) {
      const zone = zones[row]!;
      if (zone === ABSENT || zone === Zone.exempt || zone === Zone.liquidated) continue;
      const known = zone !== Zone.unknown ? perGpu[columns.classAt[row]!] : undefined;
      result[row] = known === undefined ? Number.NaN : of(columns.gpus[row]! * known, row);
    }
    return result;
  }

  /** What makes the ratio unknown, gas apart. */
  private unknownReason(terms: Terms, requirement: bigint | UnknownReason): UnknownReason | null {
    if (typeof requirement === 'string') return requirement;
    if (terms.collateral + terms.rewards >= ASSETS_LIMIT) return 'assetsOutOfRange';
    return this.gauge.unpriced ? 'tokenPrice' : null;
  }

  private read(terms: Terms, row: number): Reading {
    const { gasPerNode } = this.gauge;
    const zone = this.zones[row] as Zone;
    const requirement = requirementOf(this.gauge, terms.gpus, this.columns.classAt[row]!);
    const nothing: Reading = {
      terms,
      zone,
      unknownReason: null,
      ratio: null,
      settlementRatio: null,
      ratioAtMost: null,
      gasCost: gasPerNode === null ? null : BigInt(terms.nodes) * gasPerNode,
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
