import type { Picture } from '../model/picture';
import type { Freshness } from '../stream/freshness';
import { blockAge, freshnessOf } from '../stream/freshness';
import type { ColumnsBody } from '../stream/columnsBody';
import type { AskColumns } from '../stream/networkFeed';
import { NetworkFeed } from '../stream/networkFeed';
import type { Outcome } from '../stream/networkModel';
import { NetworkModel } from '../stream/networkModel';
import type { Latency, OracleAge } from '../stream/latency';
import { PaintTimes, latencyOf, oracleAges } from '../stream/latency';
import { PictureRing } from '../stream/pictureRing';
import { FrameSteps } from '../stream/frameSteps';
import { ServerClock } from '../stream/serverClock';
import { atLeisure } from '../stream/slices';
import { openStream } from '../stream/streamClient';
import type { StreamMessage } from '../stream/streamSource';
import type {
  WireAudit,
  WireFrame,
  WireHeartbeat,
  WireNetwork,
  WireReplay,
  WireSimulation,
  WireSnapshot,
} from '../stream/wire';
import { api } from './api';
import { isHeld } from './atRest';
import { frameTurns } from './frameTurns';

const TICK_MS = 250;
const CLOCK_MS = 30_000;
/** How often the network's own record is asked for: seldom, but often while there is no block yet. */
const NETWORK_MS = 10_000;
const FIRST_MS = 2_000;
/** A snapshot that itself disagrees is asked for again, but not before this. */
const DISTRUST_MS = 5_000;
/** A first picture that is not on screen by then is not waited for; ms. */
const DRAWN_MS = 1_000;
/** More rows than this are large. */
const MANY = 4_096;
/** A large state is compared with the server's hash so long at a time, and in the midst of a drag no longer and no oftener than this. */
const SLICE_MS = 6;
const SLICE_IN_DRAG = { ms: 0.5, every: 100, settle: 0.5 };

/** One network as the page sees it: the stream, the clock, and which picture may be trusted now. */
export class LiveNetwork {
  /** What the map shows: the head, or while not live the confirmed block. */
  shown = $state.raw<Picture | null>(null);
  head = $state.raw<Picture | null>(null);
  network = $state.raw<WireNetwork | null>(null);
  heartbeat = $state.raw<WireHeartbeat | null>(null);
  freshness = $state<Freshness>('disconnected');
  /** Server's clock, Unix ms, ticking. */
  now = $state(Date.now());
  /** Server to screen, ms: half a round trip and the time from message to paint; ± half a round trip. */
  toScreen = $state<number | null>(null);
  roundTrip = $state<number | null>(null);
  /** Times the page's own state differed from what the server said. */
  mismatches = $state(0);
  /** Whether the server answered the last request (the stream apart). */
  reachable = $state(true);

  private readonly model = new NetworkModel();
  private readonly ring = new PictureRing();
  private readonly clock = new ServerClock();
  private readonly feed: NetworkFeed;
  private readonly paints = new PaintTimes();
  private readonly timers: ReturnType<typeof setInterval>[];
  private fetchedConfirmed: Picture | null = null;
  private fetching = false;
  private lastMessageAt = Date.now();
  private headAt = performance.now();
  /** Seconds; 0 for a frame, which comes with its block; for a snapshot at most one block interval. */
  private headAgeAtReceipt = 0;
  private unpaintedSince: number | null = null;
  private verifying = false;
  /** The first picture is on screen, or late: what the page can do without until then does not hold it up. */
  drawn = $state(false);
  /** What is still to be done of the last block. */
  private readonly steps = new FrameSteps(frameTurns);
  private closed = false;

  /** `known`: the network's record, where the list of networks has told it. `columns`: null where the server is known to have none. */
  constructor(
    readonly id: string,
    known: WireNetwork | null = null,
    columns: AskColumns | null = (signal) => api.columns(id, signal),
  ) {
    this.network = known;
    this.feed = new NetworkFeed((deliver) => openStream(api.streamUrl(id), deliver), columns, {
      columns: (body, seq) => this.takeColumns(body, seq),
      message: (message) => this.take(message),
    });
    this.timers = [
      setInterval(() => this.tick(), TICK_MS),
      setInterval(() => void this.askTime(), CLOCK_MS),
      setInterval(() => void this.askNetwork(), NETWORK_MS),
      setInterval(() => void (this.head ? undefined : this.askNetwork()), FIRST_MS),
    ];
    void this.askTime().then(() => this.askTime());
    void this.askNetwork();
  }

  close(): void {
    this.closed = true;
    this.steps.drop();
    this.feed.close();
    this.timers.forEach(clearInterval);
  }

  get seq(): number {
    return this.model.seq;
  }

