/** Thin space, for groups of digits. */
const THIN = '\u2009';
const MINUS = '\u2212';

export function groupDigits(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
}

export function integer(value: number | bigint): string {
  const text = value.toString();
  return text.startsWith('-') ? MINUS + groupDigits(text.slice(1)) : groupDigits(text);
}

/** As wide as a digit. */
const FIGURE_SPACE = '\u2007';

/** A whole number ≥ 0 with the room of four digits: it ends where it ended when it gets another digit. */
export function counter(value: number): string {
  if (value >= 1000) return integer(value);
  const own = value.toString();
  return (
    integer(1000 + value)
      .slice(0, -own.length)
      .replace(/\d/g, FIGURE_SPACE) + own
  );
}

/** A duration and its spread, never longer than `999 ms ±999`. */
export function lag(ms: number, spread: number | null = null): string {
  const seconds = Math.max(ms, spread ?? 0) > 999;
  const print = (value: number): string => (seconds ? (value / 1000).toFixed(1) : integer(Math.round(value)));
  const more = spread === null ? '' : ` ±${seconds ? print(spread) : Math.ceil(spread)}`;
  return `${print(ms)} ${seconds ? 's' : 'ms'}${more}`;
}

/** Base units as a decimal; digits past `places` are cut, never rounded. A zero that hides something reads `<0.01`, or `<1`. */
export function amount(value: bigint, decimals: number, places = 2): string {
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits
    .slice(digits.length - decimals)
    .padEnd(places, '0')
    .slice(0, places);
  if (value !== 0n && /^0*$/.test(whole + fraction)) {
    const least = places > 0 ? `0.${'1'.padStart(places, '0')}` : '1';
    return `${negative ? MINUS : ''}<${least}`;
  }
  return (negative ? MINUS : '') + groupDigits(whole) + (places > 0 ? `.${fraction}` : '');
}

/** All decimals that count, for copying a top-up exactly. */
export function exactAmount(value: bigint, decimals: number): string {
  const digits = value.toString().padStart(decimals + 1, '0');
  const whole = groupDigits(digits.slice(0, digits.length - decimals));
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return fraction ? `${whole}.${fraction}` : whole;
}

/** 1 node, 2 nodes. */
export function counted(count: number, noun: string): string {
  return `${integer(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A price to 4 significant decimals. */
export function price(value: bigint, decimals: number): string {
  return amount(value, decimals, Math.min(decimals, 4));
}

/** Wei as gwei: 31, 0.42, <0.01. */
export function gwei(wei: bigint): string {
  return wei >= 10_000_000_000n ? amount(wei, 9, 0) : amount(wei, 9, 2);
}

/** 06:41, 1:02:09, 6 d 04 h; never negative. */
export function countdown(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  const two = (n: number): string => n.toString().padStart(2, '0');
  if (left >= 172_800) return `${Math.floor(left / 86_400)} d ${two(Math.floor((left % 86_400) / 3600))} h`;
  const [h, m, s] = [Math.floor(left / 3600), Math.floor((left % 3600) / 60), left % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}

/** 1.2 s, 14 s, 3 min, 2 h, 5 d: an age that is read at a glance. */
export function age(seconds: number): string {
  if (seconds < 10) return `${Math.max(0, seconds).toFixed(1)} s`;
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

/** The absolute time beside every relative one. */
export function utc(unixSeconds: number): string {
  return `${new Date(unixSeconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

export function shortAddress(address: string): string {
  return address.length > 14 ? `${address.slice(0, 6)}…${address.slice(-4)}` : address;
}
