import { citesOfficial, citesOutlet } from './citing.ts';
import { type Official, officialForms } from './official.ts';
import { outlets } from './outlet.ts';
import { either, type FindMentions, phraseIndex } from './phrase-index.ts';
import type { Source } from './source.ts';
import type { Update } from './update.ts';

/** Somebody whose account a report may be. */
export interface Origin {
  /** In lower case: its owner where the desk lists it, else its name. Two with one key are one voice. */
  readonly key: string;
  readonly name: string;
  /** The desk's own label of it, where there is one. */
  readonly source: Source | null;
}

/** What a report says about where it has its news from. */
export interface Attribution {
  /** Outlets and agencies that it names as the origin, in the order of the text. */
  readonly quoted: readonly Origin[];
  /** Governments whose statement it says it is. */
  readonly officials: readonly Official[];
}

/** What a desk knows of names in texts. */
export interface Names {
  readonly attributionOf: (update: Pick<Update, 'title' | 'summary'>) => Attribution;
  /** Who is behind the name of a wire. */
  readonly originNamed: (name: string) => Origin;
}

/** Signs that are read of a headline and of a summary: a piece says early what it rests on. */
const MOST_READ = 600;

type Meaning =
  | { readonly kind: 'outlet'; readonly origin: Origin }
  | { readonly kind: 'official'; readonly official: Official };

/**
 * The names that a desk knows: its own outlets, agencies and outlets that are widely quoted, and those who speak for
 * governments. A report rests on an outlet that it names together with words such as "according to" or "reported"
 * (`citing.ts`), anywhere; on an official only in its headline or in the first sentence, since most reports give the
 * word to one further down.
 */
export function namesOf(sources: ReadonlyMap<string, Source>): Names {
  const known = byDesk.get(sources);
  if (known !== undefined) return known;
  const built = build([...sources.values()]);
  byDesk.set(sources, built);
  return built;
}

/** Those who speak for governments are the same for every desk, and so many that they are read once. */
let officialMentions: FindMentions<Meaning> | null = null;

/** A desk's sources are one map for as long as it runs. */
const byDesk = new WeakMap<ReadonlyMap<string, Source>, Names>();

function build(sources: readonly Source[]): Names {
  const named = [...formsOf(sources)];
  const own = phraseIndex<Meaning>([
    ...named.map(([form, origin]) => [spelled(form), { kind: 'outlet', origin }] as const),
    ...governmentsOf(sources).map(([form, official]) => [form, { kind: 'official', official }] as const),
  ]);
  officialMentions ??= phraseIndex<Meaning>(
    officialForms().map(([form, official]) => [form, { kind: 'official', official }]),
  );
  const mentions = either(own, officialMentions);
  const owners = sources.filter(isMedium).map((source) => [source.owner, originOf(source)] as const);
  const byName = new Map([...named, ...owners].toReversed().map(([form, origin]) => [form.toLowerCase(), origin]));
  return {
    attributionOf: ({ title, summary }) => {
      const text = summary?.slice(0, MOST_READ) ?? '';
      const quoted = new Map<string, Origin>();
      const officials = new Map<string, Official>();
      const read = (part: string, isHeadline: boolean, lead: number): void => {
        for (const { meaning, start, end } of mentions(part)) {
          if (meaning.kind === 'outlet') {
            if (citesOutlet(part, start, end, isHeadline)) quoted.set(meaning.origin.key, meaning.origin);
          } else if (start < lead && citesOfficial(part, start, end, isHeadline && !meaning.official.isPlace)) {
            officials.set(meaning.official.name, meaning.official);
          }
        }
      };
      read(title.slice(0, MOST_READ), true, MOST_READ);
      read(text, false, firstSentence(text));
      return { quoted: [...quoted.values()], officials: [...officials.values()] };
    },
    originNamed: (name) =>
      byName.get(name.trim().toLowerCase()) ?? { key: name.trim().toLowerCase(), name: name.trim(), source: null },
  };
}

/** Every form of every outlet: the desk's own names first, then those that are widely known. */
function* formsOf(sources: readonly Source[]): Generator<readonly [form: string, origin: Origin]> {
  const media = sources.filter(isMedium);
  for (const source of media) {
    const origin = originOf(source);
    yield [source.name, origin];
    const bare = source.name.replace(article, '');
    if (/\s/.test(bare)) yield [bare, origin];
  }
  for (const forms of outlets) {
    const spellings = new Set(forms.map(bareName));
    const listed = media.find(({ name, owner }) => spellings.has(bareName(name)) || spellings.has(bareName(owner)));
    const [name = ''] = forms;
    const origin = listed === undefined ? { key: name.toLowerCase(), name, source: null } : originOf(listed);
    for (const form of forms) yield [form, origin];
  }
}

/** Whose account a listed source gives. */
export const originOf = (source: Source): Origin => ({
  key: source.owner.trim().toLowerCase(),
  name: source.name,
  source,
});

/** A desk's governments are officials by the names that it gives them, beside those that everybody knows. */
const governmentsOf = (sources: readonly Source[]): readonly (readonly [form: string, official: Official])[] =>
  sources
    .filter(({ kind }) => kind === 'government')
    .map(({ name, owner, bloc }) => [name, { name, power: owner, bloc, isPlace: false }] as const);

const isMedium = ({ kind }: Source): boolean => kind === 'news' || kind === 'think_tank';

const article = /^(?:The|Der|Die|Das|Le|La|Les|L’|El) /;
const bareName = (name: string): string => name.replace(article, '').trim().toLowerCase();
/** An article may stand in any case. */
const spelled = (form: string): string => form.replace(article, (found) => found.toLowerCase());

/** Where the first sentence of a text ends, its dateline and abbreviations aside. */
function firstSentence(text: string): number {
  const end = /[\p{Ll}\d"”»)]{2}[.!?…]["”»)]?\s+(?=[\p{Lu}"“«„])/u.exec(text.slice(40));
  return end === null ? Math.min(text.length, 250) : Math.min(40 + end.index + end[0].length, 250);
}
