import { describe, expect, it } from 'vitest';
import { toUpdates } from '../../src/feeds/clean.ts';
import { parseFeed } from '../../src/feeds/parse.ts';
import type { Source } from '../../src/news/source.ts';
import { updateId } from '../../src/news/update.ts';
import { aSource } from '../support/news.ts';

const now = Date.parse('2026-11-22T08:00:00Z');
const feed = 'https://news.example/feed';
const source = aSource({ id: 'north-post', name: 'North Post', owner: 'North Media', feed });

function clean(items: string, from: Source = source) {
  const reading = parseFeed(`<rss><channel>${items}</channel></rss>`, from.feed);
  if (reading.kind === 'problem') throw new Error(reading.problem);
  return toUpdates({
    feed: reading.feed,
    source: from,
    now,
    topicOf: ({ title }) => (/arms/i.test(title) ? 'military' : 'other'),
  });
}
const item = (inner: string): string => `<item>${inner}</item>`;
const only = (inner: string, from: Source = source) => clean(item(inner), from).updates[0];

it('makes an entry an update', () => {
  const { updates, warnings } = clean(
    item(`<title>Arms arrive</title><link>https://news.example/1</link><guid>g1</guid><description>In &lt;b&gt;Turku&lt;/b&gt;.</description>
      <pubDate>Sun, 22 Nov 2026 07:00:00 GMT</pubDate><author>Jo</author><enclosure url="/1.jpg" type="image/jpeg"/>`),
  );
  expect(warnings).toEqual([]);
  expect(updates).toEqual([
    {
      id: updateId('north-post', 'g1'),
      source: 'north-post',
      title: 'Arms arrive',
      summary: 'In Turku.',
      url: 'https://news.example/1',
      language: 'en',
      author: 'Jo',
      wire: null,
      image: 'https://news.example/1.jpg',
      published: now - 3_600_000,
      dating: 'dated',
      seen: now,
      topic: 'military',
    },
  ]);
});

describe('identity', () => {
  const ids = (...items: string[]) => clean(items.map(item).join('')).updates.map(({ id }) => id);
  const byName = (name: string) => updateId('north-post', name);

  it('is the guid, also when everything else is edited', () => {
    expect(ids('<guid>g</guid><title>A</title>')).toEqual(
      ids('<guid>g</guid><title>B</title><link>https://x.example</link>'),
    );
  });

  it('survives a guid that counts edits', () => {
    const edited = (count: number) => `<title>A</title><guid>https://news.example/a#${count}</guid>`;
    expect(ids(edited(0))).toEqual(ids(edited(3)));
  });

  it('is guid and link where a feed uses one guid for several pieces', () => {
    const pieces = [1, 2].map((n) => `<guid>same</guid><title>T${n}</title><link>https://news.example/${n}</link>`);
    expect(ids(...pieces)).toEqual([byName('same https://news.example/1'), byName('same https://news.example/2')]);
  });

  it('takes the title in where a feed gives one link to several pieces', () => {
    const front = 'https://news.example/';
    const pieces = [1, 2].map((n) => `<title>T${n}</title><link>${front}?utm_campaign=${n}</link>`);
    expect(ids(...pieces)).toEqual([byName(`${front} T1`), byName(`${front} T2`)]);
    const guided = pieces.map((piece) => `<guid>same</guid>${piece}`);
    expect(ids(...guided)).toEqual([byName(`same ${front} T1`), byName(`same ${front} T2`)]);
  });

  it('is the link without tracking, else the title', () => {
    expect(ids('<title>A</title><link>http://news.example/a/?utm_source=rss#x</link>')).toEqual([
      byName('https://news.example/a'),
    ]);
    expect(ids('<title>Only a title</title>')).toEqual([byName('Only a title')]);
  });

  it('lists a piece once', () => {
    const piece = '<guid>g</guid><title>A</title><link>https://news.example/a</link>';
    expect(ids(piece, piece)).toEqual([byName('g')]);
    const unguided = '<title>A</title><link>https://news.example/a</link>';
    expect(ids(unguided, unguided)).toEqual([byName('https://news.example/a')]);
  });
});

