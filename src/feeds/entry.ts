/** One piece as its feed tells it: plain text, absolute links, times in epoch milliseconds. Null: the feed does not say. */
export interface Entry {
  /** What the publisher calls it: guid, atom:id, rdf:about. */
  readonly id: string | null;
  readonly title: string;
  readonly link: string | null;
  /** The publisher's own summary, else the beginning of the text. */
  readonly summary: string;
  readonly published: number | null;
  readonly updated: number | null;
  readonly author: string | null;
  /** Where the piece was taken from, by its RSS `<source>` or `atom:source`. */
  readonly origin: string | null;
  readonly image: string | null;
  readonly language: string | null;
  readonly categories: readonly string[];
}

/** A feed as read, in the order of the document. Warnings are for people. */
export interface ParsedFeed {
  readonly format: 'RSS' | 'RDF' | 'Atom' | 'JSON Feed';
  readonly title: string;
  readonly language: string | null;
  /** Minutes for which the publisher asks to be left alone. */
  readonly ttl: number | null;
  /** Hours (UTC, 0 to 23) and days of the week (0 is Sunday) in which the publisher asks to be left alone. */
  readonly skipHours?: readonly number[];
  readonly skipDays?: readonly number[];
  readonly entries: readonly Entry[];
  readonly warnings: readonly string[];
}

/** A feed, or why the document is none. */
export type Reading =
  | { readonly kind: 'feed'; readonly feed: ParsedFeed }
  | { readonly kind: 'problem'; readonly problem: string };

/** Publishers list 10 to 500 pieces. What stands beyond this is not read. */
const MAX_ENTRIES = 2_000;

/** Entries up to a number that no publisher means, with a warning about the rest, and about those that `read` cannot read. */
export function readEntries<Item>(
  items: readonly Item[],
  read: (item: Item) => Entry | null,
): Pick<ParsedFeed, 'entries' | 'warnings'> {
  const tried = items.slice(0, MAX_ENTRIES);
  const entries = tried.map(read).filter((entry) => entry !== null);
  const broken = tried.length - entries.length;
  const loss = `${broken} of ${tried.length} entries are no objects: they were left out`;
  const rest = `the feed holds ${items.length} entries: the first ${MAX_ENTRIES} are read`;
  return { entries, warnings: [...(broken > 0 ? [loss] : []), ...(items.length > MAX_ENTRIES ? [rest] : [])] };
}
