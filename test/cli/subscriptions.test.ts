import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { subscriptions } from '../../src/cli/subscriptions.ts';
import { loadConfig } from '../../src/config.ts';
import { loadDeskFile, parseDeskFile } from '../../src/content/desk-file.ts';
import { readOpml } from '../../src/feeds/opml.ts';
import { renderTerminal } from '../../src/platform/terminal/render.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createBench } from '../support/bot-process.ts';
import { NOON } from '../support/news.ts';
import { aChannel, openDesk } from '../support/room.ts';
import { smallDesk } from '../support/small-desk.ts';
import { someTerms } from '../support/terms.ts';

const bundled = fileURLToPath(new URL('../../content/desk.yaml', import.meta.url));
const bench = createBench();
afterAll(() => bench.clean());

let desk: string;
let store: Store;
beforeEach(async () => {
  desk = bench.file('desk.yaml', smallDesk());
  store = await openStore({ dataDir: bench.folder(), url: null });
});
afterEach(() => store.close());

async function anotherStore(): Promise<void> {
  await store.close();
  store = await openStore({ dataDir: bench.folder(), url: null });
}

/** The desk on the store of the test. */
const opened = async () => (await openDesk(store, await loadDeskFile(desk))).desk;

/** What a terminal prints for `sitrep subscriptions …`. */
const ask = (...args: readonly string[]): Promise<string> => asked(args);

async function asked(args: readonly string[], more: Partial<Parameters<typeof subscriptions>[0]> = {}) {
  const config = loadConfig({ env: { SITREP_DESK: desk } });
  const bureau = { file: await loadDeskFile(desk), store, desk: await opened() };
  const answer = await subscriptions({ bureau, config, args, clock: () => NOON, ...more });
  if (typeof answer === 'string') return answer;
  return renderTerminal(answer, { columns: 1_000, colour: false, zone: 'UTC', now: 0 });
}
const opml = (outlines: string): string =>
  bench.file('feeds.opml', `<opml version="2.0"><body>${outlines}</body></opml>`);
const outline = (name: string, address = `https://${name}.example/`): string =>
  `<outline text="${name}" xmlUrl="${address}"/>`;
const sources = async () => (await loadDeskFile(desk)).sources;

describe('sitrep subscriptions export --opml', () => {
  it('lists every source that has a feed, in a folder for each bloc', async () => {
    const { sources: all, name } = await loadDeskFile(bundled);
    desk = bundled;
    const text = await ask('export', '--opml');
    const fed = all.filter(({ feed }) => feed !== null);
    const { feeds } = readOpml({ bytes: Buffer.from(text), contentType: null, url: null }) ?? { feeds: [] };
    expect(feeds.map(({ labels }) => labels.id).toSorted()).toEqual(fed.map(({ id }) => id).toSorted());
    expect(text.match(/<outline text="[^"]+" title="[^"]+">/g)?.map((folder) => folder.split('"')[1])).toEqual([
      'Russia',
      'Ukraine',
      'NATO/EU',
      'other states',
      'independent',
    ]);
    expect(text).toContain(`<title>${name}: `);
  });
});

