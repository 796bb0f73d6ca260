import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feed } from '../../src/cli/feed.ts';
import { loadConfig } from '../../src/config.ts';
import { loadDeskFile } from '../../src/content/desk-file.ts';
import { createLog } from '../../src/log.ts';
import { renderTerminal } from '../../src/platform/terminal/render.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createBench } from '../support/bot-process.ts';
import { startFeedServer } from '../support/feed-server.ts';
import { NOON } from '../support/news.ts';
import { openDesk } from '../support/room.ts';

const bench = createBench();
afterAll(() => bench.clean());

let server: Awaited<ReturnType<typeof startFeedServer>>;
let store: Store;
let desk: string;
beforeEach(async () => {
  server = await startFeedServer();
  store = await openStore({ dataDir: bench.folder(), url: null });
});
afterEach(async () => {
  await store.close();
  await server.close();
  expect(server.complaints).toEqual([]);
});

/** A desk file of these sources, each a block of YAML, that allows the loopback address. */
const deskFile = (...sources: readonly string[]): string => `name: Test
title: A desk for tests
topics: [{ id: diplomacy, name: Diplomacy, words: [talks] }]
feeds: { allow: ["127.0.0.1"] }

# Who is read.
sources:
${sources.join('\n')}
# Who receives it.
subscriptions: []
`;
const entry = (id: string, more = ''): string =>
  `  - id: ${id}\n    name: Source ${id}\n    kind: news\n    country: GB\n    stateMedia: false\n    language: en\n${more}`;
const fed = (id: string, address: string): string => entry(id, `    feed: ${address}\n`);
const write = (...sources: readonly string[]): void => {
  desk = bench.file('desk.yaml', deskFile(...sources));
};

/** What a terminal prints for `sitrep feed …`. */
async function ask(...args: readonly string[]): Promise<string> {
  const file = await loadDeskFile(desk);
  const opened = await openDesk(store, file);
  const config = loadConfig({ env: { SITREP_DESK: desk, SITREP_CONTACT: 'https://desk.example/contact' } });
  const open = async () => ({ file, store, desk: opened.desk });
  const answer = await feed({ args, config, open, log: createLog({ level: 'silent' }), clock: () => NOON });
  if (typeof answer === 'string') return answer;
  return renderTerminal(answer, { columns: 1_000, colour: false, zone: 'UTC', now: NOON });
}
const ids = async () => (await loadDeskFile(desk)).sources.map(({ id }) => id);
const rss = (...titles: readonly string[]): string =>
  `<rss><channel><title>Baltic Wire</title><language>en</language>${titles.map((title) => `<item><title>${title}</title></item>`).join('')}</channel></rss>`;

