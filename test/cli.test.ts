import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '../src/store/open.ts';
import { createBench } from './support/bot-process.ts';
import { endDelivery } from './support/deliveries.ts';
import { smallDesk } from './support/small-desk.ts';

const bench = createBench();
const dataDir = bench.folder();
afterAll(() => bench.clean());

async function sitrep(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const run = bench.run('cli.ts', { SITREP_DATA_DIR: dataDir, ...env }, args);
  const code = await run.exit;
  expect(run.err()).not.toMatch(/^\s+at /m);
  return { code, out: run.out() };
}

const now = new Date().toUTCString();
const feed = bench.file(
  'feed.xml',
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><link>https://example.org/</link>
  <item><title>NATO and Russia hold talks @everyone [x](javascript:1)</title><link>https://example.org/1</link><guid>1</guid><pubDate>${now}</pubDate>
  <description>${'Long. '.repeat(8_000)}</description></item>
  <item><title>New EU sanctions against Russia agreed</title><link>https://example.org/2</link><guid>2</guid><pubDate>${now}</pubDate></item>
  </channel></rss>`,
);

describe('sitrep in a terminal', () => {
  it('answers from the archive on a store that no bot has opened yet', async () => {
    expect(await sitrep(['latest', 'limit:1'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Latest[\s\S]*archive/),
    });
    expect((await sitrep(['explain', 'article', '5'])).out).toContain('How Russia sees it');
  });

  it.each(['', 'Nonsense/Zone', 'Asia/Tokyo'])('tells the time where TZ is “%s”', async (TZ) => {
    const zone = TZ === 'Asia/Tokyo' ? 'Tokyo' : 'UTC';
    expect(await sitrep(['digest'], { TZ })).toMatchObject({
      code: 0,
      out: expect.stringMatching(`:\\d\\d ${zone} ·`),
    });
  });

  it('reads a feed file in, once, and tells it', async () => {
    const { out, code } = await sitrep(['ingest', feed, '--source', 'bbc-world']);
    expect([code, out]).toEqual([0, expect.stringMatching(/2 pieces read, 2 new, 0 changed/)]);
    expect((await sitrep(['ingest', feed, '--source', 'bbc-world'])).out).toMatch(/0 new, 0 changed/);
    expect((await sitrep(['latest', 'since:1h'])).out).toContain(
      'NATO and Russia hold talks @everyone [x](javascript:1)',
    );
    expect((await sitrep(['sanctions', '--since', '1h'])).out).toContain('New EU sanctions');
  });

  it('reads updates from lines of a file, and ends with code 1 where one is none', async () => {
    const piece = { source: 'bbc-world', title: 'Russia and NATO speak of drones', url: 'https://example.org/3' };
    const good = bench.file('news.ndjson', `${JSON.stringify(piece)}\n`);
    expect(await sitrep(['ingest', good])).toMatchObject({ code: 0, out: expect.stringContaining('1 line: 1 added') });
    const lines = bench.file('lines.txt', `${JSON.stringify(piece)}\n{"source":"bbc-wrld"}\n`);
    const run = bench.run('cli.ts', { SITREP_DATA_DIR: dataDir }, ['ingest', lines]);
    expect(await run.exit).toBe(1);
    expect(run.out()).toContain('2 lines: 0 added, 0 revised, 1 known, 1 refused.');
    expect(run.err()).toMatch(/^line 2: .*Did you mean bbc-world\?/);
    expect((await sitrep(['ingest', good, '--source', 'tass'])).out).toContain('leave out --source');
  });

  it.each([
    [
      'updates',
      JSON.stringify({ source: 'tass', title: 'Talks on grain', url: 'https://example.org/4' }),
      /1 line: 1 added/,
    ],
    [
      'a feed',
      '{"version":"https:\\/\\/jsonfeed.org\\/version\\/1.1","title":"F","items":[{"id":"1","title":"Talks on steel"}]}',
      /1 pieces read, 1 new/,
    ],
  ])('tells %s on standard input by what it holds', async (_, text, words) => {
    const run = bench.run('cli.ts', { SITREP_DATA_DIR: dataDir }, ['ingest', '-']);
    run.process.stdin?.end(text);
    expect(await run.exit).toBe(0);
    expect(run.out()).toMatch(words);
  });

  it('prints nothing but lines of JSON where a program reads them, whatever else it is given', async () => {
    const run = bench.run('cli.ts', { SITREP_DATA_DIR: dataDir }, ['stories', 'group']);
    run.process.stdin?.end('{"id":"a","title":"Talks on grain"}\nnonsense\n');
    expect(await run.exit).toBe(1);
    expect(run.out()).toBe('{"id":"a","story":1}\n');
    expect(run.err()).toMatch(/^line 2: .*\n1 of the lines could not be read; each is named above\.\n$/s);
  });

  it('shows what it reads in a feed', async () => {
    const { items } = JSON.parse((await sitrep(['feed', 'inspect', feed])).out);
    expect(items).toMatchObject([
      { link: 'https://example.org/1' },
      { title: 'New EU sanctions against Russia agreed' },
    ]);
  });

  it('is told how a feed came that it does not fetch itself', async () => {
    const japan = '<rss><channel><item><title>\x1b$BF|K\\\x1b(B</title><link>/1</link></item></channel></rss>';
    const env = { FEED_URL: 'https://news.example/feed', FEED_CONTENT_TYPE: 'text/xml; charset=iso-2022-jp' };
    const { out } = await sitrep(['feed', 'inspect', bench.file('japan.xml', japan)], env);
    expect(JSON.parse(out).items).toMatchObject([{ title: '日本', link: 'https://news.example/1' }]);
  });

  it('prints the message document with --json', async () => {
    expect(JSON.parse((await sitrep(['search', 'sanctions', '--json'])).out)).toMatchObject({
      tone: 'routine',
      blocks: expect.any(Array),
    });
  });

  it('asks in the place of a channel', async () => {
    const subscribed = await sitrep(['subscribe', '--at', 'weekdays 07:30', '--channel', 'web:newsroom']);
    expect(subscribed.out).toContain('on weekdays at 07:30');
    expect((await sitrep(['subscribe', '07:30', '--channel', 'web:nowhere'])).out).toContain('web:newsroom');
    expect((await sitrep(['subscribe', '07:30'])).out).toMatch(/from inside the channel[\s\S]*--channel/);
    expect(subscribed.out).toMatch(/Remove it: sitrep unsubscribe id:\d+ --channel web:newsroom\n/);
  });

  it('lists and changes what a channel receives', async () => {
    const there = ['--channel', 'web:newsroom'];
    expect((await sitrep(['subscriptions', ...there])).out).toContain('What #newsroom receives');
    expect((await sitrep(['subscriptions', 'edit', '1', '--limit', '5', ...there])).out).toMatch(
      /Stories +at most 5\n/,
    );
    expect(await sitrep(['subscriptions'])).toMatchObject({ code: 1, out: expect.stringContaining('--channel') });
    expect(await sitrep(['subscriptions', '--channel'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('Say which channel'),
    });
  });

  it('lists deliveries, for people and for programs, and sends one again', async () => {
    const store = await openStore({ dataDir, url: null });
    const channel = { platform: 'web', workspace: 'desk', id: 'newsroom', name: 'newsroom' };
    await store.channels.save(channel);
    const { id } = await endDelivery(store, { channel, how: 'failed', at: Date.now() });
    await store.close();
    expect((await sitrep(['deliveries', '--failed'])).out.replaceAll(/\s+/g, ' ')).toContain(
      'The channel is archived.',
    );
    expect(JSON.parse((await sitrep(['deliveries', '--failed', '--json'])).out)).toMatchObject([
      { id, state: 'failed', channelName: 'newsroom', receipts: [] },
    ]);
    expect(await sitrep(['deliveries', 'resend', id])).toMatchObject({ code: 0 });
    expect(await sitrep(['deliveries', 'resend', id])).toMatchObject({
      code: 1,
      out: expect.stringContaining('goes by itself'),
    });
    expect((await sitrep(['status'])).out).toContain('delivered');
  });

  it('lists, exports and verifies the ledger', async () => {
    expect((await sitrep(['ledger'])).out).toContain('delivery.resent');
    const lines = (await sitrep(['ledger', 'export', '--action', 'delivery.resent'])).out.split('\n');
    expect([lines.length, lines[1]]).toEqual([2, '']);
    const { hash } = JSON.parse(lines[0] ?? '');
    expect(await sitrep(['ledger', 'verify', '--head', hash])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/The ledger is whole[\s\S]*in its place/),
    });
    expect(await sitrep(['ledger', 'verify', '--head', 'f'.repeat(64)])).toMatchObject({
      code: 1,
      out: expect.stringContaining('The noted head is not in the ledger'),
    });
  });

  it('writes an alert and sends it in one go, as it was written', async () => {
    const alert = ['--headline', 'He said "now" at noon', '--known', 'name:value --now'];
    const links = ['--link', 'https://one.example/a', '--link=https://two.example/b'];
    const reason = ['--override', 'Seen by our own', '--level', 'flash'];
    expect(await sitrep(['alert', 'send', ...alert, ...links, ...reason])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Alert \d+ is on its way to 1 channel/),
    });
    const store = await openStore({ dataDir, url: null });
    expect(await store.alerts.recent(1)).toMatchObject([
      {
        state: 'sent',
        level: 'flash',
        headline: 'He said "now" at noon',
        known: 'name:value --now',
        links: ['https://one.example/a', 'https://two.example/b'],
        override: 'Seen by our own',
        author: 'terminal:local',
      },
    ]);
    await store.close();
  });

  it.each([
    [['--headline', 'Hm'], 'headline takes text of 5 to 200 characters'],
    [['--headline=Ministers meet', '--link', 'nowhere'], '“nowhere” is none'],
    [['--headline', 'Ministers meet', '--level', 'red'], 'level'],
    [['--headline', 'Ministers meet', '--follows', '99'], 'There is no alert 99'],
    [['--headline', 'Ministers meet', '--sorce', 'x'], "Unknown option '--sorce'"],
  ])('sends no alert that is wrong (%j)', async (args, words) => {
    const { code, out } = await sitrep(['alert', 'send', ...args]);
    expect([code, out.replaceAll(/\s+/g, ' ')]).toEqual([1, expect.stringContaining(words)]);
  });

  it('sends a draft by its number', async () => {
    const { out } = await sitrep(['breaking', '--headline', 'Ministers meet']);
    const id = /Alert (\d+) is a draft/.exec(out)?.[1] ?? '';
    const sent = await sitrep(['alert', 'send', id, '--override', 'Confirmed by phone']);
    expect(sent).toMatchObject({ code: 0, out: expect.stringContaining(`Alert ${id} is on its way`) });
  });

  it('takes the feeds of one desk into another', async () => {
    const file = bench.file('desk.opml', (await sitrep(['subscriptions', 'export', '--opml'])).out);
    const desk = bench.file('desk.yaml', smallDesk());
    const env = { SITREP_DESK: desk, SITREP_DATA_DIR: bench.folder() };
    const { code, out } = await sitrep(['subscriptions', 'import', file], env);
    expect([code, out]).toEqual([0, expect.stringMatching(/^\d\d feeds added/)]);
    expect((await sitrep(['sources', 'unknown'], env)).out).toContain('Kyiv Independent');
    expect(await sitrep(['subscriptions', 'import', desk], env)).toMatchObject({
      code: 1,
      out: expect.stringContaining('This is no OPML file'),
    });
  });

  it('takes what channels subscribed to into another store', async () => {
    const list = (await sitrep(['subscriptions', 'export'])).out;
    const { subscriptions } = JSON.parse(list);
    expect(subscriptions.length).toBeGreaterThan(1);
    const env = { SITREP_DATA_DIR: bench.folder() };
    const { code, out } = await sitrep(['subscriptions', 'import', bench.file('list.json', list)], env);
    // The desk file has given the newsroom one of them.
    expect([code, out]).toEqual([0, expect.stringMatching(new RegExp(`^${subscriptions.length - 1} subscription`))]);
    expect((await sitrep(['subscriptions', '--channel', 'web:newsroom'], env)).out).toContain('on weekdays at 07:30');
  });

  it('prints what sets the platforms up', async () => {
    const manifest = JSON.parse((await sitrep(['slack', 'manifest'])).out);
    expect(manifest.features.slash_commands.map(({ command }: { command: string }) => command)).toContain('/latest');
    expect((await sitrep(['discord', 'invite'], { DISCORD_APPLICATION_ID: '123' })).out).toMatch(
      /^https:\/\/discord\.com\/\S+client_id=123/,
    );
    expect(await sitrep(['discord', 'invite'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('DISCORD_APPLICATION_ID'),
    });
  });

  it('checks everything, and says what is wrong', async () => {
    const { out, code } = await sitrep(['doctor'], {
      SLACK_BOT_TOKEN: 'xoxb-secret-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: 'http://127.0.0.1:1/api/',
    });
    expect(code).toBe(1);
    expect(out).toMatch(/Store\s+good/);
    expect(out).toMatch(/Slack\s+FAILED[\s\S]*cannot be reached/);
    expect(out).not.toContain('secret');
  });

  it('has a doctor who blames nothing for what ails another', async () => {
    const inTheWay = bench.file('data', 'a file where the folder should be');
    const { out, code } = await sitrep(['doctor'], { SITREP_DATA_DIR: inTheWay });
    expect(code).toBe(1);
    expect(out).toMatch(/Data directory\s+FAILED[\s\S]*Desk file\s+good[\s\S]*Store\s+FAILED/);
  });

  it.each([
    [['latset'], 'Did you mean /latest?'],
    [['latest', 'miltary'], 'Did you mean “military”?'],
    [['story', '4711'], 'There is no story 4711'],
    [['explain', 'quantum'], '/explain'],
    [['ingest', '/nowhere.xml'], 'cannot be read'],
    [['ingest', feed, '--source', 'nobody'], 'no source “nobody”'],
    [['latest', 'since:yesterday-ish'], '24h'],
  ])('answers %j with a hint', async (args, hint) => {
    const { code, out } = await sitrep(args);
    expect(code).toBe(1);
    expect(out.replaceAll(/\s+/g, ' ')).toContain(hint);
  });
});