describe('sitrep subscriptions import', () => {
  it('says what became of every feed, and writes what is new', async () => {
    const file = opml(
      `${outline('Reuters')}${outline('Reuters')}${outline('Known', 'https://one.example/')}${outline('ftp', 'ftp://x/')}`,
    );
    desk = bench.file('desk.yaml', smallDesk().replace('language: en', 'language: en, feed: http://one.example'));
    const said = await ask('import', file);
    expect(said).toContain(`1 feed added to ${desk}.`);
    for (const [label, count] of [
      ['Named in the file', 4],
      ['Added', 1],
      ['Read already', 1],
      ['Named again', 1],
      ['Left out', 1],
    ])
      expect(said).toMatch(new RegExp(`^${label} +${count}$`, 'm'));
    expect(said).toContain('- reuters · Reuters · F');
    expect(said).toContain('- ftp: no http(s) address');
    expect(said).toContain('Unlabelled (reliability F): 1.');
    expect(said).toContain('next start');
    expect(said).not.toContain('--labels');
    expect(await sources()).toMatchObject([{ id: 'one' }, { id: 'reuters', reliability: 'F', bloc: 'unknown' }]);
  });

  it('brings the bundled desk into another one, with its labels only when they are trusted', async () => {
    const original = (await loadDeskFile(bundled)).sources.filter(({ feed }) => feed !== null);
    const own = desk;
    desk = bundled;
    const file = bench.file('bundled.opml', await ask('export', '--opml'));
    desk = own;
    const said = await ask('import', file, '--labels');
    expect(said).toContain(`${original.length} feeds added`);
    expect(said).not.toContain('Unlabelled');
    const byId = (list: typeof original) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId((await sources()).slice(1))).toEqual(byId(original.map((source) => ({ ...source, verified: null }))));
    desk = bench.file('desk.yaml', smallDesk());
    expect(await ask('import', file)).toContain('--labels takes them');
    expect(new Set((await sources()).map(({ reliability, bloc, owner }) => `${reliability} ${bloc} ${owner}`))).toEqual(
      new Set(['F unknown unknown']),
    );
  });

  it('names labels that it refuses', async () => {
    const said = await ask(
      'import',
      bench.file(
        'labels.opml',
        `<opml xmlns:s="urn:sitrep:source"><body><outline text="Alpha" xmlUrl="https://a.example/" s:kind="news" s:country="GB" s:stateMedia="false" s:reliability="A"/></body></opml>`,
      ),
      '--labels',
    );
    expect(said).toContain('- alpha · Alpha · F · its labels were refused');
    expect(said).toContain('refused as a whole: 1.');
  });

  it('only says so with --dry-run', async () => {
    const before = statSync(desk).ino;
    const said = await ask('import', opml(outline('Reuters')), '--dry-run');
    expect(said).toContain(`1 feed would be added to ${desk}. Nothing was written.`);
    expect(said).toMatch(/^To add +1$/m);
    expect(said).toContain('- reuters · Reuters · F');
    expect(said).not.toContain('next start');
    expect([statSync(desk).ino, readFileSync(desk, 'utf8')]).toEqual([before, smallDesk()]);
  });

  it('writes nothing where nothing is new', async () => {
    const file = opml(outline('Reuters'));
    await ask('import', file);
    const before = statSync(desk).ino;
    expect(await ask('import', file)).toContain('Nothing new: the desk file stays as it is.');
    expect(await ask('import', opml(''))).toContain('Nothing new');
    expect(statSync(desk).ino).toBe(before);
  });

  it('lists twenty names, and counts the others', async () => {
    const many = Array.from({ length: 25 }, (_, at) => outline(`new${at}`) + outline(`x${at}`, 'ftp://x/'));
    const said = await ask('import', opml(many.join('')));
    expect(said.match(/^- new\d+ · /gm)).toHaveLength(20);
    expect(said.match(/^- x\d+: /gm)).toHaveLength(20);
    expect(said.match(/^and 5 more\.$/gm)).toHaveLength(2);
  });

  it('passes on what is wrong with the file', async () => {
    const file = bench.file('cut.opml', `<opml><body>${outline('Reuters')}<outline te`);
    expect(await ask('import', file)).toContain('The file is not in order: the document breaks off before its end.');
  });
});

