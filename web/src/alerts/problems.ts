import type { WireFieldProblem } from './wire';

/** What is wrong, beside its field: problems by the pointer of the field that shows them, and those that no field shows. */
export interface Placed {
  readonly at: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
}

export const NOTHING_WRONG: Placed = { at: new Map(), rest: [] };

const words = ({ message, expected }: WireFieldProblem): string => `${message} Expected ${expected}.`;

/**
 * Puts each problem beside the nearest field: its own pointer, else the closest one above it ("/channels/2" is said at "/channels").
 * What no field shows is said for the whole.
 */
export function placed(problems: readonly WireFieldProblem[], fields: readonly string[]): Placed {
  const at = new Map<string, string>();
  const rest: string[] = [];
  for (const problem of problems) {
    let pointer = problem.pointer;
    while (pointer !== '' && !fields.includes(pointer)) pointer = pointer.slice(0, pointer.lastIndexOf('/'));
    if (pointer === '') rest.push(problem.pointer === '' ? words(problem) : `${problem.pointer}: ${words(problem)}`);
    else {
      const before = at.get(pointer);
      at.set(pointer, before ? `${before} ${words(problem)}` : words(problem));
    }
  }
  return { at, rest };
}
