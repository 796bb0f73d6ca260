import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sourcesPage } from '../docs/sources.ts';
import { loadDeskFile } from '../src/content/desk-file.ts';

const bundled = fileURLToPath(new URL('../content/desk.yaml', import.meta.url));

test('every source stands once in the table, with its labels', async () => {
  const file = await loadDeskFile(bundled);
  const lines = sourcesPage(file).split('\n');
  for (const source of file.sources) {
    expect(lines.filter((line) => line.includes(`(\`${source.id}\`)`))).toHaveLength(1);
  }
  expect(lines).toContain(
    '| TASS (`tass`) | Government of Russia, [page](<https://legalclarity.org/russia-state-media-structure-funding-and-legal-status>) | RU | controlled ' +
      '| D, [basis](<https://en.wikipedia.org/wiki/Wikipedia:Reliable_sources/Perennial_sources>) ' +
      '| 2026-11-26 | en | [tass.com](<https://tass.com/rss/v2.xml>) | 2026-01 |',
  );
});

test('kinds and blocs are headings, in one order, and empty ones are left out', async () => {
  const file = await loadDeskFile(bundled);
  const headings = sourcesPage(file)
    .split('\n')
    .filter((line) => line.startsWith('#'));
  expect(headings.slice(1, 7)).toEqual([
    expect.stringMatching(/^## News \(\d+\)$/),
    '### Russia',
    '### Ukraine',
    '### NATO members, EU and partners',
    '### Other',
    '### Independent',
  ]);
  expect(headings).not.toContain('### Unknown');
});

test('a name with signs of Markdown stays text', async () => {
  const [source] = (await loadDeskFile(bundled)).sources;
  if (source === undefined) throw new Error('the bundled desk has sources');
  const table = sourcesPage({
    name: 'Test',
    sources: [{ ...source, name: 'A | [b](c)', feed: 'https://a.example/x?y=(|)' }],
  });
  expect(table).toContain('| A \\| \\[b\\](c) (');
  expect(table).toContain('(<https://a.example/x?y=(%7C)>)');
});
