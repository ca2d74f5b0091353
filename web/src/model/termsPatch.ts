import type { WireTerms, WireTilePatch } from '../stream/wire';
import { QUEUE_STATES, ZONES } from '../stream/wire';
import { parseFixed, seconds } from './market';
import type { QueueState } from './zone';

/** What of a row is to be written; what is undefined stays. */
export interface TermsPatch {
  readonly name?: string | undefined;
  readonly region?: string | undefined;
  readonly operator?: string | undefined;
  readonly classId?: string | undefined;
  readonly nodes?: number | undefined;
  readonly gpus?: number | undefined;
  readonly collateral?: bigint | undefined;
  readonly rewards?: bigint | undefined;
  readonly queueState?: QueueState | undefined;
  readonly flaggedAt?: bigint | undefined;
  readonly deadline?: bigint | undefined;
  readonly disputed?: boolean | undefined;
  /** 0 for none, else the zone's byte and one. */
  readonly knownZone?: number | undefined;
  readonly knownRatio?: bigint | undefined;
  readonly knownBlock?: number | undefined;
}

const DIGITS = /^\d+$/;

function text(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new TypeError(`${what} is ${String(value)}; expected text`);
  return value;
}

function amount(value: unknown, what: string): bigint {
  const digits = text(value, what);
  if (!DIGITS.test(digits)) throw new TypeError(`${what} is "${digits}"; expected decimal digits`);
  return BigInt(digits);
}

function count(value: unknown, limit: number, what: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < limit) return value;
  throw new TypeError(`${what} is ${String(value)}; expected a whole number`);
}

function place(name: unknown, names: readonly string[], what: string): number {
  const at = names.indexOf(text(name, what));
  if (at < 0) throw new TypeError(`${what} is "${String(name)}"; expected one of ${names.join(', ')}`);
  return at;
}

type Known = Pick<TermsPatch, 'knownZone' | 'knownRatio' | 'knownBlock'>;

function known(wire: WireTilePatch['lastKnown'], whole: boolean): Known {
  if (wire === undefined && !whole) return {};
  if (!wire) return { knownZone: 0, knownRatio: 0n, knownBlock: 0 };
  const { ratio, zone, block } = wire as Partial<typeof wire>;
  return {
    knownZone: zone === undefined ? undefined : place(zone, ZONES, 'lastKnown.zone') + 1,
    knownRatio: ratio === undefined ? undefined : parseFixed(text(ratio, 'lastKnown.ratio'), 18),
    knownBlock: block === undefined ? undefined : count(block, Number.POSITIVE_INFINITY, 'lastKnown.block'),
  };
}

/**
 * Reads a merge patch over a cluster's terms (docs/protocol.md, "Stream"); with `whole` every term must be there, and those that may
 * be absent get their rest value. Throws TypeError that names the first term that is not as it must be.
 */
export function termsPatch(wire: WireTerms | WireTilePatch, whole: boolean): TermsPatch {
  const at = <T>(name: keyof WireTerms, read: (value: unknown, what: string) => T): T | undefined =>
    wire[name] === undefined && !whole ? undefined : read(wire[name], `${name} of cluster ${wire.id}`);
  const optional = <T>(name: keyof WireTerms, read: (value: unknown) => T): T | undefined =>
    wire[name] === undefined && !whole ? undefined : read(wire[name]);
  return {
    name: at('name', text),
    region: at('region', text),
    operator: at('operator', text),
    classId: at('classId', text),
    nodes: at('nodes', (value, what) => count(value, 2 ** 32, what)),
    gpus: at('gpus', (value, what) => count(value, Number.POSITIVE_INFINITY, what)),
    collateral: at('collateral', amount),
    rewards: at('rewards', amount),
    queueState: at('queueState', (value, what) => place(value, QUEUE_STATES, what) as QueueState),
    flaggedAt: optional('flaggedAt', (value) => seconds(value as string | null | undefined)),
    deadline: optional('deadline', (value) => seconds(value as string | null | undefined)),
    disputed: optional('disputed', (value) => value === true),
    ...known(wire.lastKnown, whole),
  };
}
