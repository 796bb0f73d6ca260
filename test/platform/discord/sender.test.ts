import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REST } from 'discord.js';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { createDiscordSender } from '../../../src/platform/discord/sender.ts';
import type { StandInChannel } from '../../support/discord/world.ts';
import { gallery } from '../../support/gallery.ts';
import { monsters } from '../../support/monsters.ts';
import { bot, clock, failure, fresh, parcel } from './sending.ts';

test('every message of the gallery is delivered whole, page by page, each with its receipt', async () => {
  const { discord, running } = bot;
  for (const { name, message: shown } of gallery) {
    const channel = fresh(name);
    const receipts: string[] = [];
    // Pages as they come back from the store.
    const pages = JSON.parse(JSON.stringify(running.sender.render(shown))) as readonly unknown[];
    for (const [page, payload] of pages.entries()) {
      receipts.push(await running.sender.post(parcel(channel, { page, payload, first: receipts[0] ?? null })));
    }
    expect(discord.messages(channel.id).map(({ id }) => id)).toEqual(receipts);
  }
});

test.each(monsters)('a message is delivered however long it is: $name', async ({ name, message: shown }) => {
  const channel = fresh(name);
  const pages = bot.running.sender.render(shown);
  for (const [page, payload] of pages.entries()) await bot.running.sender.post(parcel(channel, { page, payload }));
  expect(bot.discord.messages(channel.id)).toHaveLength(pages.length);
});

describe('failures', () => {
  test.each([
    ['blocked', { status: 403, code: 50001 }, 'View Channel'],
    ['blocked', { status: 403, code: 50013 }, 'Send Messages'],
    ['blocked', { status: 404, code: 10003 }, 'no longer exists'],
    ['blocked', { status: 404, code: 10004 }, 'no longer exists'],
    ['blocked', { status: 400, code: 50008 }, 'kind'],
    ['blocked', { status: 400, code: 50024 }, 'kind'],
    ['blocked', { status: 400, code: 50083 }, 'reopen'],
    ['blocked', { status: 400, code: 160005 }, 'reopen'],
    ['refused', { status: 400, code: 200000 }, 'AutoMod'],
    ['refused', { status: 400, code: 50035 }, 'report'],
    ['busy', { status: 400, code: 20028 }, 'for now'],
    ['uncertain', { status: 502 }, 'HTTP 502'],
  ] as const)('%s: %j', async (kind, fault, words) => {
    const channel = fresh('faulty');
    bot.discord.fault({ on: `POST /channels/${channel.id}`, kind: 'status', ...fault });
    const error = await failure(parcel(channel));
    expect(error).toMatchObject({ kind, scope: 'channel' });
    expect(error.message).toContain(words);
    expect(bot.discord.messages(channel.id)).toEqual([]);
  });

  test('a message that breaks a rule is refused in one sentence with what Discord says of it', async () => {
    const channel = fresh('form');
    const payload = { flags: 1 << 15, components: [{ type: 17, components: [] }], allowed_mentions: { parse: [] } };
    const error = await failure(parcel(channel, { payload }));
    expect(error).toMatchObject({ kind: 'refused' });
    expect(error.message).toMatch(/^Discord does not take this message.*report this as a fault.*50035\.\)$/);
  });

  test('a permission that is missing is named', async () => {
    expect((await failure(parcel(fresh('silent', ['SendMessages'])))).message).toContain('"Send Messages" is missing');
    const parent = fresh('parent', ['SendMessagesInThreads']);
    const thread = bot.discord.channel({ name: 'thread', type: 11, parent: parent.id });
    expect((await failure(parcel(thread))).message).toContain('"Send Messages in Threads" is missing');
    const unlearned = fresh('unlearned');
    bot.discord.fault({ on: `POST /channels/${unlearned.id}`, kind: 'status', status: 403, code: 50013 });
    bot.discord.fault({ on: `GET /channels/${unlearned.id}`, kind: 'status', status: 500 });
    expect((await failure(parcel(unlearned))).message).toContain('"Send Messages" or "Send Messages in Threads"');
  });

  test("what Discord's edge turns away waits", async () => {
    const edge = createServer((_, response) => {
      response.writeHead(403, { 'content-type': 'text/html' }).end('<html>Access denied</html>');
    });
    await new Promise<void>((resolve) => edge.listen(0, '127.0.0.1', resolve));
    // A TCP server that listens has an address of this kind.
    const { port } = edge.address() as AddressInfo;
    const rest = new REST({ api: `http://127.0.0.1:${port}/api`, retries: 0 });
    const sender = createDiscordSender({ rest, token: 'some.token', botId: '1', log: pino({ level: 'silent' }) });
    const error: unknown = await sender.post(parcel(fresh('edge'))).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: 'busy', scope: 'platform' });
    edge.closeAllConnections();
    edge.close();
  });

  test('no channel with an id that is none of Discord is turned to', async () => {
    bot.discord.world.requests.length = 0;
    for (const id of ['C0NEWS', 'news', '', '12', '1234567890123456789/messages', '@U0ANN']) {
      const given = { ...parcel(bot.news), channel: { ...parcel(bot.news).channel, id } };
      const error = await failure(given);
      expect(error).toMatchObject({ kind: 'blocked', scope: 'channel' });
      expect(error.message).toContain('is not the id of a channel on Discord');
      expect(await bot.running.sender.obstacle(given.channel)).toBe(error.message);
      expect(await bot.running.sender.find(given)).toBe('absent');
    }
    expect(bot.discord.world.requests).toEqual([]);
  });

  test('a rate limit says how long, and nothing is queued behind it', async () => {
    const channel = fresh('limited');
    bot.discord.fault({ on: `POST /channels/${channel.id}`, kind: 'status', status: 429, retryAfter: 2 });
    const error = await failure(parcel(channel));
    expect(error.kind).toBe('busy');
    expect(error.retryAfter).toBeGreaterThanOrEqual(2_000);
  });

  test("a global limit holds for the whole platform, a channel's for the channel", async () => {
    const { discord, running } = bot;
    const [one, two] = [fresh('one'), fresh('two')];
    discord.enforce({ channel: { requests: 1, perMs: 60_000 } });
    await running.sender.post(parcel(one));
    expect(await failure(parcel(one, { page: 1 }))).toMatchObject({ kind: 'busy', scope: 'channel' });
    discord.enforce({ global: { requests: 0, perMs: 300 } });
    expect(await failure(parcel(two))).toMatchObject({ kind: 'busy', scope: 'platform' });
    discord.enforce({});
    expect(discord.world.rateLimited.splice(0)).toContain('global');
    await expect.poll(() => running.sender.post(parcel(two)).catch(() => null), { timeout: 5_000 }).not.toBeNull();
  });
});

