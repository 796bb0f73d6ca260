import { type Digest, type DigestStory, isEmpty } from '../desk/digest.ts';
import type { Health } from '../desk/press.ts';
import { actions, ask, divider, heading, note, paragraph, text, time } from '../message/build.ts';
import type { Action, AskOptions, Block, Inline, Message } from '../message/message.ts';
import { excerpt } from '../news/excerpt.ts';
import { retold } from './retold.ts';
import { storyBlock } from './story-block.ts';

/** How a digest is shown that somebody asked for. */
export interface DigestView {
  /** After the desk's name: what this is. */
  readonly title: string;
  /** What the button to the rest asks; null where there is no way on. */
  readonly more: { readonly command: string; readonly options: AskOptions } | null;
  /** Adds why each story has its place. */
  readonly explain: boolean;
}

/** A digest as it is posted: corrections first, then the stories by topic, numbered through, then how the desk does. */
export const layoutDigest = (digest: Digest): Message =>
  layoutDigestView(digest, {
    title: 'digest',
    more: { command: 'digest', options: { more: digest.slot } },
    explain: false,
  });

/** The same as somebody asked for it. */
export function layoutDigestView(digest: Digest, view: DigestView): Message {
  const count = countWords(digest);
  return {
    // A digest is no correction of an earlier one, even where a source corrected itself.
    tone: 'routine',
    summary: `${digest.title}: ${count}`,
    blocks: [
      heading(`${digest.title} · ${view.title}`),
      paragraph(time(digest.slot, 'moment'), text(` · ${count} since `), time(digest.since, 'moment')),
      ...lateNote(digest),
      ...(view.explain ? orderNote(digest) : []),
      ...correctionBlocks(digest),
      ...heldBlocks(digest),
      ...sections(digest, view),
      ...moreLine(digest),
      ...(isEmpty(digest) ? [] : [actions(...buttons(digest, view))]),
      note(...closing(digest)),
    ],
  };
}

function countWords(digest: Digest): string {
  const shown = digest.sections.flatMap(({ stories }) => stories);
  const moved = shown.filter(({ moves }) => moves.length > 0).length;
  const corrected = digest.amended.length + digest.corrections.length;
  const fresh = shown.length - moved + digest.left.length + digest.skipped;
  const parts = [
    ...(fresh > 0 ? [fresh === 1 ? '1 new story' : `${fresh} new stories`] : []),
    ...(moved > 0 ? [`${moved} changed`] : []),
    ...(corrected > 0 ? [counted(corrected, 'correction')] : []),
    ...(digest.held.length > 0 ? [counted(digest.held.length, 'alert')] : []),
  ];
  return parts.length === 0 ? 'nothing new' : parts.join(', ');
}

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

function lateNote({ late, slot }: Digest): readonly Block[] {
  if (late === null) return [];
  const { missed } = late;
  const also = missed === 0 ? '' : ` It stands for ${counted(missed, 'more digest')} that did not come.`;
  return [note(text('This digest is late: it was due at '), time(slot, 'time'), text(`.${also}`))];
}

/** How stories come to their places, before each says its points. */
const orderNote = ({ sections }: Digest): readonly Block[] =>
  sections.length === 0
    ? []
    : [
        note(
          'The stories with the most points are told. They stand by topic, and in a topic by points: new ones first, then those that changed.',
        ),
      ];

/** What waited for the end of quiet hours, in its own words and with its time. */
function heldBlocks({ held }: Digest): readonly Block[] {
  if (held.length === 0) return [];
  return [heading('While it was quiet'), ...held.flatMap(retold), divider];
}

/** As much of a report as a feed is read with. */
const LONGEST_WORDING = 1_000;

const wording = (text: string): string => excerpt(text.trim(), LONGEST_WORDING);

/** The desk's own words first. */
function correctionBlocks({ amended, corrections }: Digest): readonly Block[] {
  if (amended.length + corrections.length === 0) return [];
  return [
    heading('Corrections'),
    ...amended.flatMap(({ message }) => message.blocks),
    ...corrections.map(({ story, source, was, now, at }): Block => {
      const reason = `${source} corrected its report (story ${story})`;
      return { kind: 'correction', was: wording(was), now: wording(now), at, reason };
    }),
  ];
}

function sections(digest: Digest, { explain }: DigestView): readonly Block[] {
  let position = digest.skipped;
  return digest.sections.flatMap(({ topic, stories }) => [
    heading(topic),
    ...stories.flatMap((story) => {
      position += 1;
      return [digestStory(story, position), ...(explain ? [note(story.reason)] : [])];
    }),
  ]);
}

const digestStory = ({ view, moves }: DigestStory, position: number): Block => {
  const block = storyBlock(view, position);
  if (moves.length === 0) return block;
  return { ...block, mark: '▲', judgement: [...block.judgement, text(` · ${moves.join(', ')}`)] };
};

const moreLine = ({ left }: Digest): readonly Block[] =>
  left.length > 0 ? [paragraph(`and ${left.length} more`)] : [];

function buttons({ left }: Digest, { more }: DigestView): readonly Action[] {
  return [
    ...(left.length > 0 && more !== null ? [ask('More', more.command, more.options)] : []),
    ask('Latest', 'latest'),
    ask('What is a grade?', 'explain', { subject: 'grades' }),
  ];
}

/** More failing sources are counted. */
const MOST_FAILING = 3;

function closing({ health, heldBack }: Digest): readonly Inline[] {
  const held = heldBack === 0 ? '' : ` ${counted(heldBack, 'story', 'stories')} below the least grade held back.`;
  return [...healthWords(health), text(held)].filter((part) => part.kind !== 'text' || part.text !== '');
}

function healthWords({ checked, failing }: Health): readonly Inline[] {
  if (checked === 0) return [text('No source has been read yet; /sources says why.')];
  const head = `${counted(checked, 'source')} checked, ${failing.length} failing`;
  if (failing.length === 0) return [text(`${head}.`)];
  const named = failing
    .slice(0, MOST_FAILING)
    .flatMap(({ name, since }, at): Inline[] => [
      text(`${at === 0 ? ' (' : ', '}${name}`),
      ...(since === null ? [text(', never read')] : [text(' since '), time(since, 'moment')]),
    ]);
  const rest = failing.length - MOST_FAILING;
  return [text(head), ...named, text(rest > 0 ? ` and ${counted(rest, 'other')}).` : ').')];
}
