import type { Digest } from '../desk/digest.ts';
import type { EditionRest } from '../desk/preview.ts';
import { actions, ask, heading, paragraph, text, time } from '../message/build.ts';
import type { AskOptions, Message } from '../message/message.ts';
import { type Channel, writtenName } from '../news/channel.ts';
import { layoutDigestView } from './digest.ts';
import { pageButtons } from './latest.ts';
import { storyBlock } from './story-block.ts';

/** What the next digest would say, to whoever asks. `again` asks for the same, without the page. */
export const layoutPreview = (
  digest: Digest,
  { page, explain, again }: { readonly page: number; readonly explain: boolean; readonly again: AskOptions },
): Message =>
  layoutDigestView(digest, {
    title: 'the next digest, as it is now',
    more: { command: 'digest', options: { ...again, page: page + 1 } },
    explain,
  });

/** What became of posting a digest now; null where there was nothing to post. */
export function layoutPosted(digest: Digest | null, channel: Channel): Message {
  const place = writtenName(channel);
  const stories = digest?.sections.reduce((sum, section) => sum + section.stories.length, 0) ?? 0;
  const summary =
    digest === null
      ? `There is nothing new for ${place}, so nothing was posted.`
      : `The digest is on its way to ${place}: ${stories === 1 ? '1 story' : `${stories} stories`}. The next one does not repeat them.`;
  const latest = actions(ask('Latest', 'latest'));
  return { tone: 'routine', summary, blocks: [paragraph(summary), ...(digest === null ? [latest] : [])] };
}

/** Stories of one page. */
const PAGE = 10;

/** The stories that a posted digest counted and did not tell. */
export function layoutRestOfEdition({ slot, stories }: EditionRest, page: number): Message {
  const from = (page - 1) * PAGE;
  const shown = stories.slice(from, from + PAGE);
  const buttons = pageButtons('digest', { more: slot }, page, from + PAGE < stories.length, {
    back: 'Back',
    on: 'More',
  });
  return {
    tone: 'routine',
    summary: `${stories.length} more ${stories.length === 1 ? 'story' : 'stories'} of the digest`,
    blocks: [
      heading('More of the digest'),
      paragraph(
        text('Of '),
        time(slot, 'moment'),
        text(shown.length === 0 ? ': there is nothing more.' : ', as they stand now'),
      ),
      ...shown.map((view, at) => storyBlock(view, from + at + 1)),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
    ],
  };
}
