import * as z from 'zod';
import { createReplay } from '../news/grouping/replay.ts';
import type { Headline } from '../news/grouping/report.ts';
import { UserError } from '../news/user-error.ts';
import { cleanText } from '../platform/terminal/clean.ts';
import { jsonIn, linesOf } from './json-lines.ts';
import { onceASecond } from './progress.ts';

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  time: z.string().optional(),
  lang: z.string().nullable().default(null),
  title: z.string().default(''),
  summary: z.string().nullable().default(null),
  source: z.string().nullable().default(null),
  url: z.string().nullable().default(null),
});

/**
 * `sitrep stories group < updates.ndjson`: groups updates as the desk would have, one JSON object a line (`id`, `time`, `lang`,
 * `title`, `summary`, `source`, `url`) in order of time, and writes `{id, story}` for each. A line that cannot be read is told
 * and left out. Throws `UserError` where there was one.
 */
export async function stories({
  args,
  input,
  write,
  tell,
  clock,
}: {
  readonly args: readonly string[];
  readonly input: AsyncIterable<Uint8Array>;
  /** Takes each line of the answer. */
  readonly write: (line: string) => void;
  /** Is told what cannot be read, and how far it is. */
  readonly tell: (words: string) => void;
  readonly clock: () => number;
}): Promise<void> {
  if (args.length !== 1 || args[0] !== 'group')
    throw new UserError(
      'sitrep stories group < updates.ndjson prints the story of each update: one JSON object a line.',
    );
  const story = createReplay();
  const progress = onceASecond({ clock, tell });
  let [latest, grouped, refused] = [0, 0, 0];
  for await (const { number, text } of linesOf(input)) {
    const read = headlineOf(text, latest);
    if (typeof read === 'string') {
      refused += 1;
      tell(cleanText(`line ${number}: ${read}`));
      continue;
    }
    latest = Math.max(latest, read.headline.seen);
    write(JSON.stringify({ id: read.id, story: story(read.headline) }));
    grouped += 1;
    progress(() => `${grouped.toLocaleString('en-GB')} updates grouped`);
  }
  if (refused > 0) throw new UserError(`${refused} of the lines could not be read; each is named above.`);
}

/** A line as it was read: its id as it is written, and what is grouped. */
interface Read {
  readonly id: string | number;
  readonly headline: Headline;
}

/** What a line says, or why it cannot be grouped. One without a time comes when the one before it came. */
function headlineOf(text: string | null, latest: number): Read | string {
  const line = lineSchema.safeParse(text === null ? null : jsonIn(text));
  if (!line.success) return 'is no JSON object with an id. One line holds one update.';
  const { id, time, lang, title, summary, source, url } = line.data;
  const published = time === undefined ? latest : Date.parse(time);
  if (Number.isNaN(published)) return `has no time that can be read: “${time}”. Write 2026-11-26T12:00:00Z.`;
  const publisher = source ?? URL.parse(url ?? '')?.hostname ?? '';
  const seen = Math.max(published, latest);
  return { id, headline: { id: String(id), title, summary, language: lang, source: publisher, published, seen } };
}
