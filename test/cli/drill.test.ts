import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drill } from '../../src/cli/drill.ts';
import { createLog } from '../../src/log.ts';
import { renderTerminal } from '../../src/platform/terminal/render.ts';
import { drillHead } from '../support/drill.ts';
import { NOON } from '../support/news.ts';
import { smallDesk } from '../support/small-desk.ts';

const rules = 'editors: [web:local]\nalerts: { keys: { flash: 1, urgent: 1 }, leastOwners: 0 }';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sitrep-test-'));
  writeFileSync(join(folder, 'desk.yaml'), smallDesk(rules));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file with the small drill and these events behind its first report. */
function fileOf(events: string, head = drillHead): string {
  const path = join(folder, 'drill.yaml');
  writeFileSync(path, head + events);
  return path;
}

const draft = (name: string, turnedOut: boolean) =>
  `  - { at: 2022-11-15 18:10, draft: ${name}, by: anna, headline: Ministers ${name}, links: [first], turnedOut: ${turnedOut} }\n`;
const send = (name: string) => `  - { at: ~2022-11-15 18:20, send: ${name}, by: anna }\n`;

async function asked(args: readonly string[], more: Partial<Parameters<typeof drill>[0]> = {}) {
  let line = '';
  const config = { desk: join(folder, 'desk.yaml'), userAgent: 'test' };
  const report = await drill({
    args,
    config,
    log: createLog({ level: 'silent' }),
    screen: { columns: 100, colour: false },
    write: (text) => {
      line += text;
    },
    tell: expect.unreachable,
    signal: new AbortController().signal,
    ...more,
  });
  const message = 'message' in report ? report.message : report;
  const words = renderTerminal(message, { columns: 1_000, colour: false, zone: 'UTC', now: NOON });
  return { line, words, tone: message.tone, score: 'score' in report ? report.score : null };
}

