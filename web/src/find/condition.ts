import type { Zone } from '../model/zone';

/** What is compared with a number. Amounts are in the network's tokens, `deadline` is the time left at the block's own time. */
export const NUMBER_FIELDS = [
  'ratio',
  'collateral',
  'rewards',
  'gpus',
  'nodes',
  'shortfall',
  'headroom',
  'deadline',
] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

export const TEXT_FIELDS = ['name', 'id', 'class', 'region', 'operator'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

export const COMPARISONS = ['<=', '>=', '!=', '<', '>', '='] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Seconds in a unit of time left. */
export const TIME_UNITS = { s: 1n, m: 60n, h: 3_600n, d: 86_400n } as const;
export type TimeUnit = keyof typeof TIME_UNITS;

/** `in:queue` is any of the others: flagged, neither cured nor liquidated. */
export const QUEUE_PLACES = ['queue', 'grace', 'due', 'blocked', 'recovered'] as const;
export type QueuePlace = (typeof QUEUE_PLACES)[number];

export const STATES = ['unconfirmed', 'disputed', 'unknown'] as const;
export type State = (typeof STATES)[number];

/** A decimal number without rounding: `digits` ÷ 10^`places`. */
export interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

/** What a cluster must meet. `all` of an empty list is met by every cluster. */
export type Filter =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  | {
      readonly kind: 'number';
      readonly field: NumberField;
      readonly comparison: Comparison;
      readonly value: Decimal;
      /** Of `deadline` alone. */
      readonly unit: TimeUnit | null;
    }
  | { readonly kind: 'text'; readonly field: TextField; readonly exact: boolean; readonly value: string }
  /** Name, id or operator contain it. */
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'zone'; readonly zone: Zone }
  | { readonly kind: 'in'; readonly place: QueuePlace }
  | { readonly kind: 'is'; readonly state: State }
  | { readonly kind: 'mine' };

export const EVERYTHING: Filter = { kind: 'all', of: [] };
export const MINE: Filter = { kind: 'mine' };

/** Where a filter's text is wrong, in UTF-16 units, and what was expected there. */
export interface FilterError {
  readonly at: number;
  readonly length: number;
  readonly message: string;
}

/** Digits with a point, and nothing that says nothing: `1.30` is 13 ÷ 10¹. Null where the text is no decimal number. */
export function readDecimal(text: string): Decimal | null {
  if (!/^-?\d{1,40}(\.\d{1,18})?$/.test(text)) return null;
  const [whole = '', fraction = ''] = text.split('.');
  const kept = fraction.replace(/0+$/, '');
  return { digits: BigInt(whole + kept), places: kept.length };
}

export function printDecimal({ digits, places }: Decimal): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0');
  const whole = text.slice(0, text.length - places);
  return `${digits < 0n ? '-' : ''}${whole}${places > 0 ? `.${text.slice(text.length - places)}` : ''}`;
}
