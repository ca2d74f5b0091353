import type { Picture } from '../model/picture';
import type { Freshness } from '../stream/freshness';
import { blockAge, freshnessOf } from '../stream/freshness';
import type { Outcome } from '../stream/networkModel';
import { NetworkModel } from '../stream/networkModel';
import { PictureRing } from '../stream/pictureRing';
import { ServerClock } from '../stream/serverClock';
import type { StreamClient } from '../stream/streamClient';
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

const TICK_MS = 250;
const CLOCK_MS = 30_000;
/** How often the network's own record is asked for: seldom, but often while there is no block yet. */
const NETWORK_MS = 10_000;
const FIRST_MS = 2_000;
/** A snapshot that itself disagrees is asked for again, but not more often than this. */
const RESTART_MS = 5_000;

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
  private readonly stream: StreamClient;
  private readonly timers: ReturnType<typeof setInterval>[];
  private fetchedConfirmed: Picture | null = null;
  private fetching = false;
  private lastMessageAt = Date.now();
  private headAt = performance.now();
  /** Seconds; 0 for a frame, which comes with its block; for a snapshot at most one block interval. */
  private headAgeAtReceipt = 0;
  private unpaintedSince: number | null = null;
  private restartedAt = Number.NEGATIVE_INFINITY;
  private restarting: ReturnType<typeof setTimeout> | undefined;

  /** `known`: the network's record, where the list of networks has told it. */
  constructor(
    readonly id: string,
    known: WireNetwork | null = null,
  ) {
    this.network = known;
    this.stream = openStream(api.streamUrl(id), (message) => this.take(message));
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
    this.stream.close();
    this.timers.forEach(clearInterval);
    clearTimeout(this.restarting);
  }

  get seq(): number {
    return this.model.seq;
  }

  get confirmedNumber(): number | null {
    if (this.model.confirmed !== null) return this.model.confirmed;
    const head = this.head?.block.number;
    return head === undefined ? null : head - (this.network?.confirmations ?? 1);
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
    const body = JSON.parse(data) as WireSnapshot | WireFrame;
    const isFrame = kind === 'frame';
    const outcome = isFrame
      ? this.model.applyFrame(body as WireFrame)
      : this.model.applySnapshot(body as WireSnapshot, (body as WireSnapshot).seq);
    if (outcome === 'old') return;
    if (outcome !== 'applied') this.disagree(outcome, isFrame);
    if (outcome !== 'applied' && isFrame) return;
    if (!isFrame) {
      this.ring.clear();
      this.fetchedConfirmed = null;
    }
    this.ring.push(this.model.picture!, isFrame ? ((body as WireFrame).rewind?.to ?? null) : null);
    this.head = this.model.picture;
    this.headAt = received;
    this.headAgeAtReceipt = isFrame ? 0 : Math.min(this.headAge ?? 0, this.blockInterval);
    this.unpaintedSince = received;
    // Where no map is on screen the next painted frame counts.
    requestAnimationFrame(() => setTimeout(() => this.painted()));
    this.tick();
    this.choose();
  }

  private disagree(outcome: Outcome, isFrame: boolean): void {
    if (outcome !== 'gap') this.mismatches++;
    const wait = isFrame ? 0 : RESTART_MS;
    const elapsed = performance.now() - this.restartedAt;
    const delay = Math.max(wait, RESTART_MS - elapsed, 0);
    this.restartedAt = performance.now() + delay;
    if (delay === 0) this.stream.restart();
    else this.restarting = setTimeout(() => this.stream.restart(), delay);
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
    if (!fetched || fetched.block.number !== confirmed) void this.askConfirmed(confirmed);
  }

  private async askConfirmed(wanted: number): Promise<void> {
    if (this.fetching) return;
    this.fetching = true;
    try {
      const body = await api.confirmedHeatmap(this.id);
      if (this.trusted) return;
      this.fetchedConfirmed = this.model.readAside(body);
      if (body.block.number >= wanted) this.shown = this.fetchedConfirmed;
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
