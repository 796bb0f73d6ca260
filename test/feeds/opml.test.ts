import { describe, expect, it } from 'vitest';
import { type Opml, readOpml, writeOpml } from '../../src/feeds/opml.ts';
import { readXml } from '../../src/feeds/xml.ts';
import { aSource } from '../support/news.ts';

const document = (content: string | Uint8Array) => ({
  bytes: typeof content === 'string' ? Buffer.from(content) : content,
  contentType: null,
  url: null,
});
const opml = (outlines: string): string =>
  `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>${outlines}</body></opml>`;
const read = (content: string | Uint8Array): Opml => {
  const found = readOpml(document(content));
  if (found === null) throw new Error('it was not taken for OPML');
  return found;
};
const feedsIn = (outlines: string): Opml['feeds'] => read(opml(outlines)).feeds;
const feed = 'https://one.example/feed';

describe('reading', () => {
  it.each([
    [
      'Feedly: folders, and a feed in two of them',
      `<outline text="News" title="News"><outline type="rss" text="One" title="One" xmlUrl="${feed}" htmlUrl="https://one.example"/></outline>
       <outline text="Late" title="Late"><outline type="rss" text="One" title="One" xmlUrl="${feed}" htmlUrl="https://one.example"/></outline>`,
      [
        ['One', feed, 'https://one.example/'],
        ['One', feed, 'https://one.example/'],
      ],
    ],
    [
      'Miniflux: text and title apart, white space around',
      `<outline title="x" text="One &amp;amp; all" xmlUrl=" ${feed} " htmlUrl="https://one.example/" type="rss"></outline>`,
      [['One & all', feed, 'https://one.example/']],
    ],
    [
      'NetNewsWire: an empty page and a version',
      `<outline text="One" title="One" description="" type="rss" version="RSS" htmlUrl="" xmlUrl="${feed}"/>`,
      [['One', feed, null]],
    ],
    [
      'no type, other case, a title alone, single quotes, a bare ampersand',
      `<OUTLINE Title='One' XMLURL='${feed}?a=1&b=2'/>`,
      [['One', `${feed}?a=1&b=2`, null]],
    ],
    [
      'Atom by its type, without any name',
      `<outline type="atom" XmlUrl="http://one.example/atom"/>`,
      [['', 'http://one.example/atom', null]],
    ],
    [
      'a feed that holds another',
      `<outline text="One" xmlUrl="${feed}"><outline text="Two" xmlUrl="${feed}/2"/></outline><outline text="Three" xmlUrl="${feed}/3"/>`,
      [
        ['One', feed, null],
        ['Two', `${feed}/2`, null],
        ['Three', `${feed}/3`, null],
      ],
    ],
    [
      'a description whose quotation marks end the tag early',
      `<outline text="One" description="Reads <em class="x">slowly</em> and <b>well</b>" xmlUrl="${feed}" type="rss"/><outline text="Two" xmlUrl="${feed}/2"/>`,
      [
        ['One', feed, null],
        ['Two', `${feed}/2`, null],
      ],
    ],
    ['outlines that are no feeds', '<outline text="Note"/><outline type="link" url="https://x.example/"/>', []],
  ])('%s', (_, outlines, expected) => {
    expect(feedsIn(outlines).map(({ name, feed: address, site }) => [name, address, site])).toEqual(expected);
  });

  it.each([
    ['a mark', `\ufeff${opml(`<outline text="Вісті" xmlUrl="${feed}"/>`)}`],
    ['a warning before it', `Warning: mysql_connect()\n${opml(`<outline text="Вісті" xmlUrl="${feed}"/>`)}`],
    ['UTF-16', Buffer.from(`\ufeff${opml(`<outline text="Вісті" xmlUrl="${feed}"/>`)}`, 'utf16le')],
    [
      'a charset that is another',
      opml(`<outline text="Вісті" xmlUrl="${feed}"/>`).replace('1.0"?>', '1.0" encoding="ISO-8859-1"?>'),
    ],
  ])('reads a file with %s', (_, content) => {
    expect(read(content).feeds).toMatchObject([{ name: 'Вісті', feed }]);
  });

  it('reads Windows-1252 that calls itself UTF-8, and says so', () => {
    const text = `<?xml version="1.0" encoding="utf-8"?><opml><body><outline text="Süddeutsche" xmlUrl="${feed}"/></body></opml>`;
    const { feeds, warnings } = read(Buffer.from(text, 'latin1'));
    expect(feeds).toMatchObject([{ name: 'Süddeutsche' }]);
    expect(warnings).toEqual([expect.stringContaining('read as windows-1252')]);
  });

  it('reads what came of a file that breaks off, and says so', () => {
    const { feeds, warnings } = read(`<opml><body><outline text="One" xmlUrl="${feed}"/><outline text="Tw`);
    expect(feeds).toMatchObject([{ name: 'One' }]);
    expect(warnings).toEqual(['the document breaks off before its end']);
  });

  it('leaves out what is no web address or would lose its password, with the reason', () => {
    const { feeds, leftOut } = read(
      opml(
        [
          'javascript:alert(1)',
          'file:///etc/passwd',
          'feed:one',
          '/relative',
          'https://',
          'https://me:secret@one.example/',
          'https://me@one.example/',
        ]
          .map((address, at) => `<outline text="${at}" xmlUrl="${address}"/>`)
          .join(''),
      ),
    );
    expect(feeds).toEqual([]);
    expect(leftOut.map(({ name, why }) => `${name}: ${why}`)).toEqual([
      ...[0, 1, 2, 3, 4].map((at) => `${at}: no http(s) address`),
      ...[5, 6].map((at) => `${at}: a user name or password in its address`),
    ]);
  });

  it('leaves out pages of which another reader makes feeds', () => {
    const { feeds, leftOut } = read(opml(`<outline text="One" type="HTML+XPath" xmlUrl="https://one.example/"/>`));
    expect([feeds, leftOut]).toEqual([[], [{ name: 'One', why: 'a page of which only its own reader makes a feed' }]]);
  });

  it('shows no password of what it leaves out', () => {
    const { leftOut } = read(opml('<outline xmlUrl="https://me:secret@one.example/?k=1"/><outline xmlUrl="gopher"/>'));
    expect(leftOut.map(({ name }) => name)).toEqual(['one.example', 'gopher']);
  });

  it.each([
    ['a feed', '<rss version="2.0"><channel><title>opml</title></channel></rss>'],
    ['a web page', '<!doctype html><html><body><p>opml</p></body></html>'],
    ['JSON', '{"opml":[]}'],
    ['text', 'opml'],
    ['nothing', ''],
    ['noise', Uint8Array.from({ length: 1_000 }, (_, at) => (at * 7919) % 256)],
  ])('takes %s for no OPML file', (_, content) => {
    expect(readOpml(document(content))).toBeNull();
  });

  it('takes labels of the namespace alone, whatever its prefix', () => {
    const labelled = (namespace: string) =>
      read(
        `<opml xmlns:S="${namespace}"><body><outline text="One" xmlUrl="${feed}" language="uk" S:stateMedia="true" s:bloc="nato" bloc="russia" S:foo="x" S:__proto__="y"/></body></opml>`,
      ).feeds;
    expect(labelled('urn:sitrep:source')).toMatchObject([
      { language: 'uk', labels: { stateMedia: 'true', bloc: 'nato' } },
    ]);
    expect(Object.keys(labelled('urn:sitrep:source')[0]?.labels ?? {})).toEqual(['bloc', 'stateMedia']);
    expect(labelled('urn:another')).toMatchObject([{ labels: {} }]);
  });
});

