import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Addition, addSources } from '../../src/content/add-sources.ts';
import { parseDeskFile } from '../../src/content/desk-file.ts';
import type { Candidate } from '../../src/content/new-source.ts';
import { unknownSource } from '../../src/news/source.ts';

const head = 'name: Ports\ntitle: Ports\ntopics: [{ id: ports, name: Ports, words: [harbour*] }]\n';
const ports = `${head}sources:
  - id: port-news
    name: Port News
    kind: news
    country: EE
    stateMedia: false
    language: en
    feed: https://port.example/feed
`;

const candidate = (given: Partial<Candidate> = {}): Candidate => ({
  name: 'Quay Times',
  feed: 'https://quay.example/rss',
  site: null,
  language: 'en',
  labels: {},
  ...given,
});
const add = (text: string, candidates: readonly Candidate[], takeLabels = false): Addition =>
  addSources({ text, path: 'desk.yaml', candidates, takeLabels });
/** The sources that a desk file then has beyond those it had. */
const newIn = (text: string, { text: longer }: Addition) =>
  parseDeskFile(longer, 'desk.yaml').sources.slice(parseDeskFile(text, 'desk.yaml').sources.length);

describe('a source without labels', () => {
  it('says the least, and no label of another desk is taken unasked', () => {
    const labels = { id: 'bbc', kind: 'government', owner: 'BBC', country: 'GB', bloc: 'nato', stateMedia: 'true' };
    const foreign = candidate({ labels: { ...labels, reliability: 'A', basis: 'https://b.example/', every: '1' } });
    expect(newIn(ports, add(ports, [foreign]))).toEqual([
      { ...unknownSource, id: 'quay-times', name: 'Quay Times', feed: foreign.feed },
    ]);
  });

  it.each([
    ['de-at', 'de-AT'],
    ['en_GB', 'und'],
    ['', 'und'],
    [null, 'und'],
  ])('has the language %s as %s', (language, expected) => {
    expect(newIn(ports, add(ports, [candidate({ language })]))).toMatchObject([{ language: expected }]);
  });

  it('is called by its host where it has no name, and by the beginning of a long one', () => {
    const nameless = candidate({ name: ' ', site: 'https://www.quay.example/news' });
    const long = candidate({ name: 'a'.repeat(5_000), feed: 'https://long.example/' });
    expect(newIn(ports, add(ports, [nameless, long]))).toMatchObject([
      { id: 'quay-example', name: 'quay.example' },
      { id: 'a'.repeat(40), name: `${'a'.repeat(199)}…` },
    ]);
  });

  it('keeps every name literal', () => {
    const names = [
      '- x: y',
      '# no comment',
      '@all *a &b !c %d',
      '"q" \'s\'',
      'NO',
      '123',
      '~',
      '{a: [b',
      'Ж 🇺🇦',
      'a: |',
    ];
    const candidates = names.map((name, at) => candidate({ name, feed: `https://n${at}.example/` }));
    expect(newIn(ports, add(ports, candidates)).map(({ name }) => name)).toEqual(names);
  });
});