  get confirmedNumber(): number | null {
    if (this.model.confirmed !== null) return this.model.confirmed;
    const head = this.head?.block.number;
    return head === undefined ? null : head - (this.network?.confirmations ?? 1);
  }

  /** The picture of the confirmed block, where this page has it. */
  get confirmed(): Picture | null {
    const number = this.confirmedNumber;
    return number === null ? null : this.ring.atMost(number);
  }

  private get blockInterval(): number {
    return this.network?.blockTime ?? 12;
  }

  /** The head may be shown as it is: nothing newer is missing. */
  get trusted(): boolean {
    return this.freshness === 'live' || this.freshness === 'replay';
  }

  /** What is made up here, and how; null where the chain itself enforces what is shown. */
  get simulation(): WireSimulation | null {
    const told = this.network?.simulation ?? null;
    // Read so that whoever shows it follows the pictures, which may say it first.
    const label = this.head === null ? null : this.model.simulation;
    return told ?? (label === null ? null : { label, note: '' });
  }

  get replay(): WireReplay | null {
    return this.network?.replay ?? null;
  }

  /** Of the self-audit, the newest word: the heartbeat's while the stream is heard. */
  get audit(): WireAudit | null {
    return this.heartbeat?.audit ?? this.network?.audit ?? null;
  }

  private get isReplay(): boolean {
    return this.replay !== null || this.heartbeat?.status === 'replay' || this.network?.status === 'replay';
  }

  /** Where the time from the chain to the screen goes. */
  get latency(): Latency {
    return latencyOf(this.network?.latency ?? null, this.toScreen, this.paints);
  }

  /** Of each feed that matters here: how old its answer is. */
  get oracles(): OracleAge[] {
    return this.head ? oracleAges(this.head.market, this.now) : [];
  }

  /** Seconds since the stream's last message. */
  get silence(): number {
    // Read so that whoever shows it follows the tick.
    void this.now;
    return Math.max(0, (Date.now() - this.lastMessageAt) / 1000);
  }

  /** Age of the head block, seconds. */
  get headAge(): number | null {
    return this.head ? blockAge(this.now, this.head.block.time) : null;
  }

  /**
   * The chain's clock, Unix seconds: the head's timestamp and what has passed since, by this machine's steady clock. In a replay
   * nothing is known between two recorded blocks: it is the block's own time.
   */
  get chainNow(): number {
    // Read so that whoever shows it follows the tick.
    const wall = this.now / 1000;
    if (this.freshness === 'replay' && this.head) return this.head.block.time;
    return this.head ? this.head.block.time + this.headAgeAtReceipt + (performance.now() - this.headAt) / 1000 : wall;
  }

  row(id: string | null): number | null {
    return id === null ? null : (this.model.row(id) ?? null);
  }

  /** The map has painted: closes the measurement of server to screen. */
  painted(): void {
    if (this.unpaintedSince === null) return;
    const inPage = performance.now() - this.unpaintedSince;
    this.unpaintedSince = null;
    this.toScreen = (this.clock.roundTrip ?? 0) / 2 + inPage;
    this.paints.add(this.toScreen);
  }

  private take({ kind, data }: StreamMessage): void {
    this.lastMessageAt = Date.now();
    const received = performance.now();
    if (kind === 'heartbeat') {
      this.heartbeat = JSON.parse(data) as WireHeartbeat;
      if (this.heartbeat.confirmed !== null) this.model.confirmed = this.heartbeat.confirmed;
      this.tick();
      if (!this.trusted) this.choose();
      return;
    }
    if (kind === 'snapshot') {
      const body = JSON.parse(data) as WireSnapshot;
      this.begun(this.model.applySnapshot(body, body.seq), received);
      return;
    }
    this.steps.finish();
    const frame = JSON.parse(data) as WireFrame;
    const outcome = this.model.readFrame(frame);
    if (outcome === 'old') return;
    if (outcome !== 'applied') return this.disagree(outcome, 0);
    const settled = (what: Outcome): void => {
      if (what === 'applied') this.moved(frame.rewind?.to ?? null, received, 0);
      else this.disagree(what, 0);
    };
    if (!this.isSpread) return settled(this.model.settleFrame());
    // To read it was the next frame's share.
    frameTurns.claim();
    this.steps.then(() => this.settleOn(settled));
  }

  /** A frame's share of working out a large block; then, in the next, `settled` with what came of it. */
  private settleOn(settled: (what: Outcome) => void): void {
    const what = this.model.settleSome(SLICE_IN_DRAG.settle);
    if (what === null) this.steps.then(() => this.settleOn(settled));
    else this.steps.then(() => settled(what === 'applied' ? this.model.check() : what));
  }

