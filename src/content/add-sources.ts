import { type Source, unknownSource } from '../news/source.ts';
import { UserError } from '../news/user-error.ts';
import { archiveSource } from './archive.ts';
import { parseDeskFile } from './desk-file.ts';
import { type Candidate, labelledEntry, labelledId, nameOf, type SourceEntry, unlabelledEntry } from './new-source.ts';
import { createIdGiver, suggestId } from './source-id.ts';
import { insertSources } from './sources-text.ts';

/** What became of candidates. Each stands in one of the lists. */
export interface Addition {
  /** The desk file with the new sources; the same text where there is none. */
  readonly text: string;
  /** New sources with the labels that were given, or of which nothing is known. */
  readonly added: readonly AddedSource[];
  /** The desk reads their feeds already. */
  readonly known: readonly Candidate[];
  /** Their feeds were named before in the same list. */
  readonly repeated: readonly Candidate[];
}

export interface AddedSource {
  readonly entry: SourceEntry;
  /** `refused` where labels were given and are not what a desk file takes. */
  readonly labels: 'taken' | 'left' | 'refused';
}

/**
 * Adds sources to the text of a desk file, which stands at `path`; whatever the desk reads already, at an address that is
 * the same but for its scheme or a closing slash, is not added again. Labels are somebody else's judgement: they are left
 * unless `takeLabels` says that the desk's editors trust them. Throws `UserError`.
 */
export function addSources(options: {
  readonly text: string;
  readonly path: string;
  readonly candidates: readonly Candidate[];
  readonly takeLabels: boolean;
}): Addition {
  const { text, path, takeLabels } = options;
  const { sources } = parseDeskFile(text, path);
  const sorted = sortOut(options, sources);
  const entries = sorted.added.map(({ entry }) => entry);
  if (entries.length === 0) return { ...sorted, text };
  if (entries.length > MOST_NEW)
    throw new UserError(
      `These are ${entries.length} new feeds; ${MOST_NEW} can be added at once, as each is asked every few minutes. Nothing was changed. Name those that the desk needs.`,
    );
  const longer = insertSources(text, entries, comments[takeLabels ? 'taken' : 'left']);
  const expected = [...sources, ...entries].map(({ id }) => id);
  if (!lists(longer, path, expected))
    throw new UserError(
      `The desk file ${path} is laid out in a way that no source can be added to. Nothing was changed. Write its sources one below the other, each beginning with "- id:".`,
    );
  return { ...sorted, text: longer };
}

/** More would make a desk file that takes seconds to read, and a desk that is never done polling. */
const MOST_NEW = 5_000;

const comments = {
  taken: 'Imported with the labels that the file gave them.',
  left: 'Imported. Nobody has judged them yet: owner, country, bloc, stateMedia and reliability say the least.',
} as const;

function sortOut(
  { candidates, takeLabels }: { readonly candidates: readonly Candidate[]; readonly takeLabels: boolean },
  sources: readonly Source[],
): Omit<Addition, 'text'> {
  const read = new Set(sources.flatMap(({ feed }) => (feed === null ? [] : [sameness(feed)])));
  // The last two are the desk's own, whatever its file lists.
  const giveId = createIdGiver([...sources.map(({ id }) => id), archiveSource.id, unknownSource.id]);
  const met = new Set<string>();
  const added: AddedSource[] = [];
  const known: Candidate[] = [];
  const repeated: Candidate[] = [];
  for (const candidate of candidates) {
    const key = sameness(candidate.feed);
    if (met.has(key)) repeated.push(candidate);
    else if (read.has(key)) known.push(candidate);
    else added.push(newSource(candidate, giveId, takeLabels));
    met.add(key);
  }
  return { added, known, repeated };
}

function newSource(candidate: Candidate, giveId: (wish: string) => string, takeLabels: boolean): AddedSource {
  const suggested = (): string => giveId(suggestId(nameOf(candidate), candidate.site ?? candidate.feed));
  if (!takeLabels) return { entry: unlabelledEntry(candidate, suggested()), labels: 'left' };
  const wish = labelledId(candidate);
  const id = wish === null ? suggested() : giveId(wish);
  const labelled = labelledEntry(candidate, id);
  if (labelled !== null) return { entry: labelled, labels: 'taken' };
  const claims = Object.keys(candidate.labels).length > 0;
  return { entry: unlabelledEntry(candidate, id), labels: claims ? 'refused' : 'left' };
}

/** One spelling for the addresses of one feed. Parameters stay: they may choose what is in it. */
function sameness(address: string): string {
  const { host, pathname, search } = new URL(address);
  return `${host}${pathname.replace(/\/+$/, '')}${search}`;
}

/** Whether a text is a desk file with these sources. */
function lists(text: string, path: string, ids: readonly string[]): boolean {
  try {
    const { sources } = parseDeskFile(text, path);
    return sources.length === ids.length && sources.every(({ id }, index) => id === ids[index]);
  } catch {
    return false;
  }
}
