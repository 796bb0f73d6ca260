import { layoutDigest } from '../../src/layout/digest.ts';
import { layoutStory } from '../../src/layout/story.ts';
import {
  actions,
  ask,
  divider,
  fields,
  heading,
  link,
  list,
  note,
  open,
  paragraph,
  quote,
  strong,
  time,
} from '../../src/message/build.ts';
import type { Block, Inline, Message, StoryBlock, Tone } from '../../src/message/message.ts';
import { hostileDigest } from './hostile-digest.ts';
import { richStory } from './story-card.ts';

/** Sunday 22 November 2026, 06:10 UTC. */
export const galleryTime = Date.UTC(2026, 10, 22, 6, 10);

/** What a feed may contain in order to be parsed as something else than words. */
export const hostileText =
  '@everyone @here <!channel> <@U000000001> <#C000000001> [x](javascript:alert(1)) *b* _i_ ~s~ `c` ||s|| ' +
  '<https://evil.example|bank> &amp; <script>alert(1)</script> :fire: # h > q -# s \\ <t:0:R> <@&1> </a:1>';

const message = (tone: Tone, summary: string, ...blocks: Block[]): Message => ({ tone, summary, blocks });

const story = (given: Partial<StoryBlock>): StoryBlock => ({
  kind: 'story',
  position: 1,
  mark: null,
  headline: 'Defence ministers meet in Brussels on air defence',
  judgement: ['B2 · 7 separate owners · first ', time(galleryTime, 'time')].map(inline),
  summary: 'Ministers agreed to move two batteries before the winter.',
  sources: [
    { name: 'Example Wire', label: 'wire', url: 'https://wire.example/a?b=1&c=2' },
    { name: 'Ministry', label: 'state media', url: null },
  ],
  ...given,
});

const inline = (part: Inline | string): Inline => (typeof part === 'string' ? { kind: 'text', text: part } : part);

const longWord = (length: number): string => 'abcdefghi '.repeat(Math.ceil(length / 10)).slice(0, length);

