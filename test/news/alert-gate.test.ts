import { expect, it } from 'vitest';
import { alertGateOf } from '../../src/news/alert-gate.ts';
import { gradeCode } from '../../src/news/grade.ts';
import type { Source } from '../../src/news/source.ts';
import { aSource, aStoredUpdate } from '../support/news.ts';

const wiki = 'https://wiki.example/about';
const sources = [
  aSource({ id: 'alpha', owner: 'Alpha Group', bloc: 'nato', feed: 'https://feeds.alpha.example/rss', basis: wiki }),
  aSource({ id: 'alpha-radio', owner: 'Alpha Group', bloc: 'nato', feed: 'https://alpha.example/radio', basis: wiki }),
  aSource({ id: 'beta', owner: 'Beta', bloc: 'ukraine', feed: 'https://www.beta.example/feed', basis: wiki }),
  aSource({ id: 'ministry', kind: 'government', owner: 'State', bloc: 'russia', reliability: 'F', basis: null }),
  aSource({ id: 'institute', kind: 'think_tank', owner: 'Institute', basis: 'https://institute.example/who' }),
  aSource({ id: 'court', owner: 'Court Radio', feed: 'https://radio.example/', basis: 'https://law.example/statute' }),
  aSource({ id: 'anonymous', owner: 'unknown', feed: 'https://anonymous.example/', reliability: 'F', basis: null }),
  aSource({ id: 'archive', kind: 'archive', owner: 'The desk', basis: null }),
];
const known: ReadonlyMap<string, Source> = new Map(sources.map((source) => [source.id, source]));
const report = (source: string, wire: string | null = null) => aStoredUpdate({ title: `By ${source}`, source, wire });

it.each([
  ['nothing', [], [], 0, 'F6'],
  ['one owner', [report('alpha')], [], 1, 'B3'],
  ['two outlets of one owner', [report('alpha'), report('alpha-radio')], [], 1, 'B3'],
  ['two owners', [report('alpha'), report('beta')], [], 2, 'B2'],
  ['a wire that both copied', [report('alpha', 'Agency'), report('beta', 'Agency')], [], 1, 'B3'],
  ['a government by itself', [report('ministry')], [], 1, 'F6'],
  ['somebody whom the desk does not list', [report('stranger')], [], 0, 'F6'],
  ['a source whose owner nobody knows', [report('anonymous')], [], 0, 'F6'],
  ['the desk’s own archive', [report('archive')], [], 0, 'F6'],
  ['a link to a source that brought nothing yet', [], ['https://www.alpha.example/a'], 1, 'B3'],
  ['links to two owners', [], ['https://alpha.example/a', 'http://news.beta.example/b?utm_source=x'], 2, 'B2'],
  ['two links to one owner', [], ['https://alpha.example/a', 'https://alpha.example/b'], 1, 'B3'],
  ['a link to the owner of the report', [report('alpha')], ['https://alpha.example/a'], 1, 'B3'],
  ['a source without a feed, at its own page', [], ['https://institute.example/paper'], 1, 'B3'],
  ['a page that many sources rest on', [], ['https://wiki.example/anything'], 0, 'F6'],
  ['a page that only speaks of a source', [], ['https://law.example/other'], 0, 'F6'],
  ['a link to nobody known', [], ['https://somewhere.example/', 'https://notalpha.example/'], 0, 'F6'],
  ['what is no address', [], ['alpha.example', ''], 0, 'F6'],
] as const)('%s', (_, updates, links, owners, grade) => {
  const gate = alertGateOf({ updates, links, sources: known });
  expect([gate.owners.length, gradeCode(gate.grade)]).toEqual([owners, grade]);
});

it('counts a page of which an update is stored by that update, wire and all', () => {
  const url = 'https://alpha.example/copied?utm_source=rss';
  const copied = aStoredUpdate({ title: 'Copied', source: 'alpha', wire: 'Beta', url });
  const gate = alertGateOf({ updates: [copied], links: ['https://alpha.example/copied'], sources: known });
  expect(gate.owners).toEqual(['beta']);
});

it('counts a page that the archive knows too by whose site it is', () => {
  const url = 'https://alpha.example/a';
  const fact = aStoredUpdate({ title: 'A fact', source: 'archive', url });
  expect(alertGateOf({ updates: [fact], links: [url], sources: known }).owners).toEqual(['alpha group']);
});

it('says whose accounts they are', () => {
  expect(alertGateOf({ updates: [report('beta'), report('alpha')], links: [], sources: known }).blocs).toEqual([
    'ukraine',
    'nato',
  ]);
});

it('says what these accounts count differently', () => {
  const updates = [
    aStoredUpdate({ title: '2 killed in Sumy', source: 'alpha' }),
    aStoredUpdate({ title: '3 killed in Sumy', source: 'beta' }),
  ];
  expect(alertGateOf({ updates, links: [], sources: known }).disputed).toEqual(['killed']);
});
