import { stripVTControlCharacters } from 'node:util';
import type { Message } from '../../src/message/message.ts';
import type { DiscordPayload } from '../../src/platform/discord/component.ts';
import type { SlackPayload } from '../../src/platform/slack/render.ts';
import { checkMessage, textsOf } from './discord/body.ts';
import { read } from './discord/markup.ts';
import type { Json } from './discord/world.ts';
import { firstMissing, stringsOf } from './gallery.ts';
import { readHtml } from './html.ts';
import { checkBlocks } from './slack/blocks-check.ts';
import { readSlack } from './slack/live.ts';

/** What is wrong with a drawing of a message, in words; empty where nothing is. */
export type Faults = readonly string[];

/** Judges drawings of one message: whether they hold more than it says, and say literally what it says. */
export interface Judge {
  discord(pages: readonly DiscordPayload[]): Faults;
  slack(pages: readonly SlackPayload[]): Faults;
  /** `known`: the words (`readHtml`) of the same templates when all that they show is harmless. */
  html(page: string, known: ReadonlySet<string>): Faults;
  terminal(drawn: string): Faults;
}

/** A message in which nothing is longer than this has room for all its words. */
const ROOM = 300;

/** The judge reads as the platforms do and shares nothing with the renderers; what may be alive it takes from the message. */
export function judgeOf(message: Message): Judge {
  const named = new Set(valuesOf(message.blocks, ['url', 'open']).flatMap((value) => sameAddress(String(value)) ?? []));
  const kinds = valuesOf(message.blocks, ['kind']);
  const count = (...wanted: string[]): number => kinds.filter((kind) => wanted.includes(String(kind))).length;
  const items = valuesOf(message.blocks, ['items']).reduce((sum: number, one) => sum + (one as unknown[]).length, 0);
  const strings = stringsOf(message);
  const roomy = strings.every(({ length }) => length <= ROOM);

  const strange = (addresses: readonly string[]): Faults =>
    addresses.filter((address) => !named.has(sameAddress(address) ?? address)).map((address) => `leads to ${address}`);
  const expected = roomy ? strings.map(counted) : [];
  const lost = (drawn: string, wanted = expected): Faults => {
    const missing = roomy ? firstMissing(wanted, counted(drawn)) : null;
    return missing === null ? [] : [`is not literal: ${JSON.stringify(missing)}`];
  };
  const more = (what: string, found: number, most: number): Faults => (found > most ? [`has a ${what} more`] : []);

  const markup = (texts: readonly string[]): Faults => {
    const alive = texts.flatMap((text) => read(text).alive);
    const found = (name: string): readonly string[] => alive.filter((thing) => thing.startsWith(name));
    const links = found('link ').map((thing) => thing.slice(5));
    return [
      // An invitation is an address like any other where the message names it.
      ...alive
        .filter((thing) => !ours.test(thing) && !links.some((link) => thing === `word ${inviteIn(link)}`))
        .map((thing) => `came alive: ${thing}`),
      ...strange(links),
      ...more('heading', found('heading').length, count('heading')),
      ...more('list item', found('item').length, items),
      ...more('time', found('time').length, count('time', 'correction')),
    ];
  };

  return {
    discord: (pages) => {
      const bodies = pages as unknown as readonly Json[];
      const components = bodies.flatMap(({ components }) => components as readonly Json[]);
      const texts = textsOf(components);
      const visible = texts.map((text) => text.replaceAll(leftOut, ''));
      return [
        ...bodies.flatMap(refusal),
        ...bodies.flatMap((body) => (JSON.stringify(body.allowed_mentions) === '{"parse":[]}' ? [] : ['may call'])),
        ...strange(valuesOf(components, ['url']).map(String)),
        ...markup(texts),
        ...(visible.join() === texts.join() ? [] : markup(visible)),
        ...hiddenSigns(components),
        ...lost(components.map(discordWords).join('\n')),
      ];
    },
    slack: (pages) => {
      const reads = pages.map(readSlack);
      return [
        ...pages.flatMap(({ blocks }) => checkBlocks(blocks)),
        ...reads.flatMap(({ alive }) => alive.map((thing) => `came alive: ${thing}`)),
        ...strange(reads.flatMap(({ addresses }) => addresses)),
        ...more('time', reads.flatMap(({ times }) => times).length, count('time', 'correction')),
        ...hiddenSigns(pages),
        ...lost(reads.map(({ shown }) => shown).join('\n')),
      ];
    },
    html: (page, known) => {
      const { words, links, text } = readHtml(page);
      return [
        ...words.filter((word) => !known.has(word)).map((word) => `holds ${word}`),
        ...strange(links),
        ...lost(text),
      ];
    },
    terminal: (drawn) => [
      ...hiddenSigns(drawn),
      ...(drawn.includes('\t') ? ['holds a tab'] : []),
      // The bar before the lines of a quote is the renderer's own. Of a sequence that a terminal obeys, nothing is shown.
      ...lost(
        drawn.replaceAll(/^│ /gm, ''),
        roomy ? strings.map((text) => counted(stripVTControlCharacters(text))) : [],
      ),
    ],
  };
}

