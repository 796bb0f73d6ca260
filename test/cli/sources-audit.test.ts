import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { auditSources, auditsSources } from '../../src/cli/sources-audit.ts';
import { renderTerminal } from '../../src/platform/terminal/render.ts';
import { createBench } from '../support/bot-process.ts';
import { NOON } from '../support/news.ts';

const bench = createBench();
afterAll(() => bench.clean());

const pages = 'basis: https://example.org/record, ownership: https://example.org/owner';
const good = `{ id: good, name: Good, kind: news, owner: Good, country: GB, bloc: nato, stateMedia: none, reliability: B, ${pages}, reviewed: 2026-11-01, language: en }`;
const bare =
  '{ id: bare, name: Bare, kind: news, country: GB, stateMedia: unknown, reviewed: 2026-11-01, language: en }';
const lacking =
  '{ id: lacking, name: Lacking, kind: news, owner: Lacking, country: GB, bloc: nato, stateMedia: none, language: en }';

const audit = (sources: readonly string[], ...flags: string[]) => {
  const desk = join(bench.folder(), 'desk.yaml');
  writeFileSync(
    desk,
    `name: Test\ntitle: Tests\ntopics: [{ id: talks, name: Talks, words: [talks] }]\nsources: [${sources.join(', ')}]\n`,
  );
  return auditSources({ config: { desk }, args: ['audit', ...flags], clock: () => NOON });
};
const wordsOf = (message: Awaited<ReturnType<typeof audit>>['message']) =>
  renderTerminal(message, { columns: 200, colour: false, zone: 'UTC', now: NOON, channel: null });

it('finds nothing to say of labels that rest on pages and were reviewed', async () => {
  const { message, rows } = await audit([good]);
  expect(message.tone).toBe('routine');
  expect(message.summary).toBe('1 sources: 0 lack something, 0 more have something unknown.');
  expect(rows).toEqual([]);
});

it('is a problem where something is missing, and lists what is unknown behind it', async () => {
  const { message, rows } = await audit([bare, good, lacking]);
  expect(message.tone).toBe('problem');
  expect(wordsOf(message)).toMatch(
    /To be added[\s\S]*Lacking \(lacking\) · no page for owner[^\n]*never reviewed[\s\S]*Unknown, which raises no grade[\s\S]*Bare \(bare\) · owner unknown/,
  );
  expect(rows).toMatchObject([
    { id: 'lacking', reviewed: null, missing: expect.arrayContaining(['never reviewed']) },
    { id: 'bare', reviewed: '2026-11-01', missing: [], unknown: expect.arrayContaining(['reliability F']) },
  ]);
});

it('is no problem where something is unknown', async () => {
  expect((await audit([bare])).message.tone).toBe('routine');
});

it('takes another age', async () => {
  expect((await audit([good], '--days', '7')).message.tone).toBe('problem');
});

it.each([[['--days', '0']], [['--days', 'many']], [['--since', '7']], [['more']]])('refuses %j', async (flags) => {
  await expect(audit([good], ...flags)).rejects.toThrow(/sources audit lists labels/);
});

it('is asked by its own word alone', () => {
  expect([auditsSources(['audit']), auditsSources(['nato']), auditsSources([])]).toEqual([true, false, false]);
});
