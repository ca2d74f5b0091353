import type { ColumnsBody } from '../stream/columnsBody';
import type { WireTerms, WireTilePatch } from '../stream/wire';
import { AmountLane } from './amountLane';
import { ColumnView } from './columnView';
import type { Columns } from './columns';
import { NOWHERE } from './columns';
import { Dictionary } from './dictionary';
import { Lane } from './lane';
import type { Market } from './market';
import { NameLane } from './nameLane';
import { RowIndex } from './rowIndex';
import { termsPatch } from './termsPatch';
import { WholeLane } from './wholeLane';

const bytes = (length: number): Uint8Array => new Uint8Array(length);
const words = (length: number): Uint32Array => new Uint32Array(length);
const doubles = (length: number): Float64Array => new Float64Array(length);

/**
 * The rows' inputs, written by one and read through views. A row keeps its index for the store's life; one whose cluster is gone
 * stays as an absent one. Taking a view copies nothing; the first write after it copies the columns that it touches.
 */
export class ColumnStore {
  private readonly present = new Lane(bytes);
  private readonly nodes = new Lane(words);
  private readonly gpus = new Lane(doubles);
  private readonly assets = new Lane(doubles);
  private readonly collateralDoubles = new Lane(doubles);
  private readonly collateral = new AmountLane();
  private readonly rewards = new AmountLane();
  private readonly queueState = new Lane(bytes);
  private readonly flaggedAt = new WholeLane();
  private readonly deadline = new WholeLane();
  private readonly disputed = new Lane(bytes);
  private readonly regionAt = new Lane(words);
  private readonly operatorAt = new Lane(words);
  private readonly classKey = new Lane(words);
  private readonly classAt = new Lane(words);
  private readonly knownZone = new Lane(bytes);
  private readonly knownRatio = new AmountLane();
  private readonly knownBlock = new Lane(doubles);
  private readonly regions = new Dictionary();
  private readonly operators = new Dictionary();
  private readonly classIds = new Dictionary();
  /** Index in the market's classes by class key. */
  private classPlaces: number[] = [];
  private marketClasses: readonly string[] = [];
  private readonly names = new NameLane();
  private view: ColumnView | null = null;

  /** `limit`: rows from there on are not shown. */
  constructor(
    private readonly index = new RowIndex(),
    private readonly limit = Number.POSITIVE_INFINITY,
  ) {
    this.room(index.size);
  }

  /** Rows ever seen. */
  get size(): number {
    return Math.min(this.limit, this.index.size);
  }

  /** A store of its own whose rows are this one's, all absent; what this one never saw is not shown by it. */
  aside(): ColumnStore {
    return new ColumnStore(this.index.copy(), this.size);
  }

  /** The row of an on-chain id, present or not; undefined for one never seen. */
  row(id: string): number | undefined {
    return this.index.find(id);
  }

  /** Room for so many rows more. */
  reserve(more: number): void {
    this.room(this.index.size + more);
  }

  /** Every row becomes absent. */
  clear(): void {
    this.view = null;
    this.present.write().fill(0);
  }

  /** A cluster as a whole, or a merge patch over a present one (docs/protocol.md, "Stream"). Returns its row. Throws TypeError on what is no such thing. */
  put(wire: WireTerms | WireTilePatch): number {
    let row = this.index.find(wire.id);
    const whole = row === undefined || this.present.now[row] !== 1;
    const patch = termsPatch(wire, whole);
    this.view = null;
    if (row === undefined) {
      row = this.index.add(wire.id);
      this.room(this.index.size);
    }
    if (whole) this.present.write()[row] = 1;
    if (patch.name !== undefined) this.names.set(row, patch.name);
    if (patch.region !== undefined) this.regionAt.write()[row] = this.regions.index(patch.region);
    if (patch.operator !== undefined) this.operatorAt.write()[row] = this.operators.index(patch.operator);
    if (patch.classId !== undefined) this.writeClass(row, patch.classId);
    if (patch.nodes !== undefined) this.nodes.write()[row] = patch.nodes;
    if (patch.gpus !== undefined) this.gpus.write()[row] = patch.gpus;
    this.writeAmounts(row, patch.collateral, patch.rewards);
    if (patch.queueState !== undefined) this.queueState.write()[row] = patch.queueState;
    if (patch.flaggedAt !== undefined) this.flaggedAt.set(row, patch.flaggedAt);
    if (patch.deadline !== undefined) this.deadline.set(row, patch.deadline);
    if (patch.disputed !== undefined) this.disputed.write()[row] = patch.disputed ? 1 : 0;
    if (patch.knownZone !== undefined) this.knownZone.write()[row] = patch.knownZone;
    if (patch.knownRatio !== undefined) this.knownRatio.set(row, patch.knownRatio);
    if (patch.knownBlock !== undefined) this.knownBlock.write()[row] = patch.knownBlock;
    return row;
  }

  /** A registration was undone: its row is absent. Returns the row; undefined where there was none. */
  take(id: string): number | undefined {
    const row = this.index.find(id);
    if (row === undefined || this.present.now[row] !== 1) return undefined;
    this.view = null;
    this.present.write()[row] = 0;
    return row;
  }