it('counts what has no date, or one to come, as published now, and marks it', () => {
  const dated = (date: string) => `<title>${date}</title><pubDate>${date}</pubDate>`;
  const { updates, warnings } = clean(
    [dated('2026-11-22T08:03:00Z'), dated('2026-11-23T08:00:00Z'), dated('soon')].map(item).join(''),
  );
  expect(updates.map(({ published, dating }) => [published, dating])).toEqual([
    [now + 180_000, 'dated'],
    [now, 'ahead'],
    [now, 'undated'],
  ]);
  expect(warnings).toEqual([
    '1 of 3 entries have no date that can be read: they count as published when first read',
    '1 of 3 entries are dated in the future: they count as published now',
    '3 of 3 entries have no http(s) link',
  ]);
});

it('leaves out entries that say nothing, and makes a title of a lone text', () => {
  const { updates, warnings } = clean(
    item('<link>https://news.example/1</link>') + item('<description>A text alone.</description>'),
  );
  expect(updates).toMatchObject([{ title: 'A text alone.', summary: null }]);
  const long = only(`<description>${'A long text without a title. '.repeat(20)}</description>`);
  expect(long?.title.length).toBeLessThanOrEqual(140);
  expect(long?.summary).toContain('title. A long');
  expect(warnings[0]).toBe('1 of 2 entries have neither a title nor a text: they were left out');
});

it('keeps only a summary that says more than its title', () => {
  expect(only('<title>Talks go on</title><description>«Talks go on.»</description>')?.summary).toBeNull();
  expect(only('<title>Talks go on</title><description>Talks go on in Vienna.</description>')?.summary).toBe(
    'Talks go on in Vienna.',
  );
  expect(
    only('<title>A</title><description>Text. The post A appeared first on North Post.</description>')?.summary,
  ).toBe('Text.');
});

it('clips 40,000 characters at a sentence and titles at 300', () => {
  const update = only(
    `<title>${'word '.repeat(200)}</title><description>${'One more sentence. '.repeat(2_200)}</description>`,
  );
  expect(update?.title).toMatch(/^(?:word )+word…$/);
  expect(update?.title.length).toBeLessThanOrEqual(300);
  expect(update?.summary).toMatch(/One more sentence\. …$/);
  expect(update?.summary?.length).toBeLessThanOrEqual(1_000);
});