describe('hostile files', () => {
  it('expands and loads no entity, and takes no outline from a document type', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 30 }, (_, at) => `<!ENTITY a${at} "${`&a${at - 1};`.repeat(10)}">`).join('')}
      <!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y '<opml><body><outline text="Forged" xmlUrl="${feed}"/></body></opml>'>]>
      <opml><body><outline text="One &a29; &x; &y;" xmlUrl="${feed}"/></body></opml>`;
    expect(read(bomb).feeds.map(({ name }) => name)).toEqual(['One &a29; &x; &y;']);
  });

  it('keeps names literal, in one line and visible', () => {
    const name = '@everyone&#10;&lt;script&gt;x&lt;/script&gt; [a](javascript:1) \u202eevil\u0007';
    expect(feedsIn(`<outline text="${name}" xmlUrl="${feed}"/>`)).toMatchObject([
      { name: '@everyone [a](javascript:1) evil' },
    ]);
  });

  it('reads a hundred thousand outlines, and as many in one another to a depth', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => `<outline text="F" xmlUrl="https://x.example/${at}"/>`);
    expect(feedsIn(many.join(''))).toHaveLength(100_000);
    const { feeds, warnings } = read(opml(`<outline text="F" xmlUrl="${feed}">`.repeat(100_000)));
    expect(feeds.length).toBeGreaterThan(400);
    expect(warnings).toEqual(['the document nests deeper than 500 elements: the rest is not read']);
  });

  it('bears long attributes and what is never closed', () => {
    const long = 'a'.repeat(2_000_000);
    expect(read(opml(`<outline text="${long}" xmlUrl="https://x.example/${long}"/>`)).leftOut).toHaveLength(1);
    for (const start of ['<opml', '<opml><body><outline xmlUrl="', '<!DOCTYPE opml [', '<opml><!--'])
      expect(() => readOpml(document(start + '<x "\''.repeat(300_000)))).not.toThrow();
  });
});

describe('writing', () => {
  const hostile = `A & B <c> "d" 'e' ]]> &amp; \t\n Ж 🇺🇦 \u0000\u0007\ufffe${'\ud800'}`;
  const source = aSource({
    id: 'one',
    name: hostile,
    owner: 'A "B" & Co',
    bloc: 'ukraine',
    country: 'UA',
    stateMedia: 'controlled',
    reliability: 'B',
    basis: 'https://basis.example/?a=1&b=2',
    language: 'uk',
    feed: 'https://one.example/feed?a=1&b=%22',
    every: 30,
  });
  const written = writeOpml({ title: '<Desk> & "more"', folders: [{ name: 'Ukraine & co', sources: [source] }] });

  it('escapes what would be markup and drops what XML does not know', () => {
    const { document: xml, warnings } = readXml(written, null);
    expect(warnings).toEqual([]);
    expect(JSON.stringify(xml)).toContain('<Desk> & \\"more\\"');
    expect(JSON.stringify(xml)).toContain(JSON.stringify(`A & B <c> "d" 'e' ]]> &amp; \t\n Ж 🇺🇦 \ufffd`).slice(1, -1));
  });

  it('writes folders, and outlines that every reader knows', () => {
    expect(written.split('\n').slice(0, 7)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<opml version="2.0" xmlns:sitrep="urn:sitrep:source">',
      '  <head>',
      '    <title>&#60;Desk&#62; &#38; &#34;more&#34;</title>',
      '  </head>',
      '  <body>',
      '    <outline text="Ukraine &#38; co" title="Ukraine &#38; co">',
    ]);
    expect(written).toContain(
      ' type="rss" xmlUrl="https://one.example/feed?a=1&#38;b=%22" language="uk" sitrep:id="one"',
    );
  });

  it('writes what it reads', () => {
    expect(read(written).feeds).toMatchObject([
      {
        feed: source.feed,
        language: 'uk',
        labels: {
          id: 'one',
          kind: source.kind,
          owner: 'A "B" & Co',
          country: 'UA',
          bloc: 'ukraine',
          stateMedia: 'controlled',
          reliability: 'B',
          basis: source.basis,
          ownership: source.ownership,
          reviewed: source.reviewed,
          every: '30',
        },
      },
    ]);
    const unknown = writeOpml({
      title: 'T',
      folders: [{ name: 'F', sources: [{ ...source, basis: null, every: null }] }],
    });
    expect(unknown).not.toMatch(/basis|every/);
  });
});
