import { describe, expect, it } from 'vitest';
import type { Entry, ParsedFeed } from '../../src/feeds/entry.ts';
import { parseFeed, readFeed } from '../../src/feeds/parse.ts';

const url = 'https://news.example/feeds/world.xml';
const at = (iso: string): number => Date.parse(iso);

function feedOf(text: string): ParsedFeed {
  const reading = parseFeed(text, url);
  if (reading.kind === 'problem') throw new Error(reading.problem);
  return reading.feed;
}

function first(text: string): Entry {
  const [entry] = feedOf(text).entries;
  if (entry === undefined) throw new Error('no entry');
  return entry;
}

const rss = (items: string, head = '') =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>World</title><link>https://news.example/</link>${head}${items}</channel></rss>`;

it('reads RSS 2.0 with the modules that publishers add', () => {
  const feed = feedOf(`<?xml version="1.0" encoding="utf-8"?>
    <?xml-stylesheet href="x.xsl"?>
    <!-- made by hand -->
    <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:m="http://search.yahoo.com/mrss/"
         xmlns:content="http://purl.org/rss/1.0/modules/content/">
      <channel>
        <title>Baltic &amp; North</title><link>https://news.example/</link><language>en-gb</language><ttl>15</ttl>
        <image><title>Logo</title><url>https://news.example/logo.png</url></image>
        <item>
          <title><![CDATA[Allies meet in <em>Riga</em>]]></title>
          <link>
            https://news.example/a?x=1&amp;y=2
          </link>
          <guid isPermaLink="false">a-1</guid>
          <description>&lt;p&gt;Ministers meet.&lt;/p&gt;&lt;p&gt;Talks go on.&lt;/p&gt;</description>
          <content:encoded><![CDATA[<p>The whole text</p>]]></content:encoded>
          <pubDate>Sun, 22 Nov 2026 08:05:00 +0200</pubDate>
          <dc:creator>Jane Doe</dc:creator>
          <source url="https://wire.example/rss">Reuters</source>
          <category>Defence</category><category>Baltic states</category>
          <m:group><m:content url="/img/a.jpg" medium="image"/></m:group>
        </item>
      </channel>
    </rss>`);
  expect(feed).toMatchObject({ format: 'RSS', title: 'Baltic & North', language: 'en-gb', ttl: 15, warnings: [] });
  expect(feed.entries).toEqual([
    {
      id: 'a-1',
      title: 'Allies meet in Riga',
      link: 'https://news.example/a?x=1&y=2',
      summary: 'Ministers meet. Talks go on.',
      published: at('2026-11-22T06:05:00Z'),
      updated: null,
      author: 'Jane Doe',
      origin: 'Reuters',
      image: 'https://news.example/img/a.jpg',
      language: null,
      categories: ['Defence', 'Baltic states'],
    },
  ]);
});

it('reads RSS 1.0, whose items stand beside the channel', () => {
  const feed = feedOf(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:d="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="https://news.example/"><title>Nachrichten</title><link>https://news.example/</link>
      <items><rdf:Seq><rdf:li rdf:resource="https://news.example/1"/></rdf:Seq></items></channel>
    <item rdf:about="https://news.example/1"><title>Gespräch in Wien</title><link>https://news.example/1</link>
      <d:date>2026-11-22T09:00+01:00</d:date><d:subject>Ausland</d:subject></item></rdf:RDF>`);
  expect(feed).toMatchObject({ format: 'RDF', title: 'Nachrichten' });
  expect(feed.entries).toMatchObject([
    { id: 'https://news.example/1', published: at('2026-11-22T08:00:00Z'), categories: ['Ausland'] },
  ]);
});

it('reads Atom: kinds of text, kinds of links, xml:base and xml:lang', () => {
  const feed = feedOf(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk" xml:base="https://news.example/ua/">
    <title type="html">Світ &amp;amp; Україна</title>
    <link rel="self" href="feed.atom"/><link href="."/>
    <entry xml:base="2026/">
      <id>tag:news.example,2026:1</id>
      <title type="text">Ціна &lt; 5 і A&amp;B</title>
      <link rel="enclosure" type="image/png" href="/a.png"/>
      <link rel="alternate" type="text/html" href="11/a"/>
      <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Перший<br/>рядок &lt;тут&gt;</div></summary>
      <published>2026-11-22T10:00:00+02:00</published><updated>2026-11-22T11:00:00+02:00</updated>
      <author><name>Олена</name></author><category term="war" label="Війна"/>
      <source><title>Укрінформ</title></source>
    </entry></feed>`);
  expect(feed).toMatchObject({ format: 'Atom', title: 'Світ & Україна', language: 'uk' });
  expect(feed.entries).toEqual([
    {
      id: 'tag:news.example,2026:1',
      title: 'Ціна < 5 і A&B',
      link: 'https://news.example/ua/2026/11/a',
      summary: 'Перший рядок <тут>',
      published: at('2026-11-22T08:00:00Z'),
      updated: at('2026-11-22T09:00:00Z'),
      author: 'Олена',
      origin: 'Укрінформ',
      image: 'https://news.example/a.png',
      language: 'uk',
      categories: ['Війна'],
    },
  ]);
});

