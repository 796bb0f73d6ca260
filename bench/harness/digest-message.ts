import { actions, ask, divider, heading, link, note, paragraph, text, time } from '../../src/message/build.ts';
import type { Block, Message } from '../../src/message/message.ts';

const hour = 3_600_000;
const morning = Date.UTC(2026, 10, 23, 6);
const topics = ['Diplomacy', 'Military', 'Sanctions', 'Analysis'];

/** A morning's digest of the usual size: twelve stories under four headings, a correction, buttons. */
export const digestMessage: Message = {
  tone: 'routine',
  summary: 'Russia-NATO morning digest: 12 new stories, 1 corrected.',
  blocks: [
    heading('Russia-NATO · morning digest'),
    note('12 new stories since ', time(morning - 24 * hour, 'moment')),
    {
      kind: 'correction',
      was: 'Two aircraft crossed the border.',
      now: 'One aircraft crossed the border.',
      reason: "the ministry's own statement",
      at: morning - 9 * hour,
    },
    ...topics.flatMap((topic, at): readonly Block[] => [
      heading(topic),
      ...[1, 2, 3].map((place) => story(at * 3 + place)),
    ]),
    divider,
    paragraph('42 sources checked, 1 failing (', link('example.org', 'https://example.org/'), ').'),
    actions(ask('More', 'latest', { limit: 10 }), ask('Only sanctions', 'latest', { topic: 'sanctions' })),
  ],
};

function story(position: number): Block {
  return {
    kind: 'story',
    position,
    mark: position % 4 === 0 ? '▲' : null,
    headline: `Ministers <meet> & agree on *air defence* for the ${position}th time; «підтримка» continues`,
    judgement: [text('B2 · 7 independent outlets · NATO, Ukraine · first '), time(morning - position * hour, 'time')],
    summary:
      'The ministers agreed to send further batteries before the winter, and to decide on the rest in January. '.repeat(
        2,
      ),
    sources: ['Reuters', 'Ukrainska Pravda', 'TASS'].map((name) => ({
      name,
      label: name === 'TASS' ? 'state media' : null,
      url: `https://example.org/${position}/${encodeURIComponent(name)}?from=digest`,
    })),
  };
}
