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
import type { Message, StoryBlock } from '../../src/message/message.ts';
import { galleryTime, hostileText } from './gallery.ts';

const length = 40_000;

const filled = (part: string): string => part.repeat(Math.ceil(length / part.length)).slice(0, length);

/** Strings of 40,000 characters, each hard on another limit. */
const strings: Readonly<Record<string, string>> = {
  words: filled('word after word '),
  'one word': filled('a'),
  'signs of markup': filled('*_~`|[](){}<>@#:-+.!\\&"\''),
  entities: filled('&<>'),
  'hostile text': filled(hostileText),
  quotes: filled('"\\'),
  emoji: filled('👩‍👩‍👧🇺🇦'),
  'one letter with accents': `e${'\u0301'.repeat(length - 1)}`,
  'half characters': filled('\ud83d'),
  'line breaks': filled('a\n'),
  'white space': filled(' \t\n'),
  invisible: filled('\u200b\u202e'),
  cyrillic: filled('Заявление '),
  address: `https://wire.example/${filled('a/')}`,
  'address of the longest kind that is a link': `https://wire.example/${filled('a').slice(0, 1_900)}`,
};

const story = (text: string): StoryBlock => ({
  kind: 'story',
  position: 1,
  mark: text,
  headline: text,
  judgement: [{ kind: 'text', text }, strong(text), link(text, text)],
  summary: text,
  sources: Array.from({ length: 20 }, () => ({ name: text, label: text, url: text })),
});

const monster = (text: string): Message => ({
  tone: 'breaking',
  summary: text,
  blocks: [
    heading(text),
    paragraph(text, strong(text), link(text, text), time(galleryTime, 'moment')),
    paragraph(
      ...Array.from({ length: 1_000 }, (_, at) => (at % 2 === 0 ? strong(text.slice(0, 2)) : text.slice(0, 2))),
    ),
    list(Array.from({ length: 6 }, () => [text, link(text, text)])),
    list(
      Array.from({ length: 500 }, (_, at) => [`${at}`]),
      true,
    ),
    quote(text, link(text, text)),
    divider,
    ...Array.from({ length: 3 }, () => story(text)),
    { kind: 'correction', was: text, now: text, reason: text, at: galleryTime },
    fields(Array.from({ length: 6 }, () => [text, text, link(text, text)])),
    { kind: 'image', url: text, description: text },
    note(text, link(text, text)),
    actions(...Array.from({ length: 27 }, () => ask(text, 'search', { words: text }))),
    actions(...Array.from({ length: 27 }, () => open(text, text))),
  ],
});

/** Messages that are far too long in every place. */
export const monsters: readonly { readonly name: string; readonly message: Message }[] = Object.entries(strings).map(
  ([name, text]) => ({ name, message: monster(text) }),
);
