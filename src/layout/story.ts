import type { StoryView } from '../desk/story-view.ts';
import { actions, ask, heading, link, note, paragraph, quote, strong, text, time } from '../message/build.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import { credibilityWords, gradeCode } from '../news/grade.ts';
import { type Bloc, blocs } from '../news/source.ts';
import { otherTopic } from '../news/topic.ts';
import type { Dating } from '../news/update.ts';
import { day } from './day.ts';
import { blocNames, isArchived, judgement, sourceLabel, sourceName } from './story-block.ts';

/** One event: how far it can be trusted and why, and who says what, by bloc. It quotes and adds nothing. */
export function layoutStory(view: StoryView): Message {
  const { story } = view;
  return {
    tone: 'routine',
    summary: `Story ${story.id}: ${view.lead.title}`,
    blocks: [
      heading(view.lead.title),
      { kind: 'paragraph', content: judgement(view) },
      ...(isArchived(view)
        ? view.reports.flatMap((report) => quoted(report, day(report.update.published)))
        : judged(view)),
      actions(
        ask('What is a grade?', 'explain', { subject: 'grades' }),
        // A story of no topic can be found, but there is no list of such.
        ...(story.topic === otherTopic ? [] : [ask('Latest on this topic', 'latest', { topic: story.topic })]),
      ),
    ],
  };
}

/** Why the story has its grade, each bloc's account, and the span of the reports. */
function judged({ grade, story, reports }: StoryView): readonly Block[] {
  const byBloc = Map.groupBy(reports, ({ source }): Bloc => source?.bloc ?? 'unknown');
  return [
    note(`${gradeCode(grade)}: ${credibilityWords[grade.credibility]}. ${grade.reason}`),
    ...blocs.flatMap((bloc) => account(bloc, byBloc.get(bloc) ?? [])),
    note(text('First report '), time(story.first, 'moment'), text(', latest '), time(story.last, 'moment'), text('.')),
  ];
}

/** The longest reporting of one bloc that a message can bear. */
const MOST_REPORTS = 5;

function account(bloc: Bloc, reports: StoryView['reports']): readonly Block[] {
  if (reports.length === 0) return [];
  const shown = reports
    .slice(0, MOST_REPORTS)
    .flatMap((report) => quoted(report, time(report.update.published, 'moment')));
  const rest = reports.length - MOST_REPORTS;
  return [paragraph(strong(blocNames[bloc])), ...shown, ...(rest > 0 ? [note(`and ${rest} more reports`)] : [])];
}

/** A report in its own words, and whose they are. */
function quoted({ update, source }: StoryView['reports'][number], when: Inline): readonly Block[] {
  const label = source === undefined ? 'unlisted source' : sourceLabel(source);
  const name = sourceName(update, source);
  const by: Inline[] = [update.url === null ? text(name) : link(name, update.url)];
  return [
    quote(update.summary === null ? update.title : `${update.title} — ${update.summary}`),
    note(...by, text(label === null ? ' · ' : ` (${label}) · `), when, ...timeWords(update.dating)),
  ];
}

/** What a reader should know of a report's time before comparing it with others. */
function timeWords(dating: Dating): readonly Inline[] {
  if (dating === 'ahead') return [text(', when first read: its publisher dates it in the future')];
  return dating === 'undated' ? [text(', when first read: its publisher gives no date')] : [];
}