/** Every kind of block in every tone, then what breaks renderers: nothing, too much, and text that wants to be markup. */
export const gallery: readonly { readonly name: string; readonly message: Message }[] = [
  {
    name: 'digest',
    message: message(
      'routine',
      'Morning digest: 12 new stories',
      heading('Morning digest'),
      paragraph('12 new stories since ', time(galleryTime, 'moment'), ', ', strong('3 changed'), '.'),
      {
        kind: 'correction',
        was: 'Two aircraft',
        now: 'One aircraft',
        reason: 'Statement of the ministry',
        at: galleryTime,
      },
      divider,
      story({}),
      story({ position: 2, mark: '▲', headline: 'Moscow says it will answer new deployments', summary: null }),
      story({ position: null, mark: '⚠', headline: 'A report without sources', sources: [], judgement: [] }),
      note(
        '42 sources checked, 1 failing. ',
        link('What is B2?', 'https://desk.example/grades'),
        ' ',
        time(galleryTime, 'ago'),
      ),
      actions(ask('More', 'latest', { page: 2, topic: 'air defence' }), open('Method', 'https://desk.example/method')),
    ),
  },
  {
    name: 'breaking alert',
    message: message(
      'breaking',
      'Explosion reported near the border',
      heading('Explosion reported near the border'),
      fields([
        ['Known', 'one blast at ', time(galleryTime, 'time'), ' on ', time(galleryTime, 'date')],
        ['Not known', strong('who'), ' and what'],
        ['Source', link('Example Wire', 'https://wire.example/b')],
      ]),
      actions(ask('Story', 'story', { id: 4821 })),
    ),
  },
  {
    name: 'correction',
    message: message(
      'correction',
      'Corrected: the origin is not established',
      {
        kind: 'correction',
        was: 'Missiles crossed the border',
        now: 'Origin not established',
        reason: 'Source withdrew',
        at: galleryTime,
      },
      paragraph('A note stands in the thread.'),
    ),
  },
  {
    name: 'withdrawal',
    message: message('withdrawal', 'The alert was withdrawn', {
      kind: 'correction',
      was: 'Airport closed',
      now: null,
      reason: 'The report was a drill',
      at: galleryTime,
    }),
  },
  {
    name: 'problem',
    message: message(
      'problem',
      'Nothing new on baltic in the last 24 hours',
      paragraph('Nothing new on ', strong('baltic'), ' in the last 24 hours.'),
      list([
        ['Try ', strong('/latest')],
        ['Or search: ', link('archive', 'http://archive.example/')],
      ]),
    ),
  },
  {
    name: 'explainer',
    message: message(
      'routine',
      'Article 5 in short',
      heading('Article 5'),
      quote('An armed attack against one ', strong('shall be considered'), ' an attack against them all.'),
      list([['1949: signed'], ['2001: invoked, see ', link('the treaty', 'https://treaty.example/text')]], true),
      { kind: 'image', url: 'https://desk.example/map.png', description: 'Map of the members in 2026' },
      note('Reviewed ', time(galleryTime, 'date')),
    ),
  },
  { name: 'no blocks', message: message('routine', 'Only one sentence') },
  {
    name: 'empty strings',
    message: message(
      'routine',
      '',
      heading(''),
      paragraph(''),
      paragraph(),
      list([[], ['']]),
      list([]),
      quote(),
      note(''),
      fields([]),
      fields([['', '']]),
      story({ headline: '', judgement: [], summary: '', sources: [{ name: '', label: '', url: '' }], mark: '' }),
      { kind: 'correction', was: '', now: '', reason: '', at: galleryTime },
      { kind: 'image', url: '', description: '' },
      actions(),
      actions(ask('', 'latest'), open('', 'https://desk.example/')),
    ),
  },
  {
    name: 'hostile text',
    message: message(
      'breaking',
      hostileText,
      heading(hostileText),
      paragraph(hostileText, ' ', strong(hostileText)),
      quote(`> ${hostileText}\n# second line\n- third line`),
      list([[hostileText], [link(hostileText, 'https://wire.example/(a)|b>c d"e')]]),
      story({
        headline: hostileText,
        summary: hostileText,
        sources: [{ name: hostileText, label: null, url: 'https://wire.example/' }],
      }),
      { kind: 'correction', was: hostileText, now: hostileText, reason: hostileText, at: galleryTime },
      fields([[hostileText, hostileText]]),
      note(hostileText),
      actions(ask('@everyone <!here> *b*', 'search', { words: hostileText })),
    ),
  },
  {
    name: 'hostile addresses',
    message: message(
      'routine',
      'Addresses that must not become links',
      paragraph(
        link('script', 'javascript:alert(1)'),
        ' ',
        link('data', 'data:text/html,x'),
        ' ',
        link('none', ''),
        ' ',
        link('relative', '/etc/passwd'),
        ' ',
        link('long', `https://wire.example/${'a'.repeat(4_000)}`),
        ' ',
        link('credentials', 'https://user:secret@wire.example/'),
      ),
      { kind: 'image', url: 'file:///etc/passwd', description: 'An image that is none' },
      story({ sources: [{ name: 'Script source', label: null, url: 'JavaScript:alert(1)' }] }),
      actions(open('Run', 'javascript:alert(1)'), open('Far', `https://wire.example/${'b'.repeat(4_000)}`)),
    ),
  },
  {
    name: 'other scripts',
    message: message(
      'routine',
      'Сводка новостей',
      heading('Міністри зустрілися у Брюсселі'),
      paragraph('Совещание министров — 5 стран. 会議 🇺🇦👩‍👩‍👧 مؤتمر'),
      story({ headline: 'Заявление «о мерах»', summary: '🛰'.repeat(50) }),
    ),
  },
  {
    name: 'too long',
    message: message(
      'routine',
      longWord(6_000),
      heading(longWord(400)),
      paragraph(longWord(40_000)),
      quote(strong(longWord(9_000))),
      list([[longWord(9_000)], ['a short item after a long one']]),
      fields([[longWord(500), longWord(9_000)]]),
      story({
        headline: longWord(9_000),
        summary: longWord(40_000),
        sources: [{ name: longWord(9_000), label: longWord(9_000), url: 'https://wire.example/' }],
      }),
      { kind: 'correction', was: longWord(9_000), now: longWord(9_000), reason: longWord(9_000), at: galleryTime },
      { kind: 'image', url: 'https://desk.example/map.png', description: longWord(9_000) },
      note(longWord(9_000)),
      actions(ask(longWord(400), 'search', { words: longWord(9_000) }), open('The end', 'https://desk.example/')),
      paragraph('the last words'),
    ),
  },
  {
    name: 'too many',
    message: message(
      'routine',
      'One hundred and twenty stories',
      heading('Everything'),
      ...Array.from({ length: 120 }, (_, index) =>
        story({ position: index + 1, headline: `Story number ${index + 1}` }),
      ),
      list(Array.from({ length: 150 }, (_, index) => [`Item ${index + 1}`])),
      fields(Array.from({ length: 60 }, (_, index) => [`Field ${index + 1}`, `value ${index + 1}`])),
      actions(...Array.from({ length: 60 }, (_, index) => ask(`Button ${index + 1}`, 'story', { id: index + 1 }))),
    ),
  },
  { name: 'story card', message: layoutStory(richStory) },
  { name: 'digest of hostile stories', message: layoutDigest(hostileDigest) },
];