describe('the wire', () => {
  const wireOf = (summary: string, title = 'T', rest = '') =>
    only(`<title>${title}</title><description>${summary}</description>${rest}`)?.wire;

  it.each([
    ['WASHINGTON (Reuters) - The president said', 'Reuters'],
    ['KYIV, Ukraine (AP) — Officials said', 'AP'],
    ['PARIS, Nov. 22 (AFP) — France said', 'AFP'],
    ['МОСКВА, 22 ноября. /ТАСС/. Министр заявил', 'TASS'],
    ['МОСКВА, 22 ноя - РИА Новости. Министр заявил', 'RIA Novosti'],
    ['Москва. 22 ноября. INTERFAX.RU - Министр заявил', 'Interfax'],
    ['Киев. 22 ноября. ИНТЕРФАКС-УКРАИНА - Министр', 'Interfax-Ukraine'],
    ['Київ. 22 листопада. Інтерфакс-Україна - Міністр', 'Interfax-Ukraine'],
    ['Warszawa (PAP) - Minister powiedział', 'PAP'],
    ['Berlin (dpa) - Der Minister sagte', 'dpa'],
    ['The minister spoke. (ANSA)', 'ANSA'],
    ['The minister spoke. Source: Ukrinform', 'Ukrinform'],
    ['The minister spoke. REUTERS', 'Reuters'],
    ['The minister spoke. Reuters / TASS / Interfax', 'Reuters'],
    ['The minister spoke (AP/dpa).', 'AP'],
    ['The minister spoke. — Reuters', 'Reuters'],
    ['Berlin (dpa/lnw) - Der Minister sagte', 'dpa'],
    ['Wien (APA/Reuters) Der Minister sagte', 'APA'],
    ['Der Minister sprach. (mit dpa)', 'dpa'],
    ['PARIS (AFP) – Le ministre a parlé', 'AFP'],
    ['Le ministre a parlé. (avec AFP)', 'AFP'],
    ['Varsovia, 22 nov (EFE).- El ministro dijo', 'EFE'],
    ['(ANSA) - ROMA, 22 NOV - Il ministro ha detto', 'ANSA'],
    ['Minister přijede. Zdroj: ČTK', 'ČTK'],
    ['Ministeri puhui. STT–Reuters', 'STT'],
    ['Ministern talade. (TT-AFP)', 'TT'],
    ['Ministeren talte. /ritzau/', 'Ritzau'],
    ['Міністр заявив. Про це повідомляє Reuters.', 'Reuters'],
    ['Об этом сообщает агентство ТАСС. Министр заявил', 'TASS'],
    ['Министр выступил. Об этом пишет «Рейтер».', 'Reuters'],
    ['Министр выступил. /Интерфакс/', 'Interfax'],
    ['[ワシントン　２２日　ロイター] - 大臣は', 'Reuters'],
    ['大臣は述べた。（共同通信）', 'Kyodo'],
    ['部长说。（路透社）', 'Reuters'],
    ['The minister said so, unlike Reuters.', null],
    ['Rights group: AP staff left', null],
    ['The Sputnik vaccine is back', null],
    ['Про це повідомив міністр', null],
    ['The minister told Reuters that talks go on', null],
    ['A map (apps only) shows the AP poll', null],
    ['', null],
  ])('%s', (summary, wire) => expect(wireOf(summary)).toBe(wire));

  it('is told by a source element, an author, or the end of a title', () => {
    expect(wireOf('x', 'T', '<source url="https://x.example">Reuters</source>')).toBe('Reuters');
    expect(wireOf('x', 'T', '<source url="https://x.example">The Other Post</source>')).toBe('The Other Post');
    expect(wireOf('x', 'T', '<author>Jane Doe, Associated Press</author>')).toBe('AP');
    expect(wireOf('x', 'T', '<author>Le Figaro avec AFP</author>')).toBe('AFP');
    expect(wireOf('x', 'T', '<author>Anne Martin, AFP agence</author>')).toBe('AFP');
    expect(wireOf('x', 'Storm hits coast (AFP)')).toBe('AFP');
    for (const title of ['Talks may resume — Reuters', 'Talks may resume: Reuters', 'Переговори можливі, – REUTERS'])
      expect(wireOf('x', title)).toBe('Reuters');
  });

  it('is nobody else in an agency’s own feed', () => {
    const own = (name: string, owner: string, inner: string) =>
      only(`<title>T</title>${inner}`, { ...source, name, owner })?.wire;
    expect(
      own('TASS (English)', 'Russian state', '<description>MOSCOW, November 22. /TASS/. It</description>'),
    ).toBeNull();
    expect(own('World News', 'Associated Press', '<description>KYIV (AP) — It</description>')).toBeNull();
    expect(own('TASS (English)', 'Russian state', '<description>WASHINGTON (Reuters) - It</description>')).toBe(
      'Reuters',
    );
    expect(own('North Post', 'N', '<source url="https://x.example">The North Post</source>')).toBeNull();
  });
});

it('judges the topic by all that the entry and its publisher tell', () => {
  const reading = parseFeed(
    '<rss><channel><item><title>Arms</title><link>https://news.example/opinion/1</link><category>World</category></item></channel></rss>',
    feed,
  );
  if (reading.kind === 'problem') throw new Error(reading.problem);
  const asked: unknown[] = [];
  const topicOf = (text: unknown) => String(asked.push(text));
  toUpdates({ feed: reading.feed, source: { ...source, kind: 'think_tank' }, now, topicOf });
  expect(asked).toEqual([
    {
      title: 'Arms',
      summary: '',
      categories: ['World'],
      url: 'https://news.example/opinion/1',
      source: 'North Post',
      kind: 'think_tank',
    },
  ]);
});
