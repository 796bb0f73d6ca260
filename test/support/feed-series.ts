import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toUpdates } from '../../src/feeds/clean.ts';
import { readFeed } from '../../src/feeds/parse.ts';
import type { Source } from '../../src/news/source.ts';
import type { Update } from '../../src/news/update.ts';

/** What one reading of a feed brought. */
export interface Poll {
  readonly at: number;
  readonly updates: readonly Update[];
}

/**
 * Successive polls of real feeds, over all sources in order of time. The folder holds `index.tsv` (a header; file, two
 * cells of no matter, time) and the documents of each source in a folder of its name. Every piece gets the one topic.
 */
export function readSeries(folder: string, sources: readonly Source[], topic: string): readonly Poll[] {
  const [, ...lines] = readFileSync(join(folder, 'index.tsv'), 'utf8').trim().split('\n');
  const polls = lines.flatMap((line) => {
    const [file = '', , , time = ''] = line.split('\t');
    const source = sources.find(({ id }) => file.startsWith(`${id}/`));
    return source === undefined ? [] : [readPoll(join(folder, file), source, Date.parse(time), topic)];
  });
  return polls.toSorted((one, other) => one.at - other.at);
}

function readPoll(file: string, source: Source, at: number, topic: string): Poll {
  const reading = readFeed({ bytes: readFileSync(file), contentType: null, url: null });
  if (reading.kind === 'problem') throw new Error(`${file}: ${reading.problem}`);
  return { at, updates: toUpdates({ feed: reading.feed, source, now: at, topicOf: () => topic }).updates };
}

/** How often publishers touched what they had published: the more, the more a replay of these polls proves. */
export function countTouches(polls: readonly Poll[]) {
  const counts = { pieces: 0, dates: 0, titles: 0, resurfaced: 0 };
  const known = new Map<string, Update>();
  const before = new Map<string, ReadonlySet<string>>();
  for (const { updates } of polls) {
    const [source = ''] = updates.map((update) => update.source);
    for (const update of updates) {
      const last = known.get(update.id);
      if (last === undefined) counts.pieces += 1;
      else {
        if (last.published !== update.published) counts.dates += 1;
        if (last.title !== update.title) counts.titles += 1;
        if (before.get(source)?.has(update.id) === false) counts.resurfaced += 1;
      }
      known.set(update.id, update);
    }
    before.set(source, new Set(updates.map(({ id }) => id)));
  }
  return counts;
}
