import type * as z from 'zod';
import { clip } from '../news/excerpt.ts';
import { unknownSource } from '../news/source.ts';
import { checkLinks } from './desk-links.ts';
import { sourceSchema } from './desk-schema.ts';

/** A feed that the desk might read, in the words of whoever names it. */
export interface Candidate {
  /** Plain text on one line; the empty string where it has none. */
  readonly name: string;
  /** Absolute http(s) address. */
  readonly feed: string;
  /** The page that the feed belongs to. */
  readonly site: string | null;
  /** A BCP 47 tag, or what somebody takes for one. */
  readonly language: string | null;
  /** What somebody says of it: fields of a source by their names in a desk file, as text and unchecked. */
  readonly labels: Readonly<Record<string, string>>;
}

/** What an entry leaves out where it knows none. */
type Page = 'basis' | 'ownership' | 'reviewed';

/** An entry under `sources`, its fields in the order in which a desk file has them. */
export type SourceEntry = Readonly<
  Omit<z.output<typeof sourceSchema>, Page | 'every'> & { [Name in Page]?: string } & { every?: number }
>;

const judgementSchema = sourceSchema.pick({
  kind: true,
  owner: true,
  country: true,
  bloc: true,
  stateMedia: true,
  reliability: true,
  basis: true,
  ownership: true,
  reviewed: true,
});
type Judgement = z.output<typeof judgementSchema>;

const MAX_NAME = 200;

/** A candidate of which nothing is taken but its name, its address and its language. */
export function unlabelledEntry(candidate: Candidate, id: string): SourceEntry {
  return entry(candidate, id, unknownSource, null);
}

/**
 * A candidate with its labels as somebody gave them; null where they are not what a desk file takes. They count as a whole,
 * because the one that is wrong or missing may be the one that lowers a grade.
 */
export function labelledEntry(candidate: Candidate, id: string): SourceEntry | null {
  const { kind, owner, country, bloc, stateMedia, reliability, basis, ownership, reviewed, every } = candidate.labels;
  const pages = { basis, ownership, reviewed };
  const said = { kind, owner, country, bloc, stateMedia: yesOrNo(stateMedia), reliability, ...pages };
  const { success, data } = judgementSchema.safeParse(said);
  if (!success || checkLinks({ sources: [said] }, () => 0).length > 0) return null;
  return entry(candidate, id, data, sourceSchema.shape.every.safeParse(Number(every)).data ?? null);
}

/** The id that a candidate's labels name; null where they name none that a desk file takes. */
export const labelledId = ({ labels }: Candidate): string | null =>
  sourceSchema.shape.id.safeParse(labels.id).data ?? null;

/** What people call a candidate: its name, or its host where it has none. */
export function nameOf({ name, site, feed }: Candidate): string {
  const host = URL.parse(site ?? feed)?.hostname.replace(/^www\./, '') ?? feed;
  return clip(name.trim() || host, MAX_NAME);
}

function entry(candidate: Candidate, id: string, judgement: Judgement, every: number | null): SourceEntry {
  const { kind, owner, country, bloc, stateMedia = 'none', reliability, basis, ownership, reviewed } = judgement;
  return {
    id,
    name: nameOf(candidate),
    kind,
    owner,
    country,
    bloc,
    // Of a government, its kind says it.
    ...(kind === 'government' && stateMedia === 'none' ? {} : { stateMedia }),
    reliability,
    ...(basis === null ? {} : { basis }),
    ...(ownership === null ? {} : { ownership }),
    ...(reviewed === null ? {} : { reviewed }),
    language: languageOf(candidate.language),
    feed: candidate.feed,
    checked: 'unverified',
    ...(every === null ? {} : { every }),
  };
}

/** Anything else stays as it is, for the schema to refuse. */
const yesOrNo = (text: string | undefined): unknown => (text === 'true' ? true : text === 'false' ? false : text);

/** In its canonical form; `und` (undetermined) where it is none. */
function languageOf(tag: string | null): string {
  try {
    return Intl.getCanonicalLocales(tag ?? [])[0] ?? 'und';
  } catch {
    return 'und';
  }
}
