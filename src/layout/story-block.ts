import type { StoryView } from '../desk/story-view.ts';
import { strong, text, time } from '../message/build.ts';
import type { Inline, StoryBlock } from '../message/message.ts';
import { disputedFigures } from '../news/disputed-figures.ts';
import { clip, excerpt } from '../news/excerpt.ts';
import { gradeCode } from '../news/grade.ts';
import type { Bloc, Source } from '../news/source.ts';
import { ownerWords } from '../news/told.ts';
import { day } from './day.ts';
import { unitWords } from './disputed-units.ts';

/** A story in a list. More than `MOST_SOURCES` sources are counted instead of named. */
export function storyBlock(view: StoryView, position: number | null): StoryBlock {
  return {
    kind: 'story',
    position,
    mark: null,
    headline: excerpt(view.lead.title.trim(), LONGEST_HEADLINE),
    judgement: judgement(view),
    summary: view.lead.summary === null ? null : excerpt(view.lead.summary.trim(), LONGEST_SUMMARY),
    sources: sourceLinks(view),
  };
}

const MOST_SOURCES = 4;
/** A digest is stored once for every channel, whatever length a way into the store that is no feed lets through. */
const LONGEST_HEADLINE = 300;
const LONGEST_NAME = 150;
/** A phone shows about this much of a story before the next one. */
const LONGEST_SUMMARY = 240;

/**
 * Grade, voices, blocs, what they count differently, and time in one line. A fact of the archive has its day: the desk does not grade
 * itself.
 */
export function judgement(view: StoryView): readonly Inline[] {
  if (isArchived(view)) return [text('archive · '), day(view.story.first), text(` · story ${view.story.id}`)];
  const { owners, blocs } = view.corroboration;
  return [
    strong(gradeCode(view.grade)),
    text(` · ${ownerWords(owners.length)} · ${blocs.map((bloc) => blocNames[bloc]).join(', ')}${disputed(view)} · `),
    time(view.story.last, 'ago'),
    text(` · story ${view.story.id}`),
  ];
}

/** A headline that is told here may give a figure for which another report gives another. */
function disputed({ voices }: StoryView): string {
  const units = disputedFigures(voices);
  return units.length === 0 ? '' : ` · figures differ: ${unitWords(units)}`;
}

/** Told by the archive alone. */
export const isArchived = (view: StoryView): boolean => view.reports.every(({ source }) => source?.kind === 'archive');

/** Each source once, the earliest report of each; one of every bloc first, so that none hides behind "2 more". */
function sourceLinks(view: StoryView): StoryBlock['sources'] {
  const firsts = [
    ...new Map(view.reports.toReversed().map((report) => [report.update.source, report])).values(),
  ].reverse();
  const ofEachBloc = new Map(firsts.toReversed().map((report) => [report.source?.bloc ?? 'unknown', report]));
  const leading = new Set(ofEachBloc.values());
  const sorted = firsts.toSorted((one, other) => Number(leading.has(other)) - Number(leading.has(one)));
  const named = sorted.slice(0, MOST_SOURCES).map(({ update, source }) => ({
    name: clip(sourceName(update, source), LONGEST_NAME),
    label: source === undefined ? null : sourceLabel(source),
    url: update.url,
  }));
  const rest = firsts.length - named.length;
  return rest === 0 ? named : [...named, { name: `${rest} more`, label: null, url: null }];
}

/** How a report's origin is named: a wire or an archived document by its own name. */
export function sourceName(
  update: { readonly wire: string | null; readonly source: string },
  source: Source | undefined,
): string {
  const name = source?.name ?? update.source;
  if (update.wire === null) return name;
  return source?.kind === 'archive' ? update.wire : `${name} (${update.wire})`;
}

/** What a reader should know of a source before believing it; null where nothing stands out. */
export function sourceLabel(source: Source): string | null {
  if (source.kind === 'government') return 'official statement';
  if (source.kind !== 'news' && source.kind !== 'think_tank') return null;
  const isMedium = source.kind === 'news';
  switch (source.stateMedia) {
    case 'controlled':
      return `${isMedium ? 'state media' : 'state think tank'}, ${source.country}`;
    case 'funded':
      return `state-funded ${isMedium ? 'media' : 'think tank'}, ${source.country}`;
    case 'unknown':
      return isMedium ? 'unlabelled' : 'unlabelled think tank';
    case 'public':
    case 'none':
      return isMedium ? null : 'think tank';
  }
}

/** How a bloc is named to readers. */
export const blocNames: Readonly<Record<Bloc, string>> = {
  russia: 'Russia',
  ukraine: 'Ukraine',
  nato: 'NATO/EU',
  other: 'other states',
  independent: 'independent',
  unknown: 'unknown side',
};
