import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadExplainers, type Section } from '../../src/content/explainer.ts';
import { findExplainer } from '../../src/content/subject.ts';

const bundled = await loadExplainers('content/explainers');

/** The order in which every bundled explainer tells its subject. */
const order = [
  'In short',
  'What happened',
  'How NATO members see it',
  'How Russia sees it',
  'How Ukraine sees it',
  'How this desk uses it',
  'Where experts differ',
  'Why it matters now',
];
const everywhere = ['In short', 'What happened', 'Where experts differ', 'Why it matters now'];
/** Subjects that no side has a view of. */
const methods = ['grades'];

const words = (section: Section) =>
  section.passages
    .flatMap((passage) => (passage.kind === 'list' ? passage.items : [passage.text]))
    .join(' ')
    .split(/\s+/).length;

describe('bundled explainers', () => {
  test('cover the subjects of the desk', () => {
    expect(bundled.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['nato', 'enlargement', 'founding-act', 'article-4', 'article-5', 'sanctions', 'grades']),
    );
    expect(bundled.length).toBeGreaterThanOrEqual(14);
  });

  test('no two share a name that a person may type', () => {
    const names = bundled.flatMap(({ id, title, aliases }) =>
      [id, title, ...aliases].map((name) => name.toLowerCase()),
    );
    const twice = names.filter((name, at) => names.indexOf(name) !== at && !bundled.some(({ id }) => id === name));
    expect(twice).toEqual([]);
    const ids = bundled.map(({ id }) => id);
    const strangers = bundled.flatMap(({ id, aliases }) =>
      aliases.filter((alias) => ids.includes(alias) && alias !== id),
    );
    expect(strangers).toEqual([]);
  });

  test.each(bundled)('$id is short, ordered, sourced and fair', (explainer) => {
    const titles = explainer.sections.map(({ title }) => title);
    expect(titles).toEqual(order.filter((title) => titles.includes(title)));
    expect(titles).toEqual(expect.arrayContaining(everywhere));
    if (!methods.includes(explainer.id)) {
      expect(titles).toEqual(expect.arrayContaining(['How NATO members see it', 'How Russia sees it']));
    }
    const total = explainer.sections.reduce((sum, section) => sum + words(section), 0);
    expect(total).toBeGreaterThanOrEqual(250);
    expect(total).toBeLessThanOrEqual(450);
    expect(explainer.sources.length).toBeGreaterThanOrEqual(3);
    expect(['diplomacy', 'military', 'sanctions', 'analysis']).toContain(explainer.topic);
    expect(explainer.related).not.toContain(explainer.id);
    expect(explainer.related.length).toBeGreaterThan(0);
  });

  test.each(bundled.filter(({ id }) => !methods.includes(id)))('$id tells what happened in order', ({ sections }) => {
    const items = sections
      .filter(({ title }) => title === 'What happened')
      .flatMap(({ passages }) => passages.flatMap((passage) => (passage.kind === 'list' ? passage.items : [])));
    expect(items.length).toBeGreaterThanOrEqual(5);
    const starts = items.map((item) => {
      const date = /^(\d{4}(?:-\d{2}){0,2})(?: (?:to|and) \d{4}(?:-\d{2})?)? · \S/.exec(item)?.[1];
      expect(date, item).toBeDefined();
      // An invalid day, for example 2023-02-30, comes back as another one.
      const day = `${date}-01-01`.slice(0, 10);
      expect(new Date(day).toISOString().slice(0, 10), item).toBe(day);
      expect(Date.parse(day)).toBeLessThan(Date.now());
      return day;
    });
    expect(starts).toEqual([...starts].sort());
  });
});

