import type { Bureau } from '../bureau.ts';
import { wordMistakes } from '../content/mistake-words.ts';
import { submissionOf, submissionReader } from '../desk/submission.ts';
import { fields, note, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { personKey } from '../news/person.ts';
import type { Update } from '../news/update.ts';
import { cleanText } from '../platform/terminal/clean.ts';
import { localAsker } from './answer.ts';
import type { Listing } from './deliveries.ts';
import { jsonIn, type Line, linesOf } from './json-lines.ts';
import { onceASecond } from './progress.ts';

/** Updates that are handed over at once. */
const CHUNK = 500;

/** How many lines became what. */
export interface LineCounts {
  readonly lines: number;
  readonly added: number;
  readonly revised: number;
  readonly known: number;
  readonly refused: number;
}

/**
 * Takes in updates of which each line of a stream holds one in JSON, a few at a time. What cannot be taken is told at once,
 * with its line and reason, and left out; the answer is a problem then. The ledger keeps who did it.
 */
export async function ingestLines({
  bureau: { desk, file },
  chunks,
  name,
  clock,
  tell,
}: {
  readonly bureau: Pick<Bureau, 'desk' | 'file'>;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Of the file, for the record. */
  readonly name: string;
  readonly clock: () => number;
  readonly tell: (words: string) => void;
}): Promise<Listing> {
  const read = lineReader({ file, clock });
  const progress = onceASecond({ clock, tell });
  const counts = { lines: 0, added: 0, revised: 0, known: 0, refused: 0 };
  let waiting: Update[] = [];
  const hand = async (): Promise<void> => {
    const { added, revised } = await desk.take(waiting);
    counts.added += added;
    counts.revised += revised;
    counts.known += waiting.length - added - revised;
    waiting = [];
    progress(() => summaryOf(counts));
  };
  try {
    for await (const line of linesOf(chunks)) {
      const update = read(line);
      counts.lines += 1;
      if (typeof update === 'string') {
        counts.refused += 1;
        tell(cleanText(`line ${line.number}: ${update}`));
      } else if (waiting.push(update) === CHUNK) await hand();
    }
    await hand();
  } finally {
    // What a broken stream brought before stays, and who brought it.
    await desk.noteTaken({ by: personKey(localAsker()), from: name, ...counts });
  }
  return { rows: [counts], message: layoutCounts(counts) };
}

/** Reads a line as an update, or says why it is none. */
function lineReader(setting: {
  readonly file: Bureau['file'];
  readonly clock: () => number;
}): (line: Line) => Update | string {
  const schema = submissionOf(setting.file);
  const toUpdate = submissionReader(setting);
  return ({ text }) => {
    if (text === null) return 'is longer than 256 kB, or is no UTF-8.';
    const value = jsonIn(text);
    if (value === undefined) return 'is no JSON. One line holds one update, as an object.';
    const parsed = schema.safeParse(value);
    if (parsed.success) return toUpdate(parsed.data);
    const mistakes = wordMistakes({ schema, value, whole: 'the line', issues: parsed.error.issues });
    return mistakes.map((mistake) => mistake.text).join(' ');
  };
}

const figure = (count: number): string => count.toLocaleString('en-GB');

const summaryOf = ({ lines, added, revised, known, refused }: LineCounts): string =>
  `${figure(lines)} ${lines === 1 ? 'line' : 'lines'}: ${figure(added)} added, ${figure(revised)} revised, ${figure(known)} known, ${figure(refused)} refused`;

function layoutCounts(counts: LineCounts): Message {
  const summary = `${summaryOf(counts)}.`;
  const { added, revised, known, refused } = counts;
  const rows = Object.entries({ Added: added, Revised: revised, Known: known, Refused: refused });
  const blocks = [paragraph(summary), fields(rows.map(([label, count]) => [label, figure(count)] as const))];
  if (refused === 0) return { tone: 'routine', summary, blocks };
  const cure =
    'Each refused line is named above with its reason. Mend them and read the file again: the rest is known then.';
  return { tone: 'problem', summary, blocks: [...blocks, note(cure)] };
}
