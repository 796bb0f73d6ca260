import { type Attribution, type Names, namesOf, type Origin, originOf } from './attribution.ts';
import { nearCopies } from './near-copy.ts';
import { type Source, unknownSource } from './source.ts';
import type { StoredUpdate } from './update.ts';

/** One account of a story, by however many outlets it is passed on. */
export interface Voice {
  readonly origin: Origin;
  /** The reports that are this account, oldest first. */
  readonly reports: readonly Heard[];
}

/** A report of a publisher whose owner the desk knows, with what it says about where it has its news from. */
export interface Heard {
  readonly update: StoredUpdate;
  readonly source: Source;
  readonly attribution: Attribution;
  /** Whose account it says it is, or shows to be by its text. */
  readonly rests: Origin;
  /** Its publisher's own account: no quotation, and no copy of another one's text. */
  readonly own: boolean;
}

/**
 * The independent voices behind a story's updates. Every report is one account: of the outlet that it says it rests on,
 * else of the wire that it credits, else of its owner. Reports of nearly the same text are one account, of the wire that any
 * of them credits, else of the outlet that one quotes, else of the earliest. Where all that an owner published rests on
 * others, whoever quotes that owner rests on those, too: a chain of quotations is one voice, and so are two that quote each
 * other.
 *
 * Only publishers whose owner the desk knows are heard: an unknown one may be anybody's second mouth. The desk's own archive
 * is nobody's witness either.
 */
export function voicesOf(updates: readonly StoredUpdate[], sources: ReadonlyMap<string, Source>): readonly Voice[] {
  const names = namesOf(sources);
  const found = updates
    .flatMap((update) => {
      const source = sources.get(update.source);
      return source === undefined || !isPublisher(source) || !hasOwner(source) ? [] : [{ update, source }];
    })
    .toSorted((one, other) => one.update.published - other.update.published)
    .map((report) => read(report, names));
  const heard = restingOf(found);
  const origins = new Map(heard.map(({ rests }) => [rests.key, rests]));
  const last = chained(heard);
  return [...Map.groupBy(heard, ({ rests }) => last(rests.key))].flatMap(([key, reports]) => {
    const origin = origins.get(key);
    return origin === undefined ? [] : [{ origin, reports }];
  });
}

/** Whether somebody publishes news here; what the desk itself keeps or writes is no report. */
export const isPublisher = ({ kind }: Source): boolean => kind !== 'archive' && kind !== 'editor';

/** Whether the desk knows whose a source is. */
export const hasOwner = ({ owner }: Source): boolean => owner.trim().toLowerCase() !== unknownSource.owner;

interface Read extends Omit<Heard, 'own' | 'rests'> {
  /** Whoever publishes: the source itself, or the wire that it prints. */
  readonly author: Origin;
  readonly wire: Origin | null;
  /** Others that it quotes. */
  readonly quoted: readonly Origin[];
}

function read({ update, source }: Pick<Heard, 'update' | 'source'>, names: Names): Read {
  const wire = update.wire === null ? null : names.originNamed(update.wire);
  const author = wire ?? originOf(source);
  const attribution = names.attributionOf(update);
  // An outlet that was told something itself has asked itself, whomever else it names.
  const quoted = attribution.quoted.some(({ key }) => key === author.key) ? [] : attribution.quoted;
  return { update, source, attribution, author, wire, quoted };
}

type Resting = Heard & Pick<Read, 'author'>;

function restingOf(found: readonly Read[]): readonly Resting[] {
  const first = nearCopies(found.map(({ update }) => update));
  const groups = Map.groupBy(found, (_, at) => first[at] ?? at);
  // Where a report names several origins, one that stands here by itself or is another's only origin is taken.
  const sure = new Set(
    found.flatMap(({ author, quoted }) =>
      quoted.length === 0 ? author.key : quoted.length === 1 ? (quoted[0]?.key ?? []) : [],
    ),
  );
  const chosen = (report: Read | undefined): Origin | null =>
    report?.quoted.find(({ key }) => sure.has(key)) ?? report?.quoted[0] ?? null;
  const ofGroup = new Map(
    [...groups].map(([at, reports]) => {
      const [earliest] = reports;
      const credited = reports.find(({ wire }) => wire !== null);
      const quoting = reports.find(({ quoted }) => quoted.length > 0);
      return [at, chosen(credited) ?? credited?.wire ?? chosen(quoting) ?? earliest?.author] as const;
    }),
  );
  return found.map(({ update, source, attribution, author }, at) => {
    const rests = ofGroup.get(first[at] ?? at) ?? author;
    return { update, source, attribution, author, rests, own: rests.key === originOf(source).key };
  });
}

/** Follows chains: from the key of an account to that of whom it rests on in the end. */
function chained(heard: readonly Resting[]): (key: string) => string {
  const leads = new Map<string, string>();
  for (const [author, written] of Map.groupBy(heard, (report) => report.author.key)) {
    // What an owner published itself tells where it has its news from, and copies of it only where that is not here.
    const published = written.filter(({ source }) => originOf(source).key === author);
    const reports = published.length > 0 ? published : written;
    const elsewhere = reports.find(({ rests }) => rests.key !== author)?.rests.key;
    if (elsewhere !== undefined && reports.every(({ rests }) => rests.key !== author)) leads.set(author, elsewhere);
  }
  return (key) => {
    const passed = [key];
    for (let next = leads.get(key); next !== undefined; next = leads.get(next)) {
      // A circle has no origin: one name stands for all of it.
      if (passed.includes(next)) return passed.slice(passed.indexOf(next)).toSorted()[0] ?? key;
      passed.push(next);
    }
    return passed.at(-1) ?? key;
  };
}
