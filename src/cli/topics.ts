import * as z from 'zod';
import type { DeskFile } from '../content/desk-file.ts';
import type { TopicText, TopicVerdict } from '../news/topic.ts';
import { createTopicJudge } from '../news/topic-judge.ts';
import { UserError } from '../news/user-error.ts';
import { jsonIn, linesOf } from './json-lines.ts';

const update = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string(),
  summary: z.string().nullish(),
  source: z.string().nullish(),
  url: z.string().nullish(),
  categories: z.array(z.string()).nullish(),
});

/**
 * `sitrep topics classify`: reads updates as JSON Lines and writes `{id, topic, confidence}` for each, in their order. What
 * is no update is told with its line and passed over. Whether an update is on the desk's subject, it does not ask. Throws
 * `UserError`.
 */
export async function topics({
  args,
  file,
  input,
  write,
  tell,
}: {
  readonly args: readonly string[];
  readonly file: Pick<DeskFile, 'about' | 'topics' | 'sources'>;
  readonly input: AsyncIterable<Uint8Array>;
  /** Takes each line of the answer. */
  readonly write: (line: string) => void;
  /** Is told what cannot be read. */
  readonly tell: (words: string) => void;
}): Promise<void> {
  if (args.length !== 1 || args[0] !== 'classify')
    throw new UserError(
      'sitrep topics classify < updates.ndjson prints the topic of each update: one JSON object a line, with id and title, and summary, source and url where there are any.',
    );
  const judge = createTopicJudge(file);
  const sources = new Map(file.sources.flatMap((source) => [source.id, source.name].map((key) => [key, source])));
  for await (const { number, text: line } of linesOf(input)) {
    const read = update.safeParse(line === null ? null : jsonIn(line));
    if (read.success) {
      const { id, source, ...text } = read.data;
      const known = sources.get(source ?? '');
      write(lineOf(id, judge(textOf(text, { name: known?.name ?? source ?? '', kind: known?.kind }))));
    } else tell(`Line ${number} is no update and was left out: it needs a JSON object with "id" and "title".`);
  }
}

function textOf(
  { title, summary, url, categories }: Omit<z.output<typeof update>, 'id' | 'source'>,
  { name, kind }: { readonly name: string; readonly kind: TopicText['kind'] },
): TopicText {
  return { title, summary: summary ?? null, url, categories: categories ?? [], source: name, kind };
}

const lineOf = (id: string | number, { topic, confidence }: TopicVerdict): string =>
  JSON.stringify({ id, topic, confidence: Math.round(confidence * 1_000) / 1_000 });
