import type { Assessment } from '../model/columns';
import type { Picture } from '../model/picture';
import { headingOf } from './headings';
import { Labels, stressedLabel } from './labels';
import type { Layout } from './layout/layout';
import type { Bands } from './palette';
import type { Heading, TileWords } from './renderer';
import type { Thresholds } from './tileFace';

/** What the map is to show. */
export interface Scene {
  readonly picture: Picture;
  /** It is the confirmed picture, not the newest: drawn desaturated and dotted. */
  readonly late: boolean;
  /** While late, how old it is, in words; written once per group. */
  readonly lateAge: string | null;
  /** Zones by the viewer's own thresholds, which tiles are then painted with. */
  readonly own: Assessment | null;
  /** What `own` was assessed with; the network's where it is not said. */
  readonly ownThresholds?: Thresholds | null;
  /** The right half of each tile: before | after. */
  readonly stressed: Assessment | null;
  /** 0: dimmed. */
  readonly matches: Uint8Array | null;
  /** 1: the viewer's own; said with the tile. */
  readonly mine?: Uint8Array | null;
  /** 1: lifted, all others dimmed. */
  readonly lit: Uint8Array | null;
}

export function thresholdsOf({ picture, own, ownThresholds }: Scene): Thresholds {
  return (own && ownThresholds) || picture.market;
}

export function bandsOf(scene: Scene): Bands {
  const { criticalBps, warningBps } = thresholdsOf(scene);
  return { critical: Number(criticalBps) / 1e4, warning: Number(warningBps) / 1e4 };
}

/** The words of one scene's tiles and headings, each worked out when a renderer asks. */
export class SceneWords implements TileWords {
  private readonly labels: Labels;
  private readonly bands: Bands;
  private readonly headings: (Heading | undefined)[];

  constructor(
    private readonly scene: Scene,
    private readonly layout: Layout,
    readonly told: string | null,
    before: SceneWords | null = null,
  ) {
    const { own, picture } = scene;
    // Headings count every tile: what a drag leaves as it was is not counted again.
    this.headings = before?.headsAlike(scene, layout) ? before.headings : [];
    this.labels = new Labels(picture, own && { assessment: own, thresholds: thresholdsOf(scene) });
    this.bands = bandsOf(scene);
  }

  label(row: number, mayWork: boolean): string | null {
    return this.labels.of(row, mayWork);
  }

  after(row: number): string {
    const { stressed } = this.scene;
    return stressed ? stressedLabel(stressed.zones[row]!, stressed.shades[row]!, this.bands) : '';
  }

  name(row: number): string {
    return this.scene.picture.columns.name(row);
  }

  private headsAlike({ picture, own, lateAge }: Scene, layout: Layout): boolean {
    const { scene } = this;
    return layout === this.layout && picture === scene.picture && own === scene.own && lateAge === scene.lateAge;
  }

  heading(group: number): Heading {
    const { own, picture, lateAge } = this.scene;
    return (this.headings[group] ??= headingOf(this.layout.groups[group]!, (own ?? picture).zones, lateAge));
  }
}
