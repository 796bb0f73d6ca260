import { expect, it } from 'vitest';
import type { ParsedFeed } from '../../src/feeds/entry.ts';
import { parseFeed } from '../../src/feeds/parse.ts';

const read = (text: string): ParsedFeed => {
  const reading = parseFeed(text, 'https://news.example/feed');
  if (reading.kind === 'problem') throw new Error(reading.problem);
  return reading.feed;
};
const rss = (items: string): string => `<rss><channel><title>T</title>${items}</channel></rss>`;
const titles = ({ entries }: ParsedFeed): readonly string[] => entries.map(({ title }) => title);

it('expands and loads no entity, and takes no tag from a document type', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [
    <!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "<rss><channel><item><title>Forged</title></item></channel></rss>">
  ]>${rss('<item><title>Real &b; &x; &y;</title></item>')}`;
  expect(titles(read(bomb))).toEqual(['Real &b; &x; &y;']);
});

it('lets no markup through', () => {
  const item = `<item><title>&lt;script&gt;alert(1)&lt;/script&gt;Talks &amp;lt;b&amp;gt;go on&amp;lt;/b&amp;gt;</title>
    <description><![CDATA[<style>p{}</style><img src=x onerror=alert(1)>Text<iframe src="//evil.example">no</iframe>]]></description>
    <link>  JaVaScript:alert(1)</link></item>`;
  expect(read(rss(item)).entries).toMatchObject([{ title: 'Talks go on', summary: 'Text', link: null }]);
});

it('leaves mentions and foreign markup literal, since only a renderer knows what they would do', () => {
  const title = '@everyone <!channel> [x](javascript:alert(1)) *b* &lt;@U123&gt;';
  const [entry] = read(rss(`<item><title><![CDATA[${title}]]></title></item>`)).entries;
  expect(entry?.title).toContain('@everyone');
  expect(entry?.title).toContain('[x](javascript:alert(1)) *b*');
});

it('drops what cannot be seen', () => {
  const hidden = 'Nato\u202e evil\u202c \u2066x\u2069 a\u0000b\u0007 zero\u200bwidth soft\u00adhyphen \ud800';
  expect(titles(read(rss(`<item><title>${hidden}</title></item>`)))).toEqual([
    'Nato evil x ab zerowidth softhyphen \ufffd',
  ]);
});

it('reads elements with the names of built-in properties', () => {
  const item = '<item constructor="x" __proto__="y"><constructor>c</constructor><__proto__/><title>T</title></item>';
  expect(titles(read(rss(item)))).toEqual(['T']);
});

it('stops at a depth and at a number that no publisher means', () => {
  const deep = read(rss(`<item><title>First</title></item>${'<a>'.repeat(100_000)}`));
  expect(titles(deep)).toEqual(['First']);
  expect(deep.warnings).toEqual(['the document nests deeper than 500 elements: the rest is not read']);
  const many = read(rss('<item><title>T</title></item>'.repeat(5_000)));
  expect(many.entries).toHaveLength(2_000);
  expect(many.warnings).toEqual(['the feed holds 5000 entries: the first 2000 are read']);
  expect(read(rss('<item><a/></item>'.repeat(200_000))).warnings).toContain(
    'the document holds over 250000 elements: the rest is not read',
  );
});

it('bears megabytes of unfinished tags, entities, brackets and comments', () => {
  for (const piece of [
    '&lt;a',
    '&lt;a&gt;',
    '&amp;lt;',
    '&',
    '&lt;!--',
    '&lt;a href="',
    '[',
    '((',
    ' ',
    '\u00c3\u00a9',
  ]) {
    const text = rss(
      `<item><title>Real</title><description>${piece.repeat(2_000_000 / piece.length)}</description></item>`,
    );
    expect(titles(read(text))).toEqual(['Real']);
  }
  for (const start of ['<!DOCTYPE rss [', '<!--', '<?xml ', '<![CDATA[', '<rss a="']) {
    expect(parseFeed(start + '<x "\''.repeat(300_000), null).kind).toBe('problem');
  }
  expect(parseFeed('['.repeat(1_000_000), null).kind).toBe('problem');
});

it('bears what makes careless patterns slow', () => {
  const item = '<item><title>Real</title></item>';
  expect(titles(read('<!-- -->'.repeat(200_000) + rss(item)))).toEqual(['Real']);
  expect(titles(read(`<!DOCTYPE rss [${'<!-- "a" -->'.repeat(100_000)}${rss(item)}`))).toEqual(['Real']);
  for (const author of ['@', 'a@', '(', ' @('].map((piece) => piece.repeat(300_000))) {
    expect(titles(read(rss(`<item><title>Real</title><author>${author}</author></item>`)))).toEqual(['Real']);
  }
  expect(
    read(rss(`<item><title>T</title><link>https://x.example/${'a'.repeat(2_000_000)}</link></item>`)).entries,
  ).toMatchObject([{ link: null }]);
});
