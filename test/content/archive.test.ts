import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { archiveSource, archiveUpdates, loadArchive } from '../../src/content/archive.ts';

const bundled = await loadArchive('content/archive');

describe('bundled archive', () => {
  test('covers every topic and several blocs, from 1949 on', () => {
    expect(bundled.length).toBeGreaterThanOrEqual(75);
    const count = (key: 'topic' | 'bloc', value: string) => bundled.filter((fact) => fact[key] === value).length;
    for (const topic of ['diplomacy', 'military', 'sanctions', 'analysis']) {
      expect(count('topic', topic), topic).toBeGreaterThanOrEqual(12);
    }
    for (const bloc of ['nato', 'russia', 'ukraine', 'other', 'independent']) {
      expect(count('bloc', bloc), bloc).toBeGreaterThanOrEqual(5);
    }
    expect([...new Set(bundled.map(({ topic }) => topic))].sort()).toEqual([
      'analysis',
      'diplomacy',
      'military',
      'sanctions',
    ]);
    expect(bundled[0]).toMatchObject({ id: '1949-washington-treaty', date: '1949-04-04' });
  });

  test('is in order of time, and nothing lies in the future', () => {
    const dates = bundled.map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    expect(Date.parse(dates.at(-1) ?? '')).toBeLessThan(Date.now());
  });

  test('reads as plain, short text', () => {
    const rules: readonly (readonly [string, (fact: (typeof bundled)[number]) => boolean])[] = [
      ['the id starts with the year', ({ id, date }) => id.slice(0, 4) === date.slice(0, 4)],
      ['the title fits a line or two', ({ title }) => title.length <= 100 && !/[.!]$/.test(title)],
      ['the summary is a few sentences', ({ summary }) => summary.length <= 360 && summary.endsWith('.')],
      ['no markup', ({ title, summary }) => !/[*`_<>[\]]|https?:|&[a-z]+;/.test(`${title} ${summary}`)],
    ];
    const broken = rules.flatMap(([rule, holds]) =>
      bundled.filter((fact) => !holds(fact)).map(({ id }) => `${id}: ${rule}`),
    );
    expect(broken).toEqual([]);
  });

  test('no title stands twice', () => {
    const titles = bundled.map(({ title }) => title);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });
});

test('archiveUpdates credits the cited body and publishes at midnight UTC', () => {
  const now = Date.UTC(2026, 10, 22);
  const updates = archiveUpdates(bundled, { now });
  expect(new Set(updates.map(({ id }) => id)).size).toBe(bundled.length);
  expect(updates[0]).toMatchObject({
    source: archiveSource.id,
    wire: 'NATO',
    language: 'en',
    published: Date.UTC(1949, 3, 4),
    dating: 'dated',
    seen: now,
    topic: 'diplomacy',
  });
  expect(archiveUpdates(bundled, { now: 0 })[0]?.id).toBe(updates[0]?.id);
});

describe('loadArchive', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'archive-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const fact = {
    id: '1949-treaty',
    date: '1949-04-04',
    topic: 'diplomacy',
    title: 'A treaty',
    summary: 'It is signed.',
    source: 'NATO',
    bloc: 'nato',
    url: 'https://example.org/treaty',
  };
  const load = async (...lines: readonly string[]) => {
    await writeFile(join(dir, 'a.ndjson'), lines.join('\n'));
    return loadArchive(dir);
  };

  test('reads every file, oldest fact first, whatever the order of the lines', async () => {
    await writeFile(join(dir, 'b.ndjson'), JSON.stringify({ ...fact, id: '1900-older', date: '1900-01-01' }));
    await writeFile(join(dir, 'notes.txt'), 'not a fact');
    const facts = await load(
      JSON.stringify({ ...fact, id: '1999-newer', date: '1999-01-01' }),
      '',
      JSON.stringify(fact),
    );
    expect(facts.map(({ id }) => id)).toEqual(['1900-older', '1949-treaty', '1999-newer']);
  });

  test.each<[string, string, RegExp]>([
    ['a line that is not JSON', '{"id": ', /not JSON.*a\.ndjson:2\)/],
    ['a day that does not exist', JSON.stringify({ ...fact, id: 'x', date: '2023-02-30' }), /date: .*a\.ndjson:2\)/],
    ['an unknown bloc', JSON.stringify({ ...fact, id: 'x', bloc: 'west' }), /bloc: .*a\.ndjson:2\)/],
    ['an unsafe link', JSON.stringify({ ...fact, id: 'x', url: 'javascript:alert(1)' }), /url: .*a\.ndjson:2\)/],
    ['a missing field', JSON.stringify({ ...fact, id: 'x', title: undefined }), /title: .*a\.ndjson:2\)/],
    ['an unknown field', JSON.stringify({ ...fact, id: 'x', grade: 'A1' }), /grade.*a\.ndjson:2\)/],
    ['an id that stands twice', JSON.stringify(fact), /"1949-treaty".*a\.ndjson:2, .*a\.ndjson:1\)/],
  ])('refuses %s', async (_, line, message) => {
    await expect(load(JSON.stringify(fact), line)).rejects.toThrow(message);
  });
});
