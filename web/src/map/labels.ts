import type { Assessment } from '../model/columns';
import type { Picture } from '../model/picture';
import { Zone } from '../model/zone';
import type { Bands } from './palette';
import type { Thresholds } from './tileFace';
import { tileLabel } from './tileFace';

/** Hundredths up to here are written from doubles: six characters. */
const MOST_HUNDREDTHS = 99_999;
/** A double this near to a whole hundredth does not say which hundredth the exact ratio's floor is. */
const DOUBT = 1e-6;
/** Nearer than this to a threshold, two decimals may read as another zone. */
const NEAR = 0.011;

const printed: string[] = [];

function hundredths(count: number): string {
  return (printed[count] ??= (count / 100).toFixed(2));
}

/** The label of a ratio where a double is sure of it: not near a threshold, a hundredth or zero; else null. */
export function quickLabel(shade: number, { critical, warning }: Bands): string | null {
  const scaled = shade * 100;
  const floor = Math.floor(scaled);
  if (!(floor >= 0 && floor <= MOST_HUNDREDTHS)) return null;
  if (scaled - floor < DOUBT || floor + 1 - scaled < DOUBT) return null;
  if (Math.abs(shade - critical) < NEAR || Math.abs(shade - warning) < NEAR) return null;
  return hundredths(floor);
}

/**
 * The label of a stressed ratio. It is what-if: where a double can't tell, it says no more than that the tile is beyond its
 * threshold; its zone is exact.
 */
export function stressedLabel(zone: number, shade: number, bands: Bands): string {
  if (zone === Zone.exempt) return '—';
  if (zone === Zone.liquidated) return '×';
  if (zone === Zone.unknown || Number.isNaN(shade)) return zone === Zone.red ? `<${bands.critical.toFixed(2)}` : '?';
  if (shade < 0) return hundredths(0);
  const floor = Math.min(MOST_HUNDREDTHS, Math.floor(shade * 100));
  const read = floor / 100;
  if (zone === Zone.green && read <= bands.warning) return `${bands.warning.toFixed(2)}+`;
  if (zone === Zone.red && read >= bands.critical) return `${(bands.critical - 0.0005).toFixed(3)}…`;
  return hundredths(floor);
}

/** The labels of one picture: most from doubles at once, the others exactly, each worked out once and within a budget. */
export class Labels {
  private readonly exact = new Map<number, string>();
  private readonly bands: Bands;

  constructor(
    private readonly picture: Picture,
    private readonly own: { readonly assessment: Assessment; readonly thresholds: Thresholds } | null,
  ) {
    const { criticalBps, warningBps } = own?.thresholds ?? picture.market;
    this.bands = { critical: Number(criticalBps) / 1e4, warning: Number(warningBps) / 1e4 };
  }

  /** A row's label; null when it takes exact arithmetic and `mayWork` is false. */
  of(row: number, mayWork: boolean): string | null {
    const zone = this.picture.zones[row]!;
    if (zone <= Zone.red) {
      const quick = quickLabel(this.picture.shades[row]!, this.bands);
      if (quick !== null) return quick;
    } else if (zone === Zone.exempt) return '—';
    else if (zone === Zone.liquidated) return '×';
    const kept = this.exact.get(row);
    if (kept !== undefined) return kept;
    if (!mayWork) return null;
    const label = tileLabel(this.picture, row, this.ownZone(row));
    this.exact.set(row, label);
    return label;
  }

  private ownZone(row: number): { zone: Zone; thresholds: Thresholds } | null {
    return this.own && { zone: this.own.assessment.zones[row] as Zone, thresholds: this.own.thresholds };
  }
}