describe('what channels subscribed to', () => {
  const other = { platform: 'test', workspace: 'default', id: 'other', name: 'other' };

  async function subscribeTwo(): Promise<void> {
    const made = await opened();
    const terms = someTerms({
      ...{ cron: '0 7 * * 1-5', zone: 'Europe/Kyiv', topics: ['diplomacy'], leastGrade: 'C3', languages: ['en', 'uk'] },
      ...{ alerts: null, quiet: { from: '22:00', to: '07:00' }, whenEmpty: 'silence' },
    } as const);
    await made.subscribe({ channel: { ...aChannel(), name: 'news: "all"' }, terms, by: 'test:a' });
    await made.subscribe({ channel: other, terms: someTerms(), by: 'test:a' });
  }

  it('is printed by the names that people type', async () => {
    await subscribeTwo();
    expect(JSON.parse(await ask('export'))).toEqual({
      sitrep: 'subscriptions',
      version: 1,
      exportedAt: new Date(NOON).toISOString(),
      subscriptions: [
        {
          channel: { platform: 'test', workspace: 'w', id: 'news', name: 'news: "all"' },
          ...{ at: '0 7 * * 1-5', zone: 'Europe/Kyiv', topics: ['diplomacy'], limit: 5, grade: 'C3' },
          ...{ language: ['en', 'uk'], alerts: false, quiet: '22:00-07:00', empty: 'silence', paused: false },
        },
        {
          channel: other,
          ...{ at: '0 8 * * *', zone: 'UTC', topics: [], limit: 5, grade: null },
          ...{ language: [], alerts: 'update', quiet: null, empty: 'line', paused: false },
        },
      ],
    });
    const { subscriptions: ofOne } = JSON.parse(await ask('export', '--channel', 'test:other'));
    expect(ofOne).toMatchObject([{ channel: other }]);
  });

  it('comes back on another desk as it was', async () => {
    await subscribeTwo();
    await (await opened()).restSubscription({ channel: other, id: null, by: 'test:a', command: '' });
    const before = await ask('export');
    const file = bench.file('list.json', before);
    // As a shell of Windows writes what is printed.
    const wide = bench.file('wide.json', Buffer.from(`\ufeff${before}`, 'utf16le'));
    await anotherStore();
    expect(await ask('import', wide, '--dry-run')).toMatch(/^2 subscriptions would be created\. Nothing was written\./);
    expect(await store.channels.all()).toEqual([]);
    const said = await ask('import', file);
    expect(said).toMatch(/^2 subscriptions created\./);
    for (const [label, count] of [
      ['In the list', 2],
      ['Created', 2],
      ['Of these paused', 1],
      ['There already', 0],
    ])
      expect(said).toMatch(new RegExp(`^${label} +${count}$`, 'm'));
    expect(said).toContain('- #news: "all" (test) · on weekdays at 07:00 (Europe/Kyiv)\n');
    expect(said).toContain('- #other (test) · every day at 08:00 (UTC), paused\n');
    expect(said).toContain('Digests begin with the next slot');
    expect(await ask('export')).toBe(before);
    expect((await store.subscriptions.all()).map(({ createdBy }) => createdBy)).toEqual([
      'terminal:local',
      'terminal:local',
    ]);
    const again = await ask('import', file);
    expect(again).toMatch(/^Nothing new: .*^There already +2$.*stays as it is\./ms);
    expect(again).not.toContain('next slot');
  });

  it('loads as a part of a desk file', async () => {
    await subscribeTwo();
    const made = await opened();
    const more = someTerms({ cron: '0 20 * * *', limit: 3 });
    await made.subscribe({ channel: other, terms: more, by: 'test:a' });
    const [, paused] = await store.subscriptions.ofChannel('test:other');
    await made.restSubscription({ channel: other, id: paused?.id ?? 0, by: 'test:a', command: '' });
    const fragment = await ask('export', '--desk');
    const { subscriptions: loaded } = parseDeskFile(smallDesk(fragment), 'desk.yaml');
    expect(loaded).toMatchObject([
      { channel: { platform: 'test', workspace: 'w', id: 'news' }, name: 'news: "all"', zone: 'Europe/Kyiv' },
      { channel: { platform: 'test', workspace: null, id: 'other' }, terms: { cron: '0 8 * * *' } },
    ]);
    const held = await store.subscriptions.all();
    for (const [at, { zone, terms }] of loaded.entries()) expect(held[at]).toMatchObject({ ...terms, zone });
    const uncommented = fragment.replace(/^# Paused.*\n/m, '').replaceAll(/^# /gm, '');
    expect(parseDeskFile(smallDesk(uncommented), 'desk.yaml').subscriptions[2]?.terms).toMatchObject({ limit: 3 });
    await anotherStore();
    expect(parseDeskFile(smallDesk(await ask('export', '--desk')), 'desk.yaml').subscriptions).toEqual([]);
  });

  it('may be written by a person, who leaves out what is usual', async () => {
    const entries = [
      { channel: { platform: 'test', id: 'news' }, at: ' 0  8 * * MON' },
      { channel: { platform: 'test', id: 'news' }, at: '0 8 * * mon' },
    ];
    const list = JSON.stringify({ sitrep: 'subscriptions', version: 1, subscriptions: entries });
    expect(await ask('import', bench.file('list.json', list))).toMatch(/^1 subscription created/);
    expect(await store.subscriptions.all()).toMatchObject([
      { cron: '0 8 * * mon', zone: 'UTC', limit: 10, alerts: null, whenEmpty: 'line' },
    ]);
    expect(await store.channels.all()).toEqual([aChannel()].map((known) => ({ ...known, workspace: 'default' })));
  });

  it('is refused with the place of every mistake', async () => {
    const usual = { channel: { platform: 'test', id: 'news' }, at: '0 8 * * *' };
    const list = (entries: readonly object[], more = {}) =>
      bench.file('list.json', JSON.stringify({ sitrep: 'subscriptions', version: 1, subscriptions: entries, ...more }));
    const wrong = [
      usual,
      { ...usual, at: '61 8 * * *', alerts: 'loud' },
      { ...usual, topic: ['diplomacy'] },
      { ...usual, channel: { platform: 'test', id: 'two words' } },
      { at: '0 8 * * *' },
    ];
    await expect(ask('import', list(wrong))).rejects.toThrow(
      /5 mistakes:.*#2 › at is "61 8.*#2 › alerts is "loud": Expected false.*#3 › topic is not.*"topics".*#4 › channel › id is "two words".*#5 › channel is missing/s,
    );
    await expect(ask('import', list(Array(30).fill({})))).rejects.toThrow(/60 mistakes:.*\nand 40 more\.$/s);
    await expect(ask('import', list([{ ...usual, topics: ['diplomcy'] }]))).rejects.toThrow(
      '#1, test:news: “diplomcy” is no topic of this desk. Did you mean diplomacy?',
    );
    await expect(ask('import', list([], { version: 2 }))).rejects.toThrow(/of version 2.*reads version 1\. Upgrade/);
    await expect(ask('import', list([], { version: undefined }))).rejects.toThrow(/of no version/);
    const cut = bench.file('cut.json', readFileSync(list([usual]), 'utf8').slice(0, 60));
    await expect(ask('import', cut)).rejects.toThrow(/begins as JSON.*Is the file complete\?/);
    expect(await store.channels.all()).toEqual([]);
  });

  it('says how far it is when it takes long, once a second', async () => {
    const entries = Array.from({ length: 2_400 }, (_, at) => ({
      channel: { platform: 'test', id: `c${at}` },
      at: '0 8 * * *',
    }));
    const list = bench.file(
      'list.json',
      JSON.stringify({ sitrep: 'subscriptions', version: 1, subscriptions: entries }),
    );
    let now = NOON;
    const told: string[] = [];
    const clock = () => {
      now += 600;
      return now;
    };
    const said = await asked(['import', list], { clock, tell: (words) => told.push(words) });
    expect(told).toEqual(['1,000 of 2,400 subscriptions', '2,000 of 2,400 subscriptions']);
    expect(said).toContain('and 2,380 more.');
    await asked(['import', list], { clock: () => NOON, tell: (words) => expect.unreachable(words) });
  });
});

it.each([
  [['export', '--opml', '--desk'], 'leave out --desk and --channel'],
  [['export', '--channel', 'test:nowhere'], 'I do not know the channel “test:nowhere”'],
  [['import'], 'sitrep subscriptions import <file or address>'],
  [['import', '/nowhere.opml'], '/nowhere.opml cannot be read'],
  [['import', bench.file('feed.xml', '<rss><channel/></rss>')], 'This is no OPML file'],
  [['import', bench.file('list.json', '[]')], 'This is no OPML file'],
  [['import', bench.file('feed.json', '{"version":"https://jsonfeed.org/version/1.1"}')], 'no list of subscriptions'],
  [['export', '--opmll'], '--opmll'],
])('answers %j with a hint', async (args, hint) => {
  await expect(ask(...args)).rejects.toThrow(hint);
});
