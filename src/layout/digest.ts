import type { Digest } from '../desk/digest.ts';
import { actions, ask, heading, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import { storyBlock } from './story-block.ts';

/** A digest: the stories by topic, numbered through, then how reading the sources goes. */
export function layoutDigest(digest: Digest): Message {
  const count = digest.sections.reduce((sum, section) => sum + section.stories.length, 0);
  return {
    tone: 'routine',
    summary: count === 0 ? `${digest.title}: nothing new` : `${digest.title}: ${count} stories`,
    blocks: [
      heading(`${digest.title} · digest`),
      paragraph(
        time(digest.slot, 'moment'),
        text(` · ${countWords(digest, count)} since `),
        time(digest.since, 'moment'),
      ),
      ...sections(digest),
      ...more(digest),
      actions(ask('Latest', 'latest'), ask('What is a grade?', 'explain', { subject: 'grades' })),
      note(...health(digest)),
    ],
  };
}

function countWords(digest: Digest, count: number): string {
  if (count === 0) return 'nothing new';
  const total = count + digest.left;
  return total === 1 ? '1 new story' : `${total} new stories`;
}

function sections(digest: Digest): readonly Block[] {
  let position = 0;
  return digest.sections.flatMap(({ topic, stories }) => [
    heading(topic),
    ...stories.map((view) => {
      position += 1;
      return storyBlock(view, position);
    }),
  ]);
}

const more = ({ left }: Digest): readonly Block[] =>
  left > 0 ? [paragraph(strong(`and ${left} more`), text(': /latest shows them.'))] : [];

function health({ health: { checked, failing } }: Digest): readonly Inline[] {
  if (checked === 0) return [text('No source has been read yet; /sources says why.')];
  const names = failing.slice(0, 3).join(', ');
  const rest = failing.length - 3;
  const others = rest > 0 ? ` and ${rest} ${rest === 1 ? 'other' : 'others'}` : '';
  return [
    text(`${checked} sources checked, ${failing.length} failing${failing.length > 0 ? ` (${names}${others})` : ''}.`),
  ];
}
