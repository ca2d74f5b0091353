import { CutTexts } from '../model/texts';
import type { Texts } from '../model/texts';
import type { ColumnsBody, WireHead } from './columnsBody';
import { UintColumn } from './columnsBody';
import { QUEUE_STATES, ZONES } from './wire';

const MAGIC = [0x49, 0x53, 0x4f, 0x43, 0x4f, 0x4c, 0x53];
const VERSION = 1;
const HEADER = 16;
const ALIGNMENT = 8;

/** Bytes that are no columns: where, what was found, what was expected. */
export class BadColumns extends Error {}

interface Place {
  /** Bytes from the end of the head. */
  readonly at: number;
  /** Bytes of one number. */
  readonly width?: number;
  /** How many texts. */
  readonly texts?: number;
}

type Head = WireHead & { readonly columns: Readonly<Record<string, Place | undefined>> };

/** The parts of a body, each checked before it is given. */
class Sections {
  readonly head: Head;
  readonly rows: number;
  private readonly start: number;
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true });

  constructor(private readonly body: ArrayBuffer) {
    const bytes = new Uint8Array(body);
    if (bytes.length < HEADER || MAGIC.some((byte, i) => bytes[i] !== byte))
      throw new BadColumns('columns: byte 0 does not begin "ISOCOLS"; expected a body of this type');
    if (bytes[MAGIC.length] !== VERSION)
      throw new BadColumns(`columns: byte 7 is version ${bytes[MAGIC.length]}; expected ${VERSION}`);
    const view = new DataView(body);
    const length = view.getUint32(8, true);
    this.rows = view.getUint32(12, true);
    if (HEADER + length > bytes.length)
      throw new BadColumns(
        `columns: byte 8 gives a head of ${length} bytes; expected at most ${bytes.length - HEADER}`,
      );
    this.head = this.readHead(bytes.subarray(HEADER, HEADER + length));
    this.start = Math.ceil((HEADER + length) / ALIGNMENT) * ALIGNMENT;
  }

  /** Numbers of one byte; zeros where the column is left out. */
  bytes(name: string, most: number): Uint8Array {
    const at = this.find(name, 1, 1);
    const column = at === null ? new Uint8Array(this.rows) : new Uint8Array(this.body, at, this.rows);
    this.check(name, column, most);
    return column;
  }

  /** Numbers of four bytes; zeros where the column is left out. */
  words(name: string, most: number): Uint32Array {
    const at = this.find(name, 4, 4);
    const column = at === null ? new Uint32Array(this.rows) : new Uint32Array(this.body, at, this.rows);
    this.check(name, column, most);
    return column;
  }

  /** Numbers of 8, 16 or 32 bytes; null where the column is left out. */
  uints(name: string): UintColumn | null {
    const width = this.head.columns[name]?.width ?? 8;
    if (width !== 8 && width !== 16 && width !== 32) throw this.bad(name, `is of width ${width}`, '8, 16 or 32');
    const at = this.find(name, width, width);
    if (at === null) return null;
    const words = width / 4;
    return new UintColumn(new Uint32Array(this.body, at, this.rows * words), words);
  }

  /** `count` texts, or as many as it says. */
  texts(name: string, count: number | null): Texts {
    const texts = this.head.columns[name]?.texts;
    if (texts === undefined || !Number.isInteger(texts) || texts < 0 || (count !== null && texts !== count))
      throw this.bad(name, `has ${texts} texts`, count === null ? 'a count of texts' : String(count));
    const at = this.place(name, (texts + 1) * 4);
    const offsets = new Uint32Array(this.body, at, texts + 1);
    if (offsets[0] !== 0) throw this.bad(name, `begins at ${offsets[0]}`, '0');
    for (let i = 0; i < texts; i++)
      if (offsets[i + 1]! < offsets[i]!) throw this.bad(name, `text ${i} ends before it begins`, 'ascending offsets');
    const from = at + offsets.byteLength;
    if (from + offsets[texts]! > this.body.byteLength)
      throw this.bad(name, `ends at byte ${from + offsets[texts]!}`, `at most ${this.body.byteLength}`);
    return this.split(name, offsets, from);
  }

  bad(name: string, found: string, expected: string): BadColumns {
    return new BadColumns(`columns: ${name} ${found}; expected ${expected}`);
  }

  private readHead(bytes: Uint8Array): Head {
    try {
      const head = JSON.parse(this.utf8.decode(bytes)) as Partial<Head> | null;
      if (head?.columns && head.block && head.inputs && head.thresholds && head.counts) return head as Head;
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    }
    throw new BadColumns('columns: the head at byte 16 is no heatmap; expected its JSON without clusters');
  }

  /** Where a column of the head begins; null where it is left out. */
  private find(name: string, width: number, alignment: number): number | null {
    const place = this.head.columns[name];
    if (!place) return null;
    if (place.width !== width) throw this.bad(name, `is of width ${place.width}`, String(width));
    const at = this.place(name, width * this.rows);
    if (at % Math.min(alignment, ALIGNMENT) !== 0) throw this.bad(name, `begins at byte ${at}`, 'a multiple of 8');
    return at;
  }

  private place(name: string, length: number): number {
    const from = this.head.columns[name]?.at ?? Number.NaN;
    const at = this.start + from;
    if (!Number.isInteger(from) || from < 0 || at % ALIGNMENT !== 0 || at + length > this.body.byteLength)
      throw this.bad(
        name,
        `lies at ${from} and is ${length} bytes long`,
        `a multiple of 8 within ${this.body.byteLength - this.start} bytes`,
      );
    return at;
  }

  private check(name: string, column: Uint8Array | Uint32Array, most: number): void {
    for (let i = 0; i < column.length; i++)
      if (column[i]! > most) throw this.bad(name, `is ${column[i]} in row ${i}`, `at most ${most}`);
  }

  private split(name: string, offsets: Uint32Array, from: number): Texts {
    try {
      const bytes = new Uint8Array(this.body, from, offsets[offsets.length - 1]);
      const all = this.utf8.decode(bytes);
      // Where every byte is a letter, places in the text are those in the bytes. The offsets' copy lets the body go.
      if (all.length === bytes.length) return new CutTexts(all, offsets.slice());
      const texts = new Array<string>(offsets.length - 1);
      for (let i = 0; i < texts.length; i++) texts[i] = this.utf8.decode(bytes.subarray(offsets[i], offsets[i + 1]));
      return texts;
    } catch (error) {
      if (error instanceof TypeError) throw this.bad(name, 'is not UTF-8', 'UTF-8');
      throw error;
    }
  }
}

