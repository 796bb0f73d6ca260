import type { StoryCardView } from '../desk/story-card.ts';
import type { Report } from '../desk/story-view.ts';
import { actions, ask, heading, link, note, paragraph, quote, strong, text, time } from '../message/build.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import { clip, excerpt } from '../news/excerpt.ts';
import { credibilityWords, gradeCode } from '../news/grade.ts';
import { type Bloc, blocs } from '../news/source.ts';
import { otherTopic } from '../news/topic.ts';
import type { Dating } from '../news/update.ts';
import { capitalised } from './capitalised.ts';
import { day } from './day.ts';
import { reportName } from './report-name.ts';
import { blocNames, isArchived, judgement, sourceLabel, sourceName } from './story-block.ts';
import { changeBlocks, timelineBlocks } from './story-course.ts';
import { agreedBlocks, differingBlocks } from './story-details.ts';

/**
 * One event: how far it can be trusted and why, what its reports share and where they differ, who says what by bloc, what
 * changed since. It quotes and adds nothing.
 */
export function layoutStory(view: StoryCardView): Message {
  const { story } = view;
  return {
    tone: 'routine',
    summary: `Story ${story.id}: ${view.lead.title}`,
    blocks: [
      heading(view.lead.title),
      { kind: 'paragraph', content: judgement(view) },
      ...(isArchived(view)
        ? view.reports.flatMap((report) => quoted(report, null, [], day(report.update.published)))
        : judged(view)),
      actions(
        ask('What is a grade?', 'explain', { subject: 'grades' }),
        // A story of no topic can be found, but there is no list of such.
        ...(story.topic === otherTopic ? [] : [ask('Latest on this topic', 'latest', { topic: story.topic })]),
      ),
    ],
  };
}

/** Why the story has its grade, then what is agreed, what differs, each bloc's account and how it all came about. */
function judged(view: StoryCardView): readonly Block[] {
  const { grade, reports } = view;
  const numbered = reports.map((report, at) => ({ ...report, number: at + 1 }));
  const byBloc = Map.groupBy(numbered, ({ source }): Bloc => source?.bloc ?? 'unknown');
  return [
    note(`${gradeCode(grade)}: ${credibilityWords[grade.credibility]}. ${grade.reason}`),
    ...agreedBlocks(view),
    ...differingBlocks(view),
    ...blocs.flatMap((bloc) => account(view, bloc, byBloc.get(bloc) ?? [])),
    ...changeBlocks(view),
    ...timelineBlocks(view),
  ];
}

interface Numbered extends Report {
  readonly number: number;
}

/** The longest reporting of one bloc that a message can bear in full; of the rest it has the links, up to as many. */
const MOST_REPORTS = 5;
const MOST_LINKS = 10;

function account(view: StoryCardView, bloc: Bloc, reports: readonly Numbered[]): readonly Block[] {
  if (reports.length === 0) return [];
  const shown = reports
    .slice(0, MOST_REPORTS)
    .flatMap((report) =>
      quoted(
        report,
        view.reports.length > 1 ? report.number : null,
        origins(view, report.number),
        time(report.update.published, 'moment'),
      ),
    );
  return [paragraph(strong(capitalised(blocNames[bloc]))), ...shown, ...others(view, reports.slice(MOST_REPORTS))];
}

function others(view: StoryCardView, rest: readonly Numbered[]): readonly Block[] {
  if (rest.length === 0) return [];
  const linked = rest.slice(0, MOST_LINKS).flatMap(({ update, number }, at) => {
    const name = reportName(view, number);
    return [text(at === 0 ? ': ' : ', '), update.url === null ? text(name) : link(name, update.url)];
  });
  const left = rest.length > MOST_LINKS ? [text(' …')] : [];
  return [note(`and ${rest.length} more ${rest.length === 1 ? 'report' : 'reports'}`, ...linked, ...left)];
}

/** A longer summary is the outlet's to tell. */
const LONGEST_SUMMARY = 400;

/** A report in its own words, and whose they are. */
function quoted(
  { update, source }: Report,
  number: number | null,
  from: readonly string[],
  when: Inline,
): readonly Block[] {
  const label = source === undefined ? 'unlisted source' : sourceLabel(source);
  const name = sourceName(update, source);
  const by: Inline[] = [update.url === null ? text(name) : link(name, update.url)];
  return [
    quote(
      update.summary === null ? update.title : `${update.title} — ${excerpt(update.summary.trim(), LONGEST_SUMMARY)}`,
    ),
    note(
      ...(number === null ? [] : [text(`Report ${number} · `)]),
      ...by,
      text(label === null ? ' · ' : ` (${label}) · `),
      when,
      ...timeWords(update.dating),
      ...from.map((words) => text(` · ${words}`)),
    ),
  ];
}

/** Where a report's text says or shows that it has its news from. */
function origins({ card }: StoryCardView, report: number): readonly string[] {
  const found = card.provenances[report - 1];
  if (found === undefined) return [];
  const { copyOf, from, officials } = found;
  return [
    ...(copyOf === null ? [] : [`nearly the same text as report ${copyOf}`]),
    ...(from === null ? [] : [`rests on ${clip(from, LONGEST_NAME)}`]),
    ...(officials.length === 0 ? [] : [`gives a statement of ${officials.join(', ')}`]),
    ...(found.denies ? ['denies'] : []),
  ];
}

const LONGEST_NAME = 80;

/** What a reader should know of a report's time before comparing it with others. */
function timeWords(dating: Dating): readonly Inline[] {
  if (dating === 'ahead') return [text(', when first read: its publisher dates it in the future')];
  return dating === 'undated' ? [text(', when first read: its publisher gives no date')] : [];
}
