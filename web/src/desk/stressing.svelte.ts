import { untrack } from 'svelte';
import type { Assessment } from '../model/columns';
import { AssessByParts } from '../model/assessByParts';
import type { Picture } from '../model/picture';
import { AtRest, isHeld } from '../ui/atRest';
import { frameTurns } from '../ui/frameTurns';
import type { Cascade } from './cascade';
import { ownAssessment } from './ownAssessment';
import type { OwnThresholds } from './ownThresholds';
import { ownBps, ownMarket } from './ownThresholds';
import type { Stress } from './stress';
import { isCalm, stressedMarket } from './stress';
import { stressed } from './stressed';

/** A network of so many rows is worked out whole within a frame. */
const AT_ONCE = 16_384;
/** Of a frame in the midst of a drag, ms: for zones, and up to which they are shown in the same frame. */
const SLICE_MS = 0.5;
const SHOWN_UNTIL_MS = 0.25;
const REST_MS = 150;

/** Zones of every row before and after, by the viewer's own thresholds where there are any: the two halves of a tile. */
export interface Supposed {
  readonly before: Assessment;
  readonly after: Assessment;
}

/** What was counted, and of which picture. */
export interface Counted {
  readonly run: Cascade;
  readonly picture: Picture;
}

interface Asked {
  readonly picture: Picture;
  readonly stress: Stress;
  readonly own: OwnThresholds | null;
}

interface Step {
  readonly asked: Asked;
  readonly zones: AssessByParts;
}

/**
 * What the map and the panel show of a stress: of a small network, and when the hand rests, all of it (`stressed`). In the midst of
 * a drag over a large network only the zones follow the hand, a slice of each frame, without a cascade; what falls is counted when
 * the hand rests. `waiting` says so.
 */
export class Stressing {
  result = $state.raw<Supposed | null>(null);
  counted = $state.raw<Counted | null>(null);
  /** What falls, and the cascade, are yet to be worked out for the stress that is shown. */
  waiting = $state(false);
  private wanted: Asked | null = null;
  private step: Step | null = null;
  private finished: Supposed | null = null;
  /** Shown last by a drag and not any more: its arrays take the next step. */
  private shown: Assessment | null = null;
  private spare: Assessment | null = null;
  private frame = 0;
  private readonly rest = new AtRest<Asked>(REST_MS, (asked) => this.settle(asked));

  /** Takes what is asked now; null where nothing is. */
  follow(picture: Picture | null, stress: Stress | null, own: OwnThresholds | null): void {
    untrack(() => {
      if (!picture || stress === null || isCalm(stress)) {
        this.close();
        this.result = this.counted = null;
        this.waiting = false;
      } else if (!isHeld() || picture.columns.size <= AT_ONCE) this.settle({ picture, stress, own });
      else this.drag({ picture, stress, own });
    });
  }

  close(): void {
    this.rest.drop();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.wanted = this.step = this.finished = null;
  }

  private settle({ picture, stress, own }: Asked): void {
    this.close();
    const whole = stressed(picture, stress, own);
    this.result = whole;
    this.counted = whole && { run: whole.run, picture };
    this.waiting = false;
  }

  private drag(asked: Asked): void {
    this.wanted = asked;
    this.waiting = true;
    this.rest.take(asked);
    // In the next frame: this one had the hand's own work.
    if (!this.frame) this.ask();
  }

  private ask(): void {
    this.frame = requestAnimationFrame((now) => this.advance(now));
  }

  /** A frame's share. What is asked while a step is worked out is taken up after it, the newest only. */
  private advance(now: number): void {
    this.frame = 0;
    if (!frameTurns.take(now)) return this.ask();
    if (this.finished) this.show(this.finished);
    else {
      if (!this.step && this.wanted) this.step = this.begin(this.wanted);
      if (this.step) this.work(this.step);
    }
    if (this.wanted || this.step || this.finished) this.ask();
  }

  private work({ asked, zones }: Step): void {
    const began = performance.now();
    const after = zones.advance(SLICE_MS);
    if (!after) return;
    this.step = null;
    this.finished = { before: ownAssessment(asked.picture, asked.own) ?? asked.picture, after };
    if (performance.now() - began < SHOWN_UNTIL_MS) this.show(this.finished);
  }

  private begin(asked: Asked): Step {
    this.wanted = null;
    const { picture, stress, own } = asked;
    const bps = ownBps(own);
    const market = stressedMarket(picture.market, stress);
    const zones = new AssessByParts(picture.columns, bps ? ownMarket(market, bps) : market, this.spare);
    this.spare = null;
    return { asked, zones };
  }

  private show(finished: Supposed): void {
    this.finished = null;
    this.spare = this.shown;
    this.shown = finished.after;
    this.result = finished;
  }
}
