import { LEAST, MOST } from './stress';

/** A slider's half for what falls, and most of the other for what up to doubles: where people try things. */
const DOUBLED = 60;
const END = 100;

/** Place of a change on a slider of −100 to +100. */
export function placeOfChange(change: number): number {
  if (change <= 0) return (change / LEAST) * -END;
  return change <= 100 ? (change / 100) * DOUBLED : DOUBLED + ((change - 100) / (MOST - 100)) * (END - DOUBLED);
}

/** The change at a place: whole per cent, and beyond doubling whole tens, which is as fine as a finger. */
export function changeAtPlace(place: number): number {
  if (place <= 0) return Math.max(LEAST, Math.round((place / END) * -LEAST) + 0);
  if (place <= DOUBLED) return Math.round((place / DOUBLED) * 100);
  return Math.min(MOST, 100 + Math.round(((place - DOUBLED) / (END - DOUBLED)) * ((MOST - 100) / 10)) * 10);
}

/** A change as typed: `-20`, `−20 %`, `+50`; null for what is no whole per cent within bounds. */
export function readChange(text: string): number | null {
  const match = /^([+\-\u2212]?)(\d{1,3})\s*%?$/.exec(text.trim());
  if (!match) return null;
  const change = Number(match[2]) * (match[1] === '-' || match[1] === '\u2212' ? -1 : 1) + 0;
  return change >= LEAST && change <= MOST ? change : null;
}

/** Tokens as typed, in base units; null for what is no positive amount with at most so many decimals. Spaces may group digits. */
export function readAmount(text: string, decimals: number): bigint | null {
  const match = /^(\d{1,30})(?:\.(\d+))?$/.exec(text.replace(/[\s_]/g, ''));
  const fraction = match?.[2] ?? '';
  if (!match || fraction.length > decimals) return null;
  const amount = BigInt(match[1]! + fraction.padEnd(decimals, '0'));
  return amount > 0n ? amount : null;
}