describe('labels that are taken', () => {
  const labels = {
    id: 'quay',
    kind: 'think_tank',
    owner: 'Quay "Q" Group: # 1',
    country: 'LV',
    bloc: 'nato',
    stateMedia: 'true',
    reliability: 'B',
    basis: 'https://basis.example/',
    every: '45',
  };

  it('are kept, each of them', () => {
    const { added, ...rest } = add(ports, [candidate({ labels })], true);
    expect(added).toMatchObject([{ labels: 'taken' }]);
    expect(newIn(ports, { added, ...rest })).toEqual([
      {
        ...{ ...labels, stateMedia: 'controlled', every: 45 },
        ownership: null,
        reviewed: null,
        name: 'Quay Times',
        language: 'en',
        feed: 'https://quay.example/rss',
        verified: null,
      },
    ]);
  });

  it.each([
    ['a kind of the desk itself', { kind: 'editor' }],
    ['an owner without a name', { owner: '' }],
    ['a country that is none', { country: 'UK' }],
    ['an unknown bloc', { bloc: 'mars' }],
    ['a doubtful state', { stateMedia: 'perhaps' }],
    ['a reliability that is none', { reliability: 'A+' }],
    ['a basis that is no page', { basis: 'javascript:alert(1)' }],
  ])('are refused as a whole for %s', (_, wrong) => {
    const addition = add(ports, [candidate({ labels: { ...labels, ...wrong } })], true);
    expect(addition.added).toMatchObject([{ labels: 'refused' }]);
    expect(newIn(ports, addition)).toMatchObject([
      { kind: 'news', owner: 'unknown', country: 'XX', bloc: 'unknown', reliability: 'F', basis: null },
    ]);
  });

  it.each(['kind', 'country', 'stateMedia', 'basis'] as const)('are refused as a whole where %s is missing', (name) => {
    const { [name]: _, ...partial } = labels;
    const addition = add(ports, [candidate({ labels: partial })], true);
    expect(addition.added).toMatchObject([{ labels: 'refused' }]);
    expect(newIn(ports, addition)).toMatchObject([{ reliability: 'F', bloc: 'unknown' }]);
  });

  it('leave a feed that has none unlabelled', () => {
    const addition = add(ports, [candidate()], true);
    expect(addition.added).toMatchObject([{ labels: 'left' }]);
    expect(newIn(ports, addition)).toMatchObject([{ reliability: 'F' }]);
  });

  it('do not hang on an id or an interval that is wrong or taken', () => {
    const feeds = ['https://a.example/', 'https://b.example/', 'https://c.example/'];
    const wrong = [{ id: '../x', every: '0' }, { id: 'port-news' }, { id: 'archive', every: 'often' }];
    const candidates = feeds.map((feed, at) => candidate({ feed, labels: { ...labels, ...wrong[at] } }));
    expect(newIn(ports, add(ports, candidates, true))).toMatchObject([
      { id: 'quay-times', every: null, reliability: 'B' },
      { id: 'port-news-2', every: 45 },
      { id: 'archive-2', every: null },
    ]);
  });
});

describe('what the desk reads already', () => {
  it.each([
    'https://port.example/feed',
    'http://port.example/feed',
    'https://PORT.example/feed/',
    'https://port.example:443/feed#top',
  ])('is not added again: %s', (feed) => {
    const { text, added, known } = add(ports, [candidate({ feed })]);
    expect([text, added, known.length]).toEqual([ports, [], 1]);
  });

  it.each(['https://port.example/feed?topic=2', 'https://port.example:8443/feed', 'https://port.example/Feed'])(
    'is not %s',
    (feed) => {
      expect(add(ports, [candidate({ feed })]).added).toHaveLength(1);
    },
  );

  it('is told from what is named twice', () => {
    const again = candidate({ feed: 'http://quay.example/rss/' });
    const { added, known, repeated } = add(ports, [candidate(), again, again]);
    expect([added.length, known.length, repeated.length]).toEqual([1, 0, 2]);
  });
});

it('takes no more at once than a desk can poll', () => {
  const many = Array.from({ length: 5_001 }, (_, at) => candidate({ feed: `https://quay.example/${at}` }));
  expect(() => add(ports, many)).toThrow(/5001 new feeds.*5000 can be added at once.*Nothing was changed/);
});

it('adds nothing to a desk file with a mistake', () => {
  expect(() => add(ports.replace('EE', 'QQ'), [candidate()])).toThrow(/desk\.yaml:8 .*country is "QQ"/);
});

