/** The filter's language: text to conditions, conditions to rows. */
export type { Filter, FilterError } from './condition';
export { EVERYTHING, MINE } from './condition';
export { matchesOf } from './matches';
export type { Sifted } from './matches';
export { parseFilter } from './parseFilter';
export { printFilter } from './printFilter';