describe('obstacles', () => {
  const obstacle = (channel: StandInChannel) => bot.running.sender.obstacle(parcel(channel).channel);

  test('there is none where the bot can post', async () => {
    expect(await obstacle(fresh('open'))).toBeNull();
    const parent = fresh('parent', ['SendMessages']);
    expect(await obstacle(bot.discord.channel({ name: 'thread', type: 11, parent: parent.id }))).toBeNull();
  });

  test('the missing permission is named', async () => {
    expect(await obstacle(fresh('hidden', ['ViewChannel']))).toContain('"View Channel"');
    expect(await obstacle(fresh('silent', ['SendMessages']))).toContain('"Send Messages" is missing');
    const parent = fresh('parent', ['SendMessagesInThreads']);
    const thread = bot.discord.channel({ name: 'thread', type: 11, parent: parent.id });
    expect(await obstacle(thread)).toContain('"Send Messages in Threads"');
  });

  test('a bot that is timed out is told so, until it is over', async () => {
    const channel = fresh('timed out');
    bot.discord.world.silentUntil = Date.now() + 3_600_000;
    bot.discord.fault({ on: `POST /channels/${channel.id}`, kind: 'status', status: 403, code: 50013 });
    const error = await failure(parcel(channel));
    expect(error).toMatchObject({ kind: 'blocked' });
    expect(error.message).toContain('timed the bot out');
    expect(await obstacle(channel)).toBe(error.message);
    clock.ahead = 3_700_000;
    expect(await obstacle(channel)).toBeNull();
    bot.discord.world.silentUntil = null;
  });

  test('a place that takes no messages is told from one that is gone', async () => {
    expect(await obstacle(bot.discord.channel({ name: 'forum', type: 15 }))).toContain('kind');
    expect(
      await obstacle(bot.discord.channel({ name: 'closed', type: 11, locked: true, parent: fresh('above').id })),
    ).toContain('locked');
    const gone = { ...fresh('gone'), id: bot.discord.world.snowflake() };
    expect(await obstacle(gone)).toContain('no longer exists');
    const unasked = fresh('unasked');
    bot.discord.fault({ on: `GET /channels/${unasked.id}`, kind: 'status', status: 500 });
    expect(await obstacle(unasked)).toContain('Try again in a minute');
  });
});