it('reads Atom 0.3, Atom under a prefix and Atom without its namespace', () => {
  const entry = (p: string) =>
    `<${p}entry><${p}title>T</${p}title><${p}link rel="alternate" href="https://news.example/1"/><${p}modified>2026-11-22T08:00:00Z</${p}modified></${p}entry>`;
  for (const text of [
    `<feed version="0.3" xmlns="http://purl.org/atom/ns#">${entry('')}</feed>`,
    `<a:feed xmlns:a="http://www.w3.org/2005/Atom">${entry('a:')}</a:feed>`,
    `<feed>${entry('')}</feed>`,
  ]) {
    const read = { title: 'T', link: 'https://news.example/1', updated: at('2026-11-22T08:00:00Z') };
    expect(first(text)).toMatchObject(read);
  }
});

it('reads what Atom carries in base64 where it is text', () => {
  const entry = (inner: string) => first(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>${inner}</entry></feed>`);
  const encoded = Buffer.from('<p>Переговоры &amp; мир</p>').toString('base64');
  const octets = 'type="application/octet-stream"';
  const text = `<title mode="base64">${encoded}</title><content ${octets}>\n${encoded}\n</content>`;
  expect(entry(text)).toMatchObject({ title: 'Переговоры & мир', summary: 'Переговоры & мир' });
  const files = `<title ${octets}>Plain words</title><content type="image/png">iVBORw0KGgo=</content>`;
  expect(entry(files)).toMatchObject({ title: 'Plain words', summary: '' });
});

it('reads JSON Feed, and leaves out single fields that are wrong', () => {
  const feed = feedOf(
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'World',
      home_page_url: 'https://news.example/',
      items: [
        { id: 7, url: '/a', title: 'A & B', content_html: '<p>Text</p>', date_published: '2026-11-22T08:00:00Z' },
        {
          id: 'b',
          title: 9,
          content_text: 'Only text <here>',
          url: 'javascript:alert(1)',
          authors: [{ name: 'Jo' }, 'x'],
        },
        'nonsense',
      ],
    }),
  );
  expect(feed.entries).toMatchObject([
    { id: '7', link: 'https://news.example/a', title: 'A & B', summary: 'Text', published: at('2026-11-22T08:00:00Z') },
    { id: 'b', link: null, title: '', summary: 'Only text <here>' },
  ]);
  expect(feed.warnings).toEqual(['1 of 3 entries are no objects: they were left out']);
});

describe('where publishers are careless', () => {
  it.each([
    ['a link only as Atom', '<atom:link rel="self" href="/f"/><atom:link href="/a"/>', 'https://news.example/a'],
    ['a link only as guid', '<guid>https://news.example/g</guid>', 'https://news.example/g'],
    ['a guid that is no link', '<guid isPermaLink="false">https://news.example/g</guid>', null],
    ['an empty link', '<link/><guid isPermaLink="true">https://news.example/g</guid>', 'https://news.example/g'],
    ['a relative link', '<link>../a</link>', 'https://news.example/a'],
    ['a link with a base', '<link xml:base="x">b</link>', 'https://news.example/b'],
    ['a script for a link', '<link>javascript:alert(1)</link><guid>data:text/html,x</guid>', null],
    ['a name in a link', '<link>https://news.example@evil.example/</link>', 'https://evil.example/'],
  ])('%s', (_what, item, link) => {
    expect(first(rss(`<item><title>T</title>${item}</item>`)).link).toBe(link);
  });

  it('mends unclosed items, unescaped tags, bare ampersands and unknown entities', () => {
    const { entries } = feedOf(
      rss(`<item><title>One</title><item><title>R&D; A & B &nbsp;&eacute;</title></item></item>
           <item><title>Two</title><description>Line<br>and <b>bold</b></description></item>`),
    );
    expect(entries.map(({ title, summary }) => [title, summary])).toEqual([
      ['One', ''],
      ['R&D; A & B é', ''],
      ['Two', 'Line and bold'],
    ]);
  });

  it('reads times without a zone in the zone of the feed', () => {
    const item = '<item><title>T</title><pubDate>22 Nov 2026 08:05</pubDate></item>';
    const head = '<lastBuildDate>Sun, 22 Nov 2026 09:00:00 +0300</lastBuildDate>';
    expect(first(rss(item, head)).published).toBe(at('2026-11-22T05:05:00Z'));
    expect(first(rss(item)).published).toBe(at('2026-11-22T08:05:00Z'));
    const atom = '<updated>2026-11-22T09:00:00-05:00</updated><entry><updated>2026-11-22T08:05:00</updated></entry>';
    expect(first(`<feed>${atom}</feed>`).updated).toBe(at('2026-11-22T13:05:00Z'));
  });

  it('decodes what is a character, also in two halves', () => {
    const title = '&#1050;&#x438;&#xD83D;&#xDE00; &#xD83D; &#0; &#x110000; &lt;3 &amp;&#97;mp; &LT; &bogus;';
    expect(first(rss(`<item><title>${title}</title></item>`)).title).toBe('Ки😀 \ufffd \ufffd \ufffd <3 & < &bogus;');
  });

  it('takes a sign that opens no tag for text', () => {
    expect(first(rss('<item><title>Inflation <5%, <Спартак> wins</title><link>/a</link></item>'))).toMatchObject({
      title: 'Inflation <5%, <Спартак> wins',
      link: 'https://news.example/a',
    });
  });

  it('reads RSS in a namespace of its own, under the document type of a page, and without its last sign', () => {
    const feed = '<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel><r:title>T</r:title></r:channel></r:rss';
    expect(feedOf(`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN"><!-- x -->${feed}`)).toMatchObject({
      title: 'T',
      warnings: [],
    });
  });

  it('knows a language by its tag alone', () => {
    const feed = feedOf(rss('<item xml:lang="pt_BR"><title>T</title></item>', '<language>English</language>'));
    expect([feed.language, feed.entries[0]?.language]).toEqual([null, 'pt-BR']);
  });

  it('finds a feed behind error messages and inside a wrapper', () => {
    const text = `<br />\n<b>Warning</b>: mysql in /srv/x.php<br />${rss('<item><title>T</title></item>')}`;
    expect(feedOf(text).entries).toHaveLength(1);
  });

  it('uses the second date where the first is impossible, and names without addresses', () => {
    const item = '<pubDate>31 Feb 2026</pubDate><dc:date>2026-11-22</dc:date><author>a@b.example (Jo Doe)</author>';
    expect(first(rss(`<item><title>T</title>${item}</item>`))).toMatchObject({
      published: at('2026-11-22T00:00:00Z'),
      author: 'Jo Doe',
    });
    const authorOf = (author: string) => first(rss(`<item><title>T</title>${author}</item>`)).author;
    expect(authorOf('<author>a@b.example</author>')).toBeNull();
    expect(authorOf('<author>Jo Doe (a@b.example)</author>')).toBe('Jo Doe');
    expect(authorOf('<dc:author>Jo Doe</dc:author>')).toBe('Jo Doe');
  });
});