  /** Takes a whole body: clusters that it does not name become absent. */
  load(body: ColumnsBody): void {
    const rows = this.index.addAll(body.id, body.size);
    this.room(this.index.size);
    this.clear();
    const present = this.present.write();
    for (let i = 0; i < rows.length; i++) present[rows[i]!] = 1;
    this.names.load(body.name, rows);
    const regionKeys = this.regions.indices(body.regions);
    const operatorKeys = this.operators.indices(body.operators);
    const classKeys = this.classIds.indices(body.classIds);
    scatter(this.regionAt.write(), rows, body.region, regionKeys);
    scatter(this.operatorAt.write(), rows, body.operator, operatorKeys);
    scatter(this.classKey.write(), rows, body.classId, classKeys);
    this.placeClasses();
    scatter(this.nodes.write(), rows, body.nodes, null);
    const gpus = this.gpus.write();
    for (let i = 0; i < rows.length; i++) gpus[rows[i]!] = body.gpus?.double(i) ?? 0;
    this.collateral.load(body.collateral, rows);
    this.rewards.load(body.rewards, rows);
    this.weigh(rows);
    scatter(this.queueState.write(), rows, body.queueState, null);
    this.flaggedAt.load(body.flaggedAt, rows);
    this.deadline.load(body.deadline, rows);
    scatter(this.disputed.write(), rows, body.disputed, null);
    scatter(this.knownZone.write(), rows, body.knownZone, null);
    this.knownRatio.load(body.knownRatio, rows);
    const blocks = this.knownBlock.write();
    for (let i = 0; i < rows.length; i++) blocks[rows[i]!] = body.knownBlock?.double(i) ?? 0;
  }

  /** The rows as they are, for good, under a market's classes. The same object where nothing changed. */
  freeze(market: Market): ColumnView {
    const ids = market.classes.map((c) => c.id);
    if (ids.length !== this.marketClasses.length || ids.some((id, i) => id !== this.marketClasses[i])) {
      this.marketClasses = ids;
      this.placeClasses();
    }
    this.view ??= this.compose();
    return this.view;
  }

  /** Takes the arrays of a view that is not looked at any more, where the one after it has others. */
  reuse(gone: Columns, next: Columns): void {
    if (!(gone instanceof ColumnView) || gone === next || gone.assets === next.assets) return;
    const assets = gone.spend();
    if (assets) this.assets.reuse(assets);
  }

  private compose(): ColumnView {
    const { size } = this;
    const parts = {
      size,
      present: this.present.take(size),
      ids: this.index.take(size),
      byId: this.index.byId(size),
      names: this.names.take(),
      nodes: this.nodes.take(size),
      gpus: this.gpus.take(size),
      collateral: this.collateralDoubles.take(size),
      collaterals: this.collateral.take(),
      rewards: this.rewards.take(),
      queueState: this.queueState.take(size),
      flaggedAt: this.flaggedAt.take(size),
      deadlines: this.deadline.take(size),
      disputed: this.disputed.take(size),
      classKey: this.classKey.take(size),
      classIds: this.classIds.words,
      classAt: this.classAt.take(size),
      regionAt: this.regionAt.take(size),
      regions: this.regions.words,
      operatorAt: this.operatorAt.take(size),
      operators: this.operators,
      knownZone: this.knownZone.take(size),
      knownRatio: this.knownRatio.take(),
      knownBlock: this.knownBlock.take(size),
    };
    return new ColumnView(parts, this.assets.take(size));
  }

  private room(rows: number): void {
    const held = this.present.now.length;
    if (rows <= held) return;
    // A newcomer seldom comes alone.
    const wanted = held === 0 ? rows : Math.max(rows, held + (held >> 4) + 16);
    for (const lane of [this.present, this.queueState, this.disputed, this.knownZone]) lane.grow(wanted);
    for (const lane of [this.nodes, this.regionAt, this.operatorAt, this.classKey, this.classAt]) lane.grow(wanted);
    for (const lane of [this.gpus, this.assets, this.collateralDoubles, this.knownBlock]) lane.grow(wanted);
    for (const lane of [this.collateral, this.rewards, this.knownRatio]) lane.grow(wanted);
    for (const lane of [this.flaggedAt, this.deadline]) lane.grow(wanted);
  }

  private writeAmounts(row: number, collateral: bigint | undefined, rewards: bigint | undefined): void {
    if (collateral !== undefined) {
      this.collateral.set(row, collateral);
      this.collateralDoubles.write()[row] = Number(collateral);
    }
    if (rewards !== undefined) this.rewards.set(row, rewards);
    if (collateral === undefined && rewards === undefined) return;
    this.assets.write()[row] = Number(
      (collateral ?? this.collateral.now.at(row)) + (rewards ?? this.rewards.now.at(row)),
    );
  }

  private weigh(rows: Uint32Array): void {
    const [collateral, rewards] = [this.collateral.now, this.rewards.now];
    const [alone, together] = [this.collateralDoubles.write(), this.assets.write()];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      alone[row] = collateral.double(row);
      together[row] = alone[row]! + rewards.double(row);
    }
  }

  private writeClass(row: number, classId: string): void {
    const key = this.classIds.index(classId);
    this.classKey.write()[row] = key;
    this.classAt.write()[row] = this.placeOf(key);
  }

  private placeOf(key: number): number {
    const at = (this.classPlaces[key] ??= this.marketClasses.indexOf(this.classIds.words[key]!));
    return at < 0 ? NOWHERE : at;
  }

  private placeClasses(): void {
    this.view = null;
    this.classPlaces = [];
    const [keys, places] = [this.classKey.now, this.classAt.write()];
    for (let row = 0; row < this.size; row++) places[row] = this.placeOf(keys[row]!);
  }
}

function scatter(
  into: Uint8Array | Uint32Array,
  rows: Uint32Array,
  values: Uint8Array | Uint32Array,
  keys: Uint32Array | null,
): void {
  for (let i = 0; i < rows.length; i++) into[rows[i]!] = keys ? keys[values[i]!]! : values[i]!;
}
