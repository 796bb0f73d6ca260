import { describe, expect, test } from 'vitest';
import { actions, ask, link, list, open, paragraph, strong } from '../../../src/message/build.ts';
import type { DiscordPayload } from '../../../src/platform/discord/component.ts';
import { renderDiscord } from '../../../src/platform/discord/render.ts';
import { checkMessage, textsOf } from '../../support/discord/body.ts';
import { read } from '../../support/discord/markup.ts';
import type { Json } from '../../support/discord/world.ts';
import { firstLost, gallery, galleryTime, hostileText } from '../../support/gallery.ts';

/** What a reader sees of all pages: texts, button labels and descriptions of pictures. */
const shownBy = (pages: readonly DiscordPayload[]): string =>
  pages.map(({ components }) => shown(components)).join('\n');

const shown = (components: readonly unknown[]): string =>
  (components as readonly Json[])
    .map((component) => {
      if (component.type === 10) return read(String(component.content)).shown;
      if (component.type === 12) return (component.items as readonly Json[]).map((item) => item.description).join('\n');
      return [component.label, shown((component.components ?? []) as readonly Json[])].join('\n');
    })
    .join('\n');

const alive = (pages: readonly DiscordPayload[]): readonly string[] =>
  pages
    .flatMap(({ components }) => textsOf(components as unknown as readonly Json[]))
    .flatMap((text) => read(text).alive);

const named = (name: string) => {
  const found = gallery.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`no such message: ${name}`);
  return found.message;
};

describe.each(gallery)('the gallery: $name', ({ message }) => {
  const pages = renderDiscord(message);

  test('keeps the limits of Discord on every page', () => {
    for (const page of pages) expect(() => checkMessage(page as unknown as Json)).not.toThrow();
    for (const page of pages) expect(page.allowed_mentions).toEqual({ parse: [] });
  });

  test('shows every word in order', () => {
    expect(firstLost(message, shownBy(pages))).toBeNull();
  });

  test('brings nothing alive that the renderer did not write', () => {
    const ours = /^(heading|subtext|quote|item|strong|strike|time <t:\d+:[tDfR]>|link https?:\/\/[^\s()<>@]+)$/;
    expect(alive(pages).filter((thing) => !ours.test(thing))).toEqual([]);
  });
});