describe('sitrep drill', () => {
  it('lists the drills that come with Sitrep, and takes one by its name', async () => {
    const { words, line } = await asked([]);
    expect(words).toContain('- sitrep drill 2022-11-15-przewodow · 15 November 2022');
    expect(line).toBe('');
    expect((await asked(['2022-11-15-przewodow'])).words).toContain('The false alert was held back.');
  });

  it('shows what happens at its local time, and each message as channels get it', async () => {
    const { line } = await asked([fileOf(draft('meet', true) + send('meet'))]);
    expect(line).toMatch(/^DRILL · A small drill\n\nIt shows how a drill is played\.\n/);
    expect(line).toContain('Rules: 1 key');
    expect(line).toContain(
      [
        ' 15 Nov 18:00  Source One: Ministers meet in Brussels today',
        '               Story 1: 1 outlet, ownership unknown',
        '',
        ' 15 Nov 18:10  Anna drafts alert 1 (urgent): Ministers meet',
        '               Behind it: F6 cannot be judged · no independent owners',
        '',
        '~15 Nov 18:20  Anna sends alert 1',
        '               To #drill-alerts, #drill-front-page:',
        '               │ BREAKING',
        '               │',
        '               │ DRILL · A small drill · Nothing of this happens now.',
        '               │',
        '               │ Ministers meet',
      ].join('\n'),
    );
  });

  it('does not pass where a false alert goes out by the desk’s own rules', async () => {
    const file = fileOf(draft('resign', false) + send('resign'));
    const { tone, words } = await asked([file]);
    expect(tone).toBe('problem');
    expect(words).toContain('A false alert went out and stood for 0 min, to the end of the drill.');
    expect(words).toMatch(/Alerts sent +1, of which 1 false/);
    expect(words).toContain('- Alert 1 · false · sent to 2 channels 10 min after its draft · Ministers resign');
  });

  it('shows what is said about an alert after it was sent, below it and in its place', async () => {
    const amended = `  - { at: 2022-11-15 18:50, withdraw: resign, by: ben, reason: They stay }\n`;
    const events = draft('resign', false) + send('resign') + amended + amended;
    const { line, words } = await asked([fileOf(events.replace('Ministers resign', 'All go. Now'))]);
    expect(line).toMatch(
      /Ben withdraws alert 1: They stay\n +Below it in #drill-alerts, #drill-front-page:\n +│ WITHDRAWN\n +│\n +│ DRILL · /,
    );
    expect(line).toMatch(/\n +In its place in #drill-alerts, #drill-front-page:\n +│ WITHDRAWN\n +│\n +│ DRILL · /);
    expect(line).toContain('Not done: Alert 1 (“All go. Now”) was withdrawn already, and its copies say so.\n');
    expect(words).toMatch(/False stood for +30 min\n/);
    expect(words).toContain(
      '- Alert 1 · false · sent to 2 channels 10 min after its draft, withdrawn after 30 min by 2 notes and 2 edits · ',
    );
  });

  it('tries other rules, which is no verdict', async () => {
    const file = fileOf(draft('resign', false) + send('resign'));
    const held = await asked([file, '--keys', '2']);
    expect(held.line).toContain('It waits for another key: 1 of 2 are turned.');
    expect(held.line).toContain('Alert 1 expires: its keys did not come. Nothing is sent.');
    expect(held.words).toContain('Rules were tried');
    expect(held.words).toMatch(/Alerts sent +none\n/);
    expect((await asked([file, '--keys', '1'])).tone).toBe('routine');
    expect(held.score).toMatchObject({ rules: { keysBy: 'tried', leastOwnersBy: 'desk' }, sent: { alerts: 0 } });
  });

  it('tells in a sentence what the desk refuses, and what its editors are told', async () => {
    const file = fileOf(draft('meet', true) + send('meet'));
    const refused = await asked([file, '--least-owners', '3']);
    expect(refused.line).toMatch(/Not done: .* behind alert 1, and the desk asks for 3\.\n\n/);
    const waiting = await asked([file, '--keys', '2']);
    expect(waiting.line).toMatch(/\n +To #drill-editors: DRILL · Anna asks for your key .*: Ministers meet\n\n/);
  });

  it('says where a drill has rules of its own', async () => {
    const { words } = await asked([fileOf('', `rules: { keys: 2 }${drillHead}`)]);
    expect(words).toContain('The desk file itself asks for 1 key and 0 independent owners');
  });

  it.each([
    [['drill.yaml', '--keys', '0'], '--keys takes a whole number from 1 to 5, not “0”.'],
    [['drill.yaml', '--least-owners', 'two'], '--least-owners takes a whole number from 0 to 10, not “two”.'],
    [['drill.yaml', '--speed', '0'], '--speed takes a whole number from 1 to'],
    [['nowhere.yaml'], 'nowhere.yaml cannot be read'],
  ])('refuses %j', async (args, why) => {
    await expect(asked(args)).rejects.toThrow(why);
  });

  it('names the mistakes of a drill', async () => {
    const file = fileOf(send('meet'));
    await expect(asked([file])).rejects.toThrow(`The drill has a mistake:\n${file}:10 `);
  });

  it('plays at some speed, tells what is next, and ends clean when somebody wants it to', async () => {
    const file = fileOf(draft('meet', true));
    const stop = new AbortController();
    const told: string[] = [];
    const tell = (words: string) => {
      told.push(words);
      stop.abort();
    };
    const stores = () => readdirSync(tmpdir()).filter((name) => name.startsWith('sitrep-drill-'));
    const before = stores();
    await expect(asked([file, '--speed', '60'], { tell, signal: stop.signal })).rejects.toThrow(
      'nothing of it is left',
    );
    expect(told).toEqual(['15 Nov 18:10 is next, in 10 seconds']);
    expect(stores()).toEqual(before);
    expect((await asked([file, '--speed', '1000000'])).line).toContain('Anna drafts alert 1');
  });
});
