import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { Bureau } from '../bureau.ts';
import type { Config } from '../config.ts';
import { createDeskMatcher } from '../content/desk-topic.ts';
import { readNews } from '../feeds/feed-news.ts';
import { note, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { type Source, unknownSource } from '../news/source.ts';
import { UserError } from '../news/user-error.ts';
import type { Listing } from './deliveries.ts';
import { documentAt } from './document.ts';
import { ingestLines } from './ingest-lines.ts';
import { toStderr } from './progress.ts';

/**
 * Reads updates into the store: one in each line of a file in JSON, or one feed (a file, an address, or `-` for standard
 * input). What a document is, its content says, and the name of a file. The pieces of a feed count for the desk's source
 * that has this feed or is named by `--source`; else for an unlisted one, which raises no grade.
 */
export async function ingest(options: {
  readonly bureau: Bureau;
  readonly config: Config;
  readonly args: readonly string[];
  readonly clock: () => number;
}): Promise<Message | Listing> {
  const { bureau, config, args, clock } = options;
  const { desk, file } = bureau;
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { source: { type: 'string' } },
    allowPositionals: true,
  });
  const [place] = positionals;
  if (place === undefined) throw new UserError('Say what to read: sitrep ingest <file or address> [--source <id>]');
  const chunks = await linesAt(place);
  if (chunks !== null) {
    if (values.source !== undefined) throw new UserError('Each line names its own source: leave out --source.');
    return ingestLines({ bureau, chunks, name: place, clock, tell: toStderr });
  }
  const document = await documentAt(place, config);
  const source = sourceFor(file.sources, values.source, document.url ?? place);
  const news = readNews({ document, source, now: clock() }, createDeskMatcher(file));
  if (news.kind === 'problem') throw new UserError(`${place}: ${news.problem}`);
  const { updates, warnings } = news;
  const { added, revised } = await desk.take(updates);
  const summary = `${source.name}: ${updates.length} pieces read, ${added} new, ${revised} changed.`;
  return { tone: 'routine', summary, blocks: [paragraph(summary), ...warnings.map((warning) => note(warning))] };
}

/** The bytes of a place whose lines are updates; null where it holds something else, or nothing that can be read. */
async function linesAt(place: string): Promise<Readable | null> {
  if (/^https?:\/\//i.test(place)) return null;
  const stream = place === '-' ? process.stdin : createReadStream(resolve(process.env.INIT_CWD ?? '.', place));
  const start = await beginning(stream);
  if (start !== null && (/\.(?:ndjson|jsonl)$/i.test(place) || holdsLines(start))) return stream;
  if (place !== '-') stream.destroy();
  return null;
}

/** Objects that are no JSON Feed, which names its version first and may write `\/` for a slash. */
const holdsLines = (start: string): boolean =>
  start.trimStart().startsWith('{') && !/jsonfeed\.org\\?\/version/i.test(start);

/** How a stream begins, which it still does afterwards; null where it cannot be read. */
const beginning = (stream: Readable): Promise<string | null> =>
  new Promise((found) => {
    stream.once('error', () => found(null));
    stream.once('readable', () => {
      const chunk: Buffer | null = stream.read();
      if (chunk !== null) stream.unshift(chunk);
      found(chunk?.toString('utf8').replace(/^\ufeff/, '') ?? '');
    });
  });

function sourceFor(sources: readonly Source[], named: string | undefined, place: string): Source {
  const source = sources.find(({ id, feed }) => (named === undefined ? feed === place : id === named));
  if (source !== undefined) return source;
  if (named !== undefined) throw new UserError(`The desk has no source “${named}”. /sources lists them.`);
  return { ...unknownSource, id: URL.parse(place)?.hostname ?? unknownSource.id };
}
