import type { StoryCardView } from '../desk/story-card.ts';
import { list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Block, Inline } from '../message/message.ts';
import { excerpt } from '../news/excerpt.ts';
import type { StoryChange } from '../news/story-change.ts';
import type { Turn } from '../news/timeline.ts';
import { ownerWords } from '../news/told.ts';
import { reportName } from './report-name.ts';
import { blocNames } from './story-block.ts';
import { quoted } from './story-details.ts';

const MOST_CHANGES = 6;
const LONGEST_WORDING = 240;

/** What is no longer as it was first reported. */
export function changeBlocks(view: StoryCardView): readonly Block[] {
  const { changes } = view.card;
  if (changes.length === 0) return [];
  const shown = changes.slice(-MOST_CHANGES);
  const rest = changes.length - shown.length;
  return [
    paragraph(strong('What changed')),
    ...(rest > 0 ? [note(`${rest} earlier changes are left out.`)] : []),
    list(shown.map((change) => [time(change.at, 'moment'), text(' '), ...changed(view, change)])),
  ];
}

function changed(view: StoryCardView, change: StoryChange): readonly Inline[] {
  switch (change.kind) {
    case 'edited':
      return [
        text(`${reportName(view, change.report)} ${change.corrected ? 'corrected' : 'changed its headline'}: `),
        text(`“${excerpt(change.was, LONGEST_WORDING)}” → “${excerpt(change.now, LONGEST_WORDING)}”`),
      ];
    case 'moved':
      return [
        text(`${change.subject}: ${quoted(change.was.literal)} ${reportName(view, change.was.report)}, `),
        time(change.was.at, 'moment'),
        text(` → ${quoted(change.now.literal)} ${reportName(view, change.now.report)}`),
      ];
  }
}

/** How the reporting came about. */
export function timelineBlocks(view: StoryCardView): readonly Block[] {
  const { timeline } = view.card;
  if (timeline.length === 0) return [];
  return [
    paragraph(strong('Time line')),
    list(timeline.map((turn) => [time(turn.at, 'moment'), text(` ${turned(turn)}: ${reportName(view, turn.report)}`)])),
  ];
}

function turned({ kind, bloc, voices }: Turn): string {
  switch (kind) {
    case 'first':
      return 'first report';
    case 'side':
      return `first from ${blocNames[bloc]}, ${ownerWords(voices)}`;
    case 'voice':
      return ownerWords(voices);
    case 'corrected':
      return 'corrected';
    case 'latest':
      return 'latest report';
  }
}