describe('what is no feed is told in words', () => {
  const problem = (text: string) => {
    const reading = parseFeed(text, url);
    return reading.kind === 'problem' ? reading.problem : 'a feed';
  };

  it('a page, with the feed that it names', () => {
    const page =
      '<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><body>';
    expect(problem(page)).toBe(
      'this address is a web page, not a feed; the page names this feed: https://news.example/rss',
    );
    expect(problem('<html><body><a href="/rss">RSS</a>')).toBe('this address is a web page, not a feed');
  });

  it('nothing, text, other XML, other JSON', () => {
    expect(problem(' \n')).toBe('this address gives an empty document');
    expect(problem('Service unavailable')).toBe('this address gives plain text, not a feed');
    expect(problem('<sitemap><url/></sitemap>')).toBe('this address gives XML, but no feed (its root is <sitemap>)');
    expect(problem('{"error":"no"}')).toBe('this address gives JSON, but no JSON Feed');
    expect(problem('{"items":[{"id"')).toBe('this address gives JSON that is broken or cut off');
  });
});

it('keeps what came before a break, without the entry that was cut', () => {
  const whole = rss('<item><title>One</title></item><item><title>Two is cut</title></item>');
  const feed = feedOf(whole.slice(0, whole.indexOf(' cut')));
  expect(feed.entries.map(({ title }) => title)).toEqual(['One']);
  expect(feed.warnings).toEqual(['the document breaks off before its end']);
});

it('says which charset it had to guess', () => {
  // "Новости" in Windows-1251, announced as UTF-8.
  const title = Buffer.from([0xcd, 0xee, 0xe2, 0xee, 0xf1, 0xf2, 0xe8]);
  const [before = '', after = ''] = rss('<item><title>|</title></item>').split('|');
  const bytes = Buffer.concat([Buffer.from(before), title, Buffer.from(after)]);
  const reading = readFeed({ bytes, contentType: 'text/xml; charset=utf-8', url });
  expect(reading).toMatchObject({
    feed: { entries: [{ title: 'Новости' }], warnings: ['the document says utf-8 but is not: read as windows-1251'] },
  });
});
