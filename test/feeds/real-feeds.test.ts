import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectFeed } from '../../src/feeds/inspect.ts';

/**
 * Real documents may not be kept here, so this runs only where a folder of them is named: `SITREP_TEST_DATA/feeds` with
 * `index.tsv`, the documents, and `oracle.jsonl`, another reader's view of them (fields known to be wrong are null).
 */
const folder = process.env.SITREP_TEST_DATA === undefined ? null : join(process.env.SITREP_TEST_DATA, 'feeds');

interface OracleFeed {
  readonly file: string;
  readonly items: readonly OracleItem[];
}
type OracleItem = Readonly<Record<'title' | 'link' | 'id' | 'published', string | null>>;

const read = (name: string): Uint8Array => readFileSync(join(folder ?? '', name));
const text = (name: string): string => new TextDecoder().decode(read(name));

function inspectFile(name: string) {
  const url = rows().find((row) => row.file === name)?.feed_url ?? null;
  return inspectFeed({ bytes: read(name), contentType: null, url }, Date.now());
}

function rows(): readonly Record<string, string>[] {
  const [header = [], ...lines] = text('index.tsv')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  return lines.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
}

const oracle = (): readonly OracleFeed[] =>
  text('oracle.jsonl')
    .trim()
    .split('\n')
    // The file has this shape; a wrong one fails the comparison.
    .map((line) => JSON.parse(line) as OracleFeed);

/** The other reader leaves tags and entities in titles. */
const words = (title: string): string =>
  title
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();

describe.skipIf(folder === null)('real feeds', () => {
  it('are all read without a problem', () => {
    for (const { file = '', items } of rows()) {
      const inspection = inspectFile(file);
      expect(inspection.format, `${file}: ${inspection.warnings}`).not.toBeNull();
      expect(inspection.items.length, file).toBe(Number(items));
    }
  });

  it('are read as another reader reads them', () => {
    const agreement = {
      link: { agree: 0, of: 0 },
      id: { agree: 0, of: 0 },
      published: { agree: 0, of: 0 },
      title: { agree: 0, of: 0 },
    };
    const compare = (field: keyof typeof agreement, theirs: string | null, ours: string | null): void => {
      if (theirs === null) return;
      agreement[field].of += 1;
      if (theirs === ours) agreement[field].agree += 1;
    };
    for (const { file, items } of oracle()) {
      const ours = inspectFile(file).items;
      expect(ours.length, file).toBe(items.length);
      for (const [index, item] of items.entries()) {
        const own = ours[index];
        compare('link', item.link, own?.link ?? null);
        compare('id', item.id, own?.id ?? null);
        compare('published', item.published, own?.published?.replace('.000Z', 'Z') ?? null);
        compare('title', item.title === null ? null : words(item.title), own?.title ?? null);
      }
    }
    const share = (field: keyof typeof agreement) => agreement[field].agree / agreement[field].of;
    console.table(agreement);
    expect(share('link')).toBeGreaterThanOrEqual(0.995);
    expect(share('id')).toBeGreaterThanOrEqual(0.995);
    expect(share('published')).toBeGreaterThanOrEqual(0.995);
    expect(share('title')).toBeGreaterThanOrEqual(0.97);
  });
});