describe('not a sign of the rest changes', () => {
  /** What an addition put in, after making sure that it put in and took nothing else. */
  const putIn = (text: string): string => {
    const addition = add(text, [candidate(), candidate({ name: 'Second', feed: 'https://second.example/' })]);
    expect(newIn(text, addition).map(({ id }) => id)).toEqual(['quay-times', 'second']);
    const { text: longer } = addition;
    let start = 0;
    while (start < text.length && text[start] === longer[start]) start += 1;
    const rest = text.slice(start);
    expect(longer.endsWith(rest)).toBe(true);
    return longer.slice(start, longer.length - rest.length);
  };
  const entry = ports.slice(ports.indexOf('  - id'));
  const tail = '\n# Who receives it.\nsubscriptions:\n  - { channel: web:docks,   at: "30 6 * * *" } # early\n';

  it('in the bundled desk, whose style the new entries have', () => {
    const bundled = readFileSync(new URL('../../content/desk.yaml', import.meta.url), 'utf8');
    expect(putIn(bundled)).toContain(`
  - id: second
    name: Second
    kind: news
    owner: unknown
    country: XX
    bloc: unknown
    stateMedia: unknown
    reliability: F
    language: en
    feed: https://second.example/
    checked: unverified
`);
    expect(add(bundled, [candidate()]).text).toContain(
      'checked: unverified\n\n# What channels receive from the start.',
    );
  });

  it('where entries stand close, and where one stands apart', () => {
    const two = `${ports}${entry.replaceAll('port', 'pier')}`;
    expect(putIn(two)).not.toMatch(/\n *\n/);
    expect(putIn(`${ports}\n${entry.replaceAll('port', 'pier')}`)).toMatch(/checked: unverified\n\n {2}- id: second/);
  });

  it.each([
    ['something follows', ports + tail],
    ['the file ends without a line break', ports.trimEnd()],
    ['lines end as on Windows', (ports + tail).replaceAll('\n', '\r\n')],
    ['a byte order mark stands before it', `\ufeff${ports}`],
    ['entries are not indented', `${head}sources:\n${entry.replaceAll(/^ {2}/gm, '')}${tail}`],
    ['entries are indented deep', `${head}sources:\n${entry.replaceAll(/^/gm, '     ')}`.trimEnd() + tail],
    ['a comment stands in the line', `${ports.trimEnd()} # the one that works${tail}`],
    ['comments on the last one follow', `${ports}    # every: 5\n      # or 10\n${tail}`],
    ['the next one is commented out', `${ports}  # - id: old\n  #   name: Old\n${tail}`],
    [
      'the last one is a map in braces',
      `${head}sources:\n  - { id: a, name: A, kind: news, country: EE,\n      stateMedia: false, language: en } # in two lines\n${tail}`,
    ],
    ['the last field is empty', `${ports}    basis:\n    # none known\n${tail}`],
    ['the last field is a text of several lines', `${ports}    owner: |\n      The Port\n\n\n${tail}`],
    ['the last field is folded', `${ports}    owner: The\n      Port\n${tail}`],
    ['the document is marked', `---\n${ports}...\n`],
    ['the fields stand in another order', `${ports.slice(head.length)}${head}`],
  ])('where %s', (_, text) => {
    putIn(text);
  });

  it.each([
    [
      'a list in brackets',
      `${head}sources: [{ id: a, name: A, kind: news, country: EE, stateMedia: false, language: en }]\n`,
    ],
    [
      'one over several lines, with comments and a last comma',
      `${head}sources: [\n  { id: a, name: A, kind: news, country: EE, stateMedia: false, language: en }, # one\n  # end\n]\n${tail}`,
    ],
    ['JSON', JSON.stringify(parsePlain())],
  ])('in %s', (_, text) => {
    putIn(text);
  });

  it('and comments on the last one stay with it', () => {
    const { text } = add(`${ports}    # every: 5\n  # - id: old\n`, [candidate()]);
    expect(text).toMatch(/feed\n {4}# every: 5\n\n {2}# Imported[\s\S]*checked: unverified\n {2}# - id: old\n$/);
  });
});

function parsePlain() {
  return {
    name: 'Ports',
    title: 'Ports',
    topics: [{ id: 'ports', name: 'Ports', words: ['harbour*'] }],
    sources: [{ id: 'a', name: 'A', kind: 'news', country: 'EE', stateMedia: false, language: 'en' }],
  };
}