/** Everything that a reader of the message must be able to read, in reading order; times and addresses left out. */
export const stringsOf = (shown: Message): readonly string[] =>
  (shown.blocks.length === 0 ? [shown.summary] : shown.blocks.flatMap(stringsOfBlock)).filter(
    (value) => value.trim() !== '',
  );

/** All words of a message in reading order. */
export const wordsOf = (shown: Message): readonly string[] =>
  stringsOf(shown).flatMap((value) => value.trim().split(/\s+/));

/** The beginning of the first string of a message that `drawn` (the plain text of all its pages) does not hold: `firstMissing`. */
export function firstLost(shown: Message, drawn: string): string | null {
  const counted = (text: string): string => text.replaceAll(/\s/g, '');
  return firstMissing(stringsOf(shown).map(counted), counted(drawn));
}

/**
 * The beginning of the first of these strings that `page` does not hold in its order; null where all are there. White space
 * does not count: it is in none of them. A string may end early only with a visible `…` after at least 20 characters.
 */
export function firstMissing(wanted: readonly string[], page: string): string | null {
  let at = 0;
  for (const value of wanted) {
    const end = endOf(value, page, at);
    if (end === null) return value.slice(0, 80);
    at = end;
  }
  return null;
}

/** Where the next occurrence of `wanted`, whole or visibly cut, ends; null where there is none. */
function endOf(wanted: string, page: string, from: number): number | null {
  const beginning = wanted.slice(0, 20);
  for (let start = page.indexOf(beginning, from); start >= 0; start = page.indexOf(beginning, start + 1)) {
    let length = beginning.length;
    while (length < wanted.length && wanted[length] === page[start + length]) length += 1;
    if (length === wanted.length) return start + length;
    if (page[start + length] === '…') return start + length + 1;
  }
  return null;
}

const stringOf = (part: Inline): string => (part.kind === 'time' ? '' : part.text);

function stringsOfBlock(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'paragraph':
    case 'quote':
    case 'note':
      return block.content.map(stringOf);
    case 'list':
      return block.items.flat().map(stringOf);
    case 'story':
      return [
        block.position === null ? '' : `${block.position}.`,
        block.mark ?? '',
        block.headline,
        ...block.judgement.map(stringOf),
        block.summary ?? '',
        ...block.sources.flatMap((source) => [source.name, source.label ?? '']),
      ];
    case 'correction':
      return [block.was, block.now ?? '', block.reason];
    case 'fields':
      return block.fields.flatMap((field) => [field.label, ...field.value.map(stringOf)]);
    case 'image':
      return [block.description];
    case 'divider':
      return [];
    case 'actions':
      return block.actions.map((action) => action.label);
  }
}