describe('sitrep feed add', () => {
  beforeEach(() => write(entry('one')));

  it('shows a feed and writes it into the desk file, unlabelled', async () => {
    const url = server.publish('/feed', { body: rss('Talks begin', 'Rain') });
    const before = readFileSync(desk, 'utf8');
    expect(await ask('add', url, '--dry-run')).toMatch(/Baltic Wire \(baltic-wire\) would be added/);
    expect(readFileSync(desk, 'utf8')).toBe(before);
    const words = await ask('add', url);
    expect(words).toMatch(/Baltic Wire \(baltic-wire\) added to .*Pieces +2.*Talks begin.*Rain.*reliability F/s);
    expect((await loadDeskFile(desk)).sources[1]).toMatchObject({ id: 'baltic-wire', feed: url, reliability: 'F' });
    expect(await ask('add', url)).toContain(`The desk reads ${url} already.`);
    expect(await ids()).toEqual(['one', 'baltic-wire']);
  });

  it('finds the feed that a page names, and takes the address to which it moved for good', async () => {
    server.publish('/old', (response) => response.writeHead(301, { location: '/feed' }).end());
    const url = server.publish('/feed', { body: rss('Talks begin') });
    const link = '<link rel="alternate" type="application/rss+xml" href="/old">';
    const page = server.publish('/', { body: `<!doctype html><head>${link}</head>`, type: 'text/html' });
    expect(await ask('add', page)).toMatch(/added to/);
    expect((await loadDeskFile(desk)).sources[1]?.feed).toBe(url);
  });

  it('says what is wrong with an address, and writes nothing', async () => {
    const page = server.publish('/', { body: '<!doctype html><head></head>', type: 'text/html' });
    await expect(ask('add', page)).rejects.toThrow(/is a web page, not a feed\. Give the address of its feed\./);
    await expect(ask('add', 'wire.example')).rejects.toThrow(/begins with https:\/\//);
    await expect(ask('add', 'https://me:secret@wire.example/')).rejects.toThrow(/without a password/);
    await expect(ask('add', 'http://[::1]/feed')).rejects.toThrow(/inside a private network/);
    await expect(ask('add')).rejects.toThrow(/sitrep feed add <address>/);
    expect(await ids()).toEqual(['one']);
  });
});

describe('sitrep feed remove', () => {
  it('takes a source out and leaves every other line', async () => {
    write(entry('one'), `  # About the two.\n${fed('two', 'https://two.example/')}    # Odd.\n`, entry('three'));
    expect(await ask('remove', 'two')).toMatch(/Source two \(two\) taken out of/);
    expect(readFileSync(desk, 'utf8')).toBe(deskFile(entry('one'), `  # About the two.\n${entry('three')}`));
    await ask('remove', 'three');
    expect(await ids()).toEqual(['one']);
  });

  it('refuses what is not there, what is the last, and what it cannot cut', async () => {
    write(entry('one'));
    await expect(ask('remove', 'onee')).rejects.toThrow('Did you mean one?');
    await expect(ask('remove', 'one')).rejects.toThrow('is the only source of the desk');
    const flow = (id: string) => `{ id: ${id}, name: ${id}, kind: news, country: GB, stateMedia: false, language: en }`;
    desk = bench.file('desk.yaml', deskFile().replace('sources:\n', `sources: [${flow('one')}, ${flow('two')}]`));
    await expect(ask('remove', 'two')).rejects.toThrow('Delete its lines by hand.');
    expect(await ids()).toEqual(['one', 'two']);
  });
});

describe('sitrep feed check', () => {
  it('polls a source now, as the bot does, and says what happened', async () => {
    write(fed('one', server.publish('/feed', { body: rss('Talks begin'), etag: '"1"' })), entry('two'));
    expect(await ask('check', 'one')).toMatch(/Source one \(one\) · read, 1 new; next poll/);
    expect(await ask('check', 'one')).toMatch(/nothing changed since it was last read/);
    expect(server.requests[0]?.headers['user-agent']).toMatch(/Sitrep.*desk\.example\/contact/);
    expect((await store.sources.states())[0]).toMatchObject({ source: 'one', lastGood: NOON, etag: '"1"' });
    expect(await store.updates.count()).toBe(1);
    await expect(ask('check', 'two')).rejects.toThrow('no source “two” with a feed');
  });

  it('polls all, tells what fails and what moved, and takes up again what was gone', async () => {
    const gone = server.publish('/gone', (response) => response.writeHead(410).end());
    server.publish('/new', { body: rss('Talks begin') });
    const moved = server.publish('/old', (response) => response.writeHead(308, { location: '/new' }).end());
    write(fed('one', gone), fed('two', moved));
    const words = await ask('check');
    expect(words).toMatch(/Polled: 2, failed: 1\./);
    expect(words).toMatch(/Source one .*has given this feed up \(HTTP 410\); not polled any more/);
    expect(words).toMatch(/Source two .*read, 1 new; it says that it moved for good to http:\S+\/new/);
    await ask('check', 'two');
    expect(await ask('check', 'two')).toMatch(/from now on asked at \S+\/new, .*put that into the desk file/);
    expect(await ask('check', 'two')).toMatch(/; asked at \S+\/new/);
    server.publish('/gone', { body: rss('Back') });
    expect(await ask('check', 'one')).toMatch(/read, 1 new/);
    expect((await store.sources.states())[0]).toMatchObject({ goneAt: null, failures: 0 });
  });
});