function listed(texts: Texts): string[] {
  return Array.from({ length: texts.length }, (_, i) => texts.at(i) ?? '');
}

/** Reads a body of `COLUMNS_TYPE`; its columns are views of it. Throws BadColumns on bytes that are none. */
export function readColumns(body: ArrayBuffer): ColumnsBody {
  const sections = new Sections(body);
  const { head, rows: size } = sections;
  const regions = listed(sections.texts('regions', null));
  const operators = sections.texts('operators', null);
  const classIds = listed(sections.texts('classIds', null));
  const id = sections.uints('id');
  if (!id) throw sections.bad('id', 'is left out', 'a column');
  for (let i = 0, before = -1; i < size; i++) {
    const now = id.double(i);
    if (before > now || (before === now && id.at(i - 1) >= id.at(i)))
      throw sections.bad('id', `of row ${i} is not above the one before`, 'ascending ids');
    before = now;
  }
  if (classIds.some((text) => !/^\d+$/.test(text)))
    throw sections.bad('classIds', 'has one that is no number', 'decimal digits');
  return {
    head,
    size,
    id,
    name: sections.texts('name', size),
    regions,
    region: sections.words('region', regions.length - 1),
    operators,
    operator: sections.words('operator', operators.length - 1),
    classIds,
    classId: sections.words('classId', classIds.length - 1),
    nodes: sections.words('nodes', 2 ** 32),
    gpus: sections.uints('gpus'),
    collateral: sections.uints('collateral'),
    rewards: sections.uints('rewards'),
    queueState: sections.bytes('queueState', QUEUE_STATES.length - 1),
    flaggedAt: sections.uints('flaggedAt'),
    deadline: sections.uints('deadline'),
    disputed: sections.bytes('disputed', 1),
    knownZone: sections.bytes('lastKnownZone', ZONES.length),
    knownRatio: sections.uints('lastKnownRatio'),
    knownBlock: sections.uints('lastKnownBlock'),
  };
}
