import { parseArgs } from 'node:util';
import type { Bureau } from '../bureau.ts';
import type { Config } from '../config.ts';
import { createDeskMatcher } from '../content/desk-topic.ts';
import { readNews } from '../feeds/feed-news.ts';
import { note, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { type Source, unknownSource } from '../news/source.ts';
import { UserError } from '../news/user-error.ts';
import { documentAt } from './document.ts';

/**
 * Reads one feed (a file, an address, or `-` for standard input) into the store. Its pieces count for the desk's source
 * that has this feed or is named by `--source`; else for an unlisted one, which raises no grade.
 */
export async function ingest(options: {
  readonly bureau: Bureau;
  readonly config: Config;
  readonly args: readonly string[];
  readonly clock: () => number;
}): Promise<Message> {
  const { bureau, config, args, clock } = options;
  const { desk, file } = bureau;
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { source: { type: 'string' } },
    allowPositionals: true,
  });
  const [place] = positionals;
  if (place === undefined) throw new UserError('Say what to read: sitrep ingest <file or address> [--source <id>]');
  const document = await documentAt(place, config);
  const source = sourceFor(file.sources, values.source, document.url ?? place);
  const news = readNews({ document, source, now: clock() }, createDeskMatcher(file));
  if (news.kind === 'problem') throw new UserError(`${place}: ${news.problem}`);
  const { updates, warnings } = news;
  const { added, revised } = await desk.take(updates);
  const summary = `${source.name}: ${updates.length} pieces read, ${added} new, ${revised} changed.`;
  return { tone: 'routine', summary, blocks: [paragraph(summary), ...warnings.map((warning) => note(warning))] };
}

function sourceFor(sources: readonly Source[], named: string | undefined, place: string): Source {
  const source = sources.find(({ id, feed }) => (named === undefined ? feed === place : id === named));
  if (source !== undefined) return source;
  if (named !== undefined) throw new UserError(`The desk has no source “${named}”. /sources lists them.`);
  return { ...unknownSource, id: URL.parse(place)?.hostname ?? unknownSource.id };
}
