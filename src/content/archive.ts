import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { blocs, type Source, unknownSource } from '../news/source.ts';
import { type Update, updateId } from '../news/update.ts';

const line = z.string().trim().min(1);

const fact = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write lower-case letters, digits and hyphens'),
  date: z.iso.date('write a real day, for example 1949-04-04'),
  /** Id of a topic of the desk. */
  topic: line,
  title: line,
  summary: line,
  /** Who states it: the body or publication behind `url`. */
  source: line,
  /** Whose account `source` gives. */
  bloc: z.enum(blocs),
  url: z.url({ protocol: /^https?$/ }),
});

/** One dated, sourced fact of the desk's archive. */
export type ArchiveFact = Readonly<z.output<typeof fact>>;

/**
 * The desk's own record, as a source. Each of its facts cites another body, so the record as such has no bloc to speak
 * for, and a desk cannot grade itself: reliability F, "cannot be judged".
 */
export const archiveSource: Source = {
  ...unknownSource,
  id: 'archive',
  name: 'Archive',
  kind: 'archive',
  owner: 'Archive',
};

/**
 * Reads every `*.ndjson` in `dir` (one fact a line, blank lines ignored), oldest first. The first mistake is thrown
 * with its file and line.
 */
export async function loadArchive(dir: string): Promise<readonly ArchiveFact[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.ndjson')).sort();
  const places = new Map<string, string>();
  const facts: ArchiveFact[] = [];
  for (const name of names) {
    const lines = (await readFile(join(dir, name), 'utf8')).split(/\r?\n/);
    for (const [at, text] of lines.entries()) {
      if (text.trim() === '') continue;
      const place = `${join(dir, name)}:${at + 1}`;
      const parsed = parseFact(text, place);
      const twin = places.get(parsed.id);
      if (twin !== undefined) throw new Error(`content: the id "${parsed.id}" stands twice (${place}, ${twin})`);
      places.set(parsed.id, place);
      facts.push(parsed);
    }
  }
  return facts.sort((a, b) => a.date.localeCompare(b.date) || a.id.localeCompare(b.id));
}

function parseFact(text: string, place: string): ArchiveFact {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error(`content: the line is not JSON (${place})`, { cause });
  }
  const parsed = fact.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`content: ${[...(issue?.path ?? []), issue?.message].join(': ')} (${place})`, {
    cause: parsed.error,
  });
}

/** The facts as updates of `archiveSource`: published at 00:00 UTC of their day, credited to the body they cite. */
export function archiveUpdates(facts: readonly ArchiveFact[], { now }: { readonly now: number }): Update[] {
  return facts.map((fact) => ({
    id: updateId(archiveSource.id, fact.id),
    source: archiveSource.id,
    title: fact.title,
    summary: fact.summary,
    url: fact.url,
    language: archiveSource.language,
    author: null,
    wire: fact.source,
    image: null,
    published: Date.parse(`${fact.date}T00:00:00Z`),
    dating: 'dated',
    seen: now,
    topic: fact.topic,
  }));
}