/** One spelling for an address, whatever of it is percent-encoded; null for what is no web address. */
function sameAddress(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  url.username = '';
  url.password = '';
  return url.href.replaceAll(/%[0-7][0-9a-f]/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}

/** Every value under one of these names, at any depth. */
function valuesOf(thing: unknown, names: readonly string[], found: unknown[] = []): readonly unknown[] {
  if (typeof thing !== 'object' || thing === null) return found;
  for (const [name, value] of Object.entries(thing)) {
    if (names.includes(name)) found.push(value);
    valuesOf(value, names, found);
  }
  return found;
}

/** What of a text is compared: all but white space and what may be left out because nobody sees it. */
const counted = (text: string): string =>
  text.replaceAll(/[\s\ufffd\p{Control}\p{Format}\p{Surrogate}\p{Noncharacter_Code_Point}]/gu, '');

/** What a client or the service may leave out before it reads, as Android does with soft hyphens. */
const leftOut =
  /[[\p{Control}\p{Surrogate}\p{Noncharacter_Code_Point}\u00ad\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]--[\n]]/gv;

/** What the renderer for Discord writes itself; how many there may be, and where links may lead, is judged besides. */
const ours = /^(?:heading|item|quote|subtext|strong|strike|time <t:-?\d+:[tDfR]>|link .*)$/is;

const inviteIn = (link: string): string | undefined =>
  /discord(?:\.gg|\.gift|(?:app)?\.com\/invite)\/\w+/i.exec(link)?.[0];

function refusal(body: Json): Faults {
  try {
    checkMessage(body);
    return [];
  } catch (error) {
    return [`is refused: ${JSON.stringify(error)}`];
  }
}

function discordWords(component: Json): string {
  if (component.type === 10) return read(String(component.content)).shown;
  if (component.type === 12)
    return (component.items as readonly Json[]).map(({ description }) => description).join('\n');
  return [component.label, ...((component.components ?? []) as readonly Json[]).map(discordWords)].join('\n');
}

/** Controls but line breaks and tabs, marks that turn the reading order round, and halves of characters. */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what nobody sees is what is looked for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/u;

/** What a button asks is data that comes back as it was given; all else is shown. */
const data = new Set(['custom_id', 'value']);

function hiddenSigns(shown: unknown): Faults {
  if (typeof shown === 'string') {
    const found = hidden.exec(shown);
    return found === null ? [] : [`holds U+${found[0].charCodeAt(0).toString(16).padStart(4, '0')}`];
  }
  if (typeof shown !== 'object' || shown === null) return [];
  return Object.entries(shown).flatMap(([name, value]) => (data.has(name) ? [] : hiddenSigns(value)));
}