  /** In the midst of a drag a large network's block is read, worked out and shown in frames of their own: none of them is long. */
  private get isSpread(): boolean {
    return this.head !== null && this.head.columns.size > MANY && isHeld();
  }

  private takeColumns(body: ColumnsBody, seq: number): void {
    this.lastMessageAt = Date.now();
    this.begun(this.model.applyColumns(body, seq), performance.now());
  }

  /** A whole state came. It is shown even where it disagrees: there is nothing better. */
  private begun(outcome: Outcome, received: number): void {
    this.steps.drop();
    this.ring.clear();
    this.fetchedConfirmed = null;
    if (outcome !== 'applied') this.disagree(outcome, DISTRUST_MS);
    const age = this.model.picture ? blockAge(this.now, this.model.picture.block.time) : 0;
    this.moved(null, received, Math.min(age, this.blockInterval));
  }

  /** There is a new head. `age`: of its block, seconds. */
  private moved(rewoundTo: number | null, received: number, age: number): void {
    const picture = this.model.picture!;
    const gone = this.ring.push(picture, rewoundTo, this.confirmedNumber);
    gone.forEach((old, i) => this.model.reuse(old, gone[i + 1] ?? this.ring.oldest ?? picture));
    this.head = picture;
    this.headAt = received;
    this.headAgeAtReceipt = age;
    this.unpaintedSince = received;
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.painted(); // where no map is on screen the next painted frame counts
        this.verify();
        this.onScreen();
      }),
    );
    // A page that was opened out of sight paints nothing, and is to work all the same.
    if (!this.drawn) setTimeout(() => this.onScreen(), DRAWN_MS);
    this.tick();
    if (this.isSpread) this.steps.then(() => this.choose());
    else this.choose();
  }

  private onScreen(): void {
    if (this.drawn || this.closed) return;
    this.drawn = true;
    if (!this.trusted) this.choose();
  }

  /** A state too large to be hashed at once is compared with the server's after it is on screen, in slices. */
  private verify(): void {
    if (this.verifying || !this.model.unverified) return;
    this.verifying = true;
    const slice = (): void => {
      const dragged = isHeld();
      const outcome = this.closed ? 'applied' : this.model.verify(dragged ? SLICE_IN_DRAG.ms : SLICE_MS);
      if (outcome === null && dragged) return void setTimeout(slice, SLICE_IN_DRAG.every);
      if (outcome === null) return atLeisure(slice);
      this.verifying = false;
      if (outcome !== 'applied') this.disagree(outcome, DISTRUST_MS);
    };
    atLeisure(slice);
  }

  private disagree(outcome: Outcome, soonest: number): void {
    if (outcome !== 'gap') this.mismatches++;
    this.feed.again(soonest);
  }

  private tick(): void {
    this.now = this.clock.now(Date.now());
    const before = this.freshness;
    this.freshness = freshnessOf({
      serverNow: this.now,
      blockTime: this.head?.block.time ?? null,
      blockInterval: this.blockInterval,
      silence: Date.now() - this.lastMessageAt,
      replay: this.isReplay,
    });
    if (before !== this.freshness) this.choose();
  }

  /** Head while live; else the confirmed picture: the server's own if it answers, at once the one kept here. */
  private choose(): void {
    if (!this.head) return;
    if (this.trusted) {
      this.fetchedConfirmed = null;
      this.shown = this.head;
      return;
    }
    const confirmed = this.confirmedNumber ?? this.head.block.number;
    const fetched = this.fetchedConfirmed;
    this.shown =
      fetched && fetched.block.number === confirmed ? fetched : (this.ring.atMost(confirmed) ?? fetched ?? this.head);
    if (this.drawn && fetched?.block.number !== confirmed) void this.askConfirmed(confirmed);
  }

  private async askConfirmed(wanted: number): Promise<void> {
    if (this.fetching) return;
    this.fetching = true;
    try {
      const body = await api.confirmedHeatmap(this.id);
      if (this.trusted) return;
      this.fetchedConfirmed = this.model.readAside(body);
      if (this.fetchedConfirmed.block.number >= wanted) this.shown = this.fetchedConfirmed;
    } catch {
      // The picture kept here stays.
      this.reachable = false;
    } finally {
      this.fetching = false;
    }
  }

  private async askTime(): Promise<void> {
    const asked = Date.now();
    try {
      const { unixMilliseconds } = await api.time();
      this.clock.observe(asked, Date.now(), unixMilliseconds);
      this.roundTrip = this.clock.roundTrip;
      this.tick();
      this.reachable = true;
    } catch {
      // No answer moves no clock.
      this.reachable = false;
    }
  }

  private async askNetwork(): Promise<void> {
    try {
      this.network = await api.network(this.id);
      this.reachable = true;
    } catch {
      // The last answer stands.
      this.reachable = false;
    }
  }
}
