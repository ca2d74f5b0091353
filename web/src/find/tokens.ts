import type { FilterError } from './condition';
import { COMPARISONS } from './condition';

/** A piece of a filter's text. `text` of a quoted one is what stands between the quotes. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'sign' | 'open' | 'close' | 'end';
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

const SIGNS = [...COMPARISONS, ':'] as const;
const BREAK = /[\s()":<>=!]/;

/** Quoted, a backslash keeps the next character as it is. Null where the closing quote is missing. */
function readQuoted(text: string, at: number): Token | null {
  let value = '';
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '"') return { kind: 'quoted', text: value, at, length: i + 1 - at };
    if (text[i] === '\\' && i + 1 < text.length) i++;
    value += text[i];
  }
  return null;
}

/** The pieces of a filter's text, with one of kind `end` behind the last. */
export function tokensOf(text: string): Token[] | FilterError {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const letter = text[at]!;
    if (/\s/.test(letter)) {
      at++;
      continue;
    }
    const sign = SIGNS.find((s) => text.startsWith(s, at));
    let token: Token;
    if (letter === '(' || letter === ')')
      token = { kind: letter === '(' ? 'open' : 'close', text: letter, at, length: 1 };
    else if (sign) token = { kind: 'sign', text: sign, at, length: sign.length };
    else if (letter === '"') {
      const quoted = readQuoted(text, at);
      if (!quoted) return { at, length: text.length - at, message: 'expected a quote " at the end of this text' };
      token = quoted;
    } else if (letter === '!') return { at, length: 1, message: 'expected != here, or “not” before a condition' };
    else {
      let end = at + 1;
      while (end < text.length && !BREAK.test(text[end]!)) end++;
      token = { kind: 'word', text: text.slice(at, end), at, length: end - at };
    }
    tokens.push(token);
    at = token.at + token.length;
  }
  tokens.push({ kind: 'end', text: '', at: text.length, length: 0 });
  return tokens;
}