describe('findExplainer', () => {
  test.each([
    ['nato', 'nato'],
    ['NATO', 'nato'],
    ['Article 5', 'article-5'],
    ['art. 5', 'article-5'],
    ['ARTICLE-4', 'article-4'],
    ['стаття 5', 'article-5'],
    ['Стаття 4', 'article-4'],
    ['Крим', 'crimea-2014'],
    ['мінські угоди', 'minsk'],
    ['Suwałki gap', 'baltic'],
    ['enlargment', 'enlargement'],
    ['snactions', 'sanctions'],
    ['Crimae', 'crimea-2014'],
    ['disinfo', 'disinformation'],
    ['what is Article 5?', 'article-5'],
    ['tell me about the founding act', 'founding-act'],
    ['B2', 'grades'],
  ])('%s → %s', (subject, id) => {
    expect(findExplainer(bundled, subject).found?.id).toBe(id);
  });

  test('a word that means several finds none and offers them', () => {
    const { found, near } = findExplainer(bundled, 'article');
    expect(found).toBeNull();
    expect(near.slice(0, 2).map(({ id }) => id)).toEqual(['article-4', 'article-5']);
  });

  test('a digit is never a typo', () => {
    expect(findExplainer(bundled, 'article 6').found).toBeNull();
    expect(findExplainer(bundled, 'article 6').near.map(({ id }) => id)).toContain('article-5');
  });

  test('a word of a title only suggests', () => {
    const { found, near } = findExplainer(bundled, 'treaty of washington');
    expect(found).toBeNull();
    expect(near.map(({ id }) => id)).toContain('article-5');
  });

  test.each(['', '  ?! ', 'gardening'])('nothing for "%s"', (subject) => {
    expect(findExplainer(bundled, subject)).toEqual({ found: null, near: [] });
  });
});

describe('loadExplainers', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'explainers-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const front = [
    '---',
    'id: one',
    'title: One',
    'aliases: [uno]',
    'topic: analysis',
    'reviewed: 2026-11',
    'related: []',
    'sources:',
    '  - name: A page',
    '    url: https://example.org/a',
    '---',
  ];
  const load = async (lines: readonly string[]) => {
    await writeFile(join(dir, 'one.md'), lines.join('\n'));
    return loadExplainers(dir);
  };
  const body = ['', '## In short', '', 'A wrapped', 'paragraph.', '', '- first', '- second', '  goes on', '', 'After.'];

  test('reads paragraphs and lists', async () => {
    const [one] = await load([...front, ...body]);
    expect(one).toMatchObject({ id: 'one', aliases: ['uno'], sources: [{ url: 'https://example.org/a' }] });
    expect(one?.sections).toEqual([
      {
        title: 'In short',
        passages: [
          { kind: 'paragraph', text: 'A wrapped paragraph.' },
          { kind: 'list', items: ['first', 'second goes on'] },
          { kind: 'paragraph', text: 'After.' },
        ],
      },
    ]);
  });

  const replaced = (at: number, line: string) => front.map((old, index) => (index === at ? line : old));
  test.each<[string, readonly string[], RegExp]>([
    ['no front matter', body, /front matter.*one\.md:1\)/],
    ['broken YAML', replaced(3, 'aliases: [uno'), /one\.md:\d+\)/],
    ['a wrong value', replaced(5, 'reviewed: soon'), /reviewed.*one\.md:6\)/],
    ['an unsafe link', replaced(9, '    url: javascript:alert(1)'), /sources\.0\.url.*one\.md:10\)/],
    ['a missing field', replaced(5, ''), /reviewed.*one\.md:2\)/],
    ['a field too many', [...front.slice(0, 6), 'colour: red', ...front.slice(6)], /colour.*one\.md:7\)/],
    ['a relation to nothing', [...replaced(6, 'related: [two]'), ...body], /"two".*one\.md:7\)/],
    ['another id', [...replaced(1, 'id: two'), ...body], /"two".*one\.md:2\)/],
    ['no section', front, /no "## " section/],
    ['text before a section', [...front, 'Hello.'], /one\.md:12\)/],
    ['an empty section', [...front, '## In short', '', '## More', 'x'], /"In short" is empty.*one\.md:12\)/],
    ['a section twice', [...front, ...body, '## In short', 'x'], /twice.*one\.md:23\)/],
    ['bold', [...front, '## In short', 'So **very** bold'], /emphasis.*one\.md:13\)/],
    ['a link', [...front, '## In short', '[x](https://example.org)'], /link.*one\.md:13\)/],
    ['HTML', [...front, '## In short', 'a<br>b'], /HTML.*one\.md:13\)/],
    ['a deeper heading', [...front, '## In short', '### More'], /heading.*one\.md:13\)/],
    ['a nested list', [...front, '## In short', '- a', '  - b'], /list.*one\.md:14\)/],
    ['a numbered list', [...front, '## In short', '1. a'], /list.*one\.md:13\)/],
    ['a quote', [...front, '## In short', '> a'], /quote.*one\.md:13\)/],
  ])('refuses %s', async (_, lines, message) => {
    await expect(load(lines)).rejects.toThrow(message);
  });
});