describe('literal text', () => {
  const hostile = [
    hostileText,
    '# heading\n## two\n-# small\n> quote\n>>> all\n- item\n* item\n+ item\n1. one\n12) twelve',
    '**b** __u__ *i* _i_ ~~s~~ ||x|| `c` ```\nblock```',
    '[a](https://evil.example) [b](<https://evil.example>) <https://evil.example> https://evil.example/x_y_z',
    'discord.gg/abc https://discord.com/invite/abc DISCORDAPP.com/invite/abc',
    '<@1> <@!1> <@&1> <#1> </cmd:1> <t:1:R> <a:x:1> <:x:1> <id:guide> @everyone @here @EVERYONE',
    '\\@everyone \\\\[a](https://evil.example) \\',
    ':smile: 08:30:15 ¯\\_(ツ)_/¯',
    '(][)(][ ](https://evil.example) [',
    '~ ~~ ~~~ a~',
  ];

  test.each(hostile)('%j stays words in every kind of block', (text) => {
    const inline = { kind: 'text', text } as const;
    const pages = renderDiscord({
      tone: 'routine',
      summary: '',
      blocks: [
        { kind: 'heading', text },
        { kind: 'paragraph', content: [inline, { kind: 'strong', text }, inline, inline] },
        { kind: 'quote', content: [inline] },
        { kind: 'note', content: [inline] },
        { kind: 'list', ordered: false, items: [[inline], [{ kind: 'strong', text }]] },
        { kind: 'fields', fields: [{ label: text, value: [inline] }] },
        { kind: 'correction', was: text, now: text, reason: text, at: galleryTime },
        {
          kind: 'story',
          position: 1,
          mark: null,
          headline: text,
          judgement: [inline],
          summary: text,
          sources: [{ name: text, label: text, url: null }],
        },
      ],
    });
    const ours = new Set([
      'heading',
      'subtext',
      'quote',
      'item',
      'strong',
      'strike',
      `time <t:${galleryTime / 1000}:f>`,
    ]);
    expect(alive(pages).filter((thing) => !ours.has(thing))).toEqual([]);
  });

  test('signs that meet across two texts stay apart', () => {
    const halves = [
      ['http', '://evil.example'],
      ['@', 'everyone'],
      ['<', '@1>'],
      [':smi', 'le:'],
    ] as const;
    for (const [a, b] of halves) {
      const content = [a, b].map((text) => ({ kind: 'text', text }) as const);
      const pages = renderDiscord({ tone: 'routine', summary: '', blocks: [{ kind: 'paragraph', content }] });
      expect(alive(pages)).toEqual([]);
    }
  });

  test('nor do they meet across what is not drawn as a link, or not at all', () => {
    const long = `https://wire.example/${'a'.repeat(1_000)}`;
    for (const [a, b] of [
      ['@', 'everyone'],
      [':', 'fire:'],
      ['x\n1', '. one'],
    ] as const) {
      const blocks = [
        paragraph(a, link(b, 'javascript:alert(1)')),
        paragraph(link(a, ''), b),
        paragraph(a, strong(''), link(' ', long), b),
        paragraph(a, link(`${b}]`, long)),
        list([[a, link(b, long)]]),
      ];
      const things = alive(renderDiscord({ tone: 'routine', summary: '', blocks }));
      expect(things.filter((thing) => thing !== `link ${long}`)).toEqual(['item']);
    }
  });

  test('a link ends where it ends, whatever stands after it', () => {
    for (const after of [
      '](https://evil.example)',
      ' x](https://evil.example) y]',
      '\n] ](https://evil.example "t")',
    ]) {
      const blocks = [paragraph(link('Wire', 'https://wire.example/'), after), paragraph(after)];
      expect(alive(renderDiscord({ tone: 'routine', summary: '', blocks }))).toEqual(['link https://wire.example/']);
    }
  });

  test('no address calls anybody, and one that cannot be written is none', () => {
    const blocks = [paragraph(link('a', 'https://wire.example/@everyone'), link('b', 'https://[::1]/'))];
    expect(alive(renderDiscord({ tone: 'routine', summary: '', blocks }))).toEqual([
      'link https://wire.example/%40everyone',
    ]);
  });

  test('nothing is passed on that no reader sees', () => {
    const unseen = '@\u00adevery\u2060one \ufeff# a\u202eb\u0007\ud83d';
    const blocks = [paragraph(unseen), actions(open(unseen, 'https://desk.example/'), ask(unseen, 'help'))];
    const pages = renderDiscord({ tone: 'routine', summary: '', blocks });
    expect(JSON.stringify(pages)).not.toMatch(/[\u00ad\u2060\ufeff\u202e]|\\u0007|\\ud83d/);
    expect(alive(pages)).toEqual([]);
  });

  test('a link keeps its own target whatever its text and address hold', () => {
    for (const text of [...hostile, 'https://bank.example', 'a [b] c']) {
      const content = [{ kind: 'link', text, url: 'https://user:pw@wire.example/(a) b?c=<d>' }] as const;
      const things = alive(renderDiscord({ tone: 'routine', summary: '', blocks: [{ kind: 'paragraph', content }] }));
      expect(things).toEqual(['link https://wire.example/%28a%29%20b?c=%3Cd%3E']);
    }
  });
});

describe('a story', () => {
  const [page] = renderDiscord(named('digest'));
  const texts = textsOf((page?.components ?? []) as unknown as readonly Json[]);

  test('has number, mark and headline in bold and its source names as links', () => {
    expect(texts).toContainEqual(expect.stringContaining('**2\\. ▲ Moscow says it will answer new deployments**'));
    expect(texts).toContainEqual(
      expect.stringContaining('-# [Example Wire](https://wire.example/a?b=1&c=2) (wire) · Ministry (state media)'),
    );
  });

  test('gives times to the reader’s own clock', () => {
    expect(texts.join('\n')).toContain(`<t:${galleryTime / 1000}:t>`);
  });
});

test('tones are said in words, and a correction keeps the old words struck', () => {
  const correction = textsOf(renderDiscord(named('correction'))[0]?.components as unknown as readonly Json[]);
  expect(correction[0]).toBe('**CORRECTED**');
  expect(correction[1]).toContain('~~Missiles crossed the border~~\nOrigin not established');
  expect(shownBy(renderDiscord(named('breaking alert')))).toContain('BREAKING');
  expect(shownBy(renderDiscord(named('withdrawal')))).toContain('WITHDRAWN');
});

test('pages are numbered, and their buttons never share an id', () => {
  const pages = renderDiscord(named('too many'));
  expect(pages.length).toBeGreaterThan(1);
  expect(shownBy(pages)).toContain(`Page 2 of ${pages.length}`);
  const ids = JSON.stringify(pages).match(/"custom_id":"[^"]*"/g) ?? [];
  expect(ids.length).toBe(60);
  expect(new Set(ids).size).toBe(60);
});

test('a button that Discord cannot hold is said in words', () => {
  const words = 'a '.repeat(80).trim();
  const text = shownBy(
    renderDiscord({
      tone: 'routine',
      summary: '',
      blocks: [{ kind: 'actions', actions: [{ label: 'Search again', ask: 'search', options: { words } }] }],
    }),
  );
  expect(text).toContain(`Search again: type /search words:"${words}"`);
});
