import type { StoryCardView } from '../desk/story-card.ts';
import { fields, note, paragraph, quote, strong, text, time } from '../message/build.ts';
import type { Block, Inline } from '../message/message.ts';
import { excerpt } from '../news/excerpt.ts';
import type { SharedHeadline } from '../news/shared-headline.ts';
import type { Comparison, Saying } from '../news/side-by-side.ts';
import { capitalised } from './capitalised.ts';
import { reportName } from './report-name.ts';

/** More of these are counted instead of shown. */
const MOST_ROWS = 8;
const MOST_SAYINGS = 6;
const MOST_NAMES = 4;
const LONGEST_HEADLINE = 300;
const LONGEST_LITERAL = 80;

/** What independent voices have in common, in their words: a headline, and the figures, places and days that they share. */
export function agreedBlocks(view: StoryCardView): readonly Block[] {
  const { shared, agreed } = view.card;
  if (shared === null && agreed.length === 0) return [];
  return [
    paragraph(strong('What is agreed')),
    ...(shared === null ? [] : sharedBlocks(view, shared)),
    ...rows(view, agreed, false),
  ];
}

function sharedBlocks(view: StoryCardView, { report, words, voices, quotable }: SharedHeadline): readonly Block[] {
  const headline = view.reports[report - 1]?.update.title ?? '';
  const used = `Words that ${voices} independent owners use: ${words.map(quoted).join(', ')}.`;
  if (!quotable) return [note(used)];
  return [quote(excerpt(headline, LONGEST_HEADLINE)), note(`${reportName(view, report)}. ${used}`)];
}

/** Where they differ, value by value, with who gives it and since when. */
export function differingBlocks(view: StoryCardView): readonly Block[] {
  const { differing } = view.card;
  return differing.length === 0 ? [] : [paragraph(strong('What differs')), ...rows(view, differing, true)];
}

function rows(view: StoryCardView, comparisons: readonly Comparison[], dated: boolean): readonly Block[] {
  if (comparisons.length === 0) return [];
  const rest = comparisons.length - MOST_ROWS;
  return [
    fields(
      comparisons
        .slice(0, MOST_ROWS)
        .map(({ subject, sayings }) => [
          capitalised(subject),
          ...sayings
            .slice(0, MOST_SAYINGS)
            .flatMap((saying, at) => [...(at === 0 ? [] : [text(' · ')]), ...said(view, saying, dated)]),
          ...(sayings.length > MOST_SAYINGS ? [text(` · and ${sayings.length - MOST_SAYINGS} more`)] : []),
        ]),
    ),
    ...(rest > 0 ? [note(`and ${rest} more`)] : []),
  ];
}

/** One value as the first report of it writes it, and who gives it. */
function said(view: StoryCardView, { said: all }: Saying, dated: boolean): readonly Inline[] {
  const [first] = all;
  if (first === undefined) return [];
  const names = all.slice(0, MOST_NAMES).map(({ report }) => reportName(view, report));
  const rest = all.length - names.length;
  return [
    strong(quoted(first.literal)),
    text(` ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`),
    ...(dated ? [text(', '), time(first.at, 'moment')] : []),
  ];
}

/** Words of a report as its own. */
export const quoted = (words: string): string => `“${excerpt(words, LONGEST_LITERAL)}”`;
