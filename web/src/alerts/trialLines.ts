import { ApiProblem } from '../ui/api';
import type { WireBackTest } from './wire';

/** What a back-test says line by line (docs/protocol.md, Alerts): how far it is, and last its answer or what ended it. */
interface TrialLine {
  readonly done?: number;
  readonly blocks?: number;
  readonly answer?: WireBackTest;
  readonly problem?: {
    readonly type?: string;
    readonly title?: string;
    readonly status?: number;
    readonly detail?: string;
  };
}

export const LINES_TYPE = 'application/x-ndjson';

/** Reads a back-test's lines to the last; `ondone` is told how many of how many blocks are done. Throws {@link ApiProblem}. */
export async function readTrial(
  body: ReadableStream<Uint8Array>,
  ondone: (done: number, blocks: number) => void,
): Promise<WireBackTest> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + decoder.decode(value, { stream: !done })).split('\n');
    rest = lines.pop() ?? '';
    if (done && rest !== '') lines.push(rest);
    for (const line of lines) {
      if (line.trim() === '') continue;
      const said = JSON.parse(line) as TrialLine;
      if (said.answer) return said.answer;
      if (said.problem) {
        const { status = 503, type = '', title = 'It failed', detail } = said.problem;
        throw new ApiProblem(status, type, detail ?? title);
      }
      if (said.done !== undefined && said.blocks !== undefined) ondone(said.done, said.blocks);
    }
    if (done) throw new ApiProblem(0, '', 'The back-test was cut off before it ended: try it again.');
  }
}
