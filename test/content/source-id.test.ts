import { expect, it } from 'vitest';
import { createIdGiver, suggestId } from '../../src/content/source-id.ts';

const address = 'https://www.feeds.example.org:8080/rss';

it.each([
  ['BBC News – World', 'bbc-news-world'],
  ['  Le Monde.fr: À la Une!! ', 'le-monde-fr-a-la-une'],
  ["Russia's ‘News’", 'russias-news'],
  ['Łódź Straße Ærø', 'lodz-strasse-aero'],
  ['Українська правда', 'ukrainska-pravda'],
  ['Щоденник їжака', 'shchodennik-izhaka'],
  ['РИА Новости 24', 'ria-novosti-24'],
  ['新华网 Xinhua', 'xinhua'],
  ['ＮＨＫ', 'nhk'],
  ['__proto__', 'proto'],
  ['constructor', 'constructor'],
  ['A long name of many words that goes on and on without an end in sight', 'a-long-name-of-many-words-that-goes-on'],
  ['x'.repeat(60), 'x'.repeat(40)],
  ['新华网', 'feeds-example-org'],
  ['24', 'feeds-example-org'],
  ['', 'feeds-example-org'],
])('“%s” suggests %s', (name, id) => {
  expect(suggestId(name, address)).toBe(id);
});

it.each([
  ['https://новини.укр/', 'xn-b1amarcd-xn-j1amh'],
  ['https://[::1]/', '1'],
  ['nothing', 'source'],
])('a host speaks for a name that says nothing: %s', (host, id) => {
  expect(suggestId('…', host)).toBe(id);
});

it('gives each wish an id of its own, in the bounds of a desk file', () => {
  const give = createIdGiver(['one', 'one-3']);
  expect(['one', 'one', 'two', 'one', 'one-2'].map(give)).toEqual(['one-2', 'one-4', 'two', 'one-5', 'one-2-2']);
  const long = 'y'.repeat(40);
  const ids = Array.from({ length: 20_000 }, () => give(long));
  expect(new Set(ids).size).toBe(20_000);
  expect(ids.every((id) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && id.length <= 40)).toBe(true);
});
