import type { Config } from '../config.ts';
import { addSources } from '../content/add-sources.ts';
import { loadDeskFile } from '../content/desk-file.ts';
import { readDeskText, writeDeskText } from '../content/desk-text.ts';
import { decode } from '../feeds/decode.ts';
import type { ParsedFeed } from '../feeds/entry.ts';
import { fetchFeed } from '../feeds/fetch.ts';
import { readFeed } from '../feeds/parse.ts';
import { publicWeb } from '../feeds/public-web.ts';
import { rhythmOf } from '../feeds/rhythm.ts';
import { advertisedFeed } from '../feeds/web-page.ts';
import { fields, list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Inline, Message } from '../message/message.ts';
import { durationWords } from '../news/duration-words.ts';
import { clip } from '../news/excerpt.ts';
import { UserError } from '../news/user-error.ts';
import { isWebAddress } from '../news/web-address.ts';

interface Order {
  /** Of a feed, or of a page that names one. */
  readonly address: string;
  readonly config: Pick<Config, 'desk' | 'userAgent'>;
  /** Nothing is written. */
  readonly dryRun: boolean;
  readonly clock: () => number;
}

/** Asks a feed as the poller would, shows what it brings, and adds it to the desk file, unlabelled. Throws `UserError`. */
export async function addFeed({ address, config, dryRun, clock }: Order): Promise<Message> {
  const path = config.desk;
  const file = await loadDeskFile(path);
  const { url, feed } = await findFeed(address, readerOf({ ...config, fetch: publicWeb(file.feeds), clock }));
  const candidate = { name: feed.title, feed: url, site: null, language: feed.language, labels: {} };
  const addition = addSources({
    text: await readDeskText(path),
    path,
    candidates: [candidate],
    takeLabels: false,
  });
  const [added] = addition.added;
  if (added !== undefined && !dryRun) await writeDeskText(path, addition.text);
  const summary =
    added === undefined
      ? `The desk reads ${url} already.`
      : `${added.entry.name} (${added.entry.id}) ${dryRun ? `would be added to ${path}. Nothing was written.` : `added to ${path}.`}`;
  const advice =
    'Nobody has judged it yet (reliability F), so it raises no grade until an editor fills in its entry. A running bot reads it from its next start on.';
  return {
    tone: 'routine',
    summary,
    blocks: [paragraph(summary), ...preview(url, feed, clock()), ...(added === undefined ? [] : [note(advice)])],
  };
}

interface Found {
  /** Where it is from now on: after redirects that are for good. */
  readonly url: string;
  readonly feed: ParsedFeed;
}

type Read = (url: string) => Promise<Found | { readonly problem: string; readonly named: string | null }>;

/** The feed at an address, or the one that the page there names. */
async function findFeed(address: string, read: Read): Promise<Found> {
  const first = await read(address);
  if ('feed' in first) return first;
  if (first.named === null) throw new UserError(`${address}: ${first.problem}. Give the address of its feed.`);
  const second = await read(first.named);
  if ('feed' in second) return second;
  throw new UserError(`${address} names the feed ${first.named}, which cannot be read: ${second.problem}.`);
}

function readerOf(tools: Omit<Parameters<typeof fetchFeed>[0], 'url'>): Read {
  return async (address) => {
    if (!isWebAddress(address))
      throw new UserError(
        `${address} is no address of a feed: give one that begins with https://, without a password.`,
      );
    const fetched = await fetchFeed({ url: address, ...tools });
    if (fetched.kind !== 'fresh')
      throw new UserError(`${address}: ${fetched.kind === 'failed' ? fetched.problem : 'nothing changed'}`);
    const { bytes, contentType, base, movedTo } = fetched;
    const reading = readFeed({ bytes, contentType, url: base });
    if (reading.kind === 'feed') return { url: movedTo ?? address, feed: reading.feed };
    return { problem: reading.problem, named: advertisedFeed(decode(bytes, contentType).text, base) };
  };
}

const MOST_ENTRIES = 5;
const MAX_TITLE = 150;

function preview(url: string, feed: ParsedFeed, now: number) {
  const { gap } = rhythmOf(feed, now);
  const entries = feed.entries.slice(0, MOST_ENTRIES);
  return [
    fields([
      ['Feed', url],
      ['Title', clip(feed.title || 'none', MAX_TITLE)],
      ['Format', feed.format],
      ['Pieces', String(feed.entries.length)],
      ['Brings one', gap === null ? 'at times that it does not show' : `every ${durationWords(gap)} as a rule`],
    ]),
    ...(entries.length > 0 ? [paragraph(strong('Its first pieces')), list(entries.map(entryLine))] : []),
    ...feed.warnings.map((warning) => note(warning)),
  ];
}

function entryLine({ title, summary, published, updated }: ParsedFeed['entries'][number]): readonly Inline[] {
  const date = published ?? updated;
  const words = text(clip(title || summary, MAX_TITLE));
  return date === null ? [words] : [time(date, 'moment'), text(' · '), words];
}
