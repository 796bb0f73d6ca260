import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REST } from 'discord.js';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Parcel, SendFailure } from '../../../src/delivery/sender.ts';
import { heading, paragraph } from '../../../src/message/build.ts';
import type { Message } from '../../../src/message/message.ts';
import { directChannel } from '../../../src/news/channel.ts';
import { createDiscordSender } from '../../../src/platform/discord/sender.ts';
import { ada, bob } from '../../support/discord/people.ts';
import type { PermissionName, StandInChannel } from '../../support/discord/world.ts';
import { gallery } from '../../support/gallery.ts';
import { monsters } from '../../support/monsters.ts';
import { type Bot, startBot, textOf } from './bot.ts';

let bot: Bot;
/** Milliseconds by which the bot's clock is ahead of the stand-in's. */
let later = 0;

beforeAll(async () => {
  bot = await startBot({ clock: () => Date.now() + later });
});
afterEach(() => {
  later = 0;
  expect(bot.discord.failures.splice(0)).toEqual([]);
});
afterAll(() => bot.stop());

const message: Message = { tone: 'routine', summary: 'News', blocks: [heading('News'), paragraph('One line.')] };

const parcel = (channel: StandInChannel, given: Partial<Parcel> = {}): Parcel => ({
  delivery: `delivery-${channel.id}-0123456789abcdef0123456789abcdef`,
  page: 0,
  channel: { platform: 'discord', workspace: bot.discord.world.guild, id: channel.id, name: channel.name },
  payload: bot.running.sender.render(message)[0],
  first: null,
  triedAt: Date.now(),
  ...given,
});

const failure = async (given: Parcel): Promise<SendFailure> => {
  const error = await bot.running.sender.post(given).catch((reason: unknown) => reason);
  if (!(error instanceof SendFailure)) throw new Error(`no SendFailure: ${error}`);
  return error;
};

const fresh = (name: string, denied: readonly PermissionName[] = []) => bot.discord.channel({ name, denied });

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

describe('an answer that is lost', () => {
  test('is uncertain, and the post is found again by its mark', async () => {
    const channel = fresh('lost');
    bot.discord.fault({ on: `POST /channels/${channel.id}`, kind: 'reset-after' });
    const given = parcel(channel);
    expect((await failure(given)).kind).toBe('uncertain');
    const [posted] = bot.discord.messages(channel.id);
    expect(await bot.running.sender.find(given)).toEqual({ receipt: posted?.id });
    expect(await bot.running.sender.find({ ...given, page: 1 })).toBe('absent');
  });

  test('does not become a second message when it is sent again', async () => {
    const channel = fresh('twice');
    bot.discord.fault({ on: `POST /channels/${channel.id}`, kind: 'reset-after' });
    const given = parcel(channel);
    await failure(given);
    const receipt = await bot.running.sender.post(given);
    expect(bot.discord.messages(channel.id).map(({ id }) => id)).toEqual([receipt]);
  });

  test('is found behind more than one page of other messages, and given up behind too many', async () => {
    const channel = fresh('busy');
    const talk = (count: number): void => {
      for (let turn = 0; turn < count; turn += 1) bot.discord.say(channel.id, `Message ${turn}`);
    };
    const given = parcel(channel);
    talk(10);
    const receipt = await bot.running.sender.post(given);
    talk(250);
    expect(await bot.running.sender.find(given)).toEqual({ receipt });
    talk(800);
    later = 61_000;
    expect(await bot.running.sender.find(given)).toBe('unknown');
  });

  test('is looked for among the newest messages first', async () => {
    const channel = fresh('lively');
    const given = parcel(channel);
    for (let turn = 0; turn < 150; turn += 1) bot.discord.say(channel.id, `Message ${turn}`);
    const receipt = await bot.running.sender.post(given);
    bot.discord.world.requests.length = 0;
    expect(await bot.running.sender.find(given)).toEqual({ receipt });
    expect(bot.discord.world.requests).toEqual([`GET /channels/${channel.id}/messages`]);
  });

  test.each([
    ['was an hour ahead when it posted', 3_600_000, 0],
    ['was an hour behind when it posted', -3_600_000, 0],
    ['was nearly two hours ahead and is as much behind', 7_100_000, -7_100_000],
  ])('is found by a clock that %s', async (_, posting, looking) => {
    const channel = fresh('clock');
    const given = parcel(channel, { triedAt: Date.now() + posting });
    const receipt = await bot.running.sender.post(given);
    later = looking;
    expect(await bot.running.sender.find(given)).toEqual({ receipt });
    expect(await bot.running.sender.find({ ...given, page: 1 })).toBe('absent');
  });

  test('is absent when the request never counted', async () => {
    const channel = fresh('never');
    bot.discord.fault({ on: `POST /channels/${channel.id}`, kind: 'reset-before' });
    const given = parcel(channel);
    expect((await failure(given)).kind).toBe('uncertain');
    expect(await bot.running.sender.find(given)).toBe('absent');
    expect(await bot.running.sender.find({ ...given, triedAt: null })).toBe('absent');
  });

  test('cannot be known without the history, once the nonce no longer holds', async () => {
    const channel = fresh('blind', ['ReadMessageHistory']);
    const given = parcel(channel);
    await bot.running.sender.post(given);
    expect(await bot.running.sender.find(given)).toBe('absent');
    later = 10 * 60_000;
    expect(await bot.running.sender.find(given)).toBe('unknown');
    // Set back since the post: nobody knows how long ago that was.
    later = -60_000;
    expect(await bot.running.sender.find(given)).toBe('unknown');
  });

  test.each([
    ['a rate limit', { kind: 'status', status: 429, retryAfter: 2 }],
    ['HTTP 502', { kind: 'status', status: 502 }],
    ['a reset', { kind: 'reset-before' }],
    ['an unconfirmed 401', { kind: 'status', status: 401 }],
  ] as const)('is looked for again after %s', async (_, fault) => {
    const channel = fresh('later');
    const given = parcel(channel);
    const receipt = await bot.running.sender.post(given);
    bot.discord.fault({ on: `GET /channels/${channel.id}/messages`, ...fault });
    const error = await bot.running.sender.find(given).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'SendFailure', kind: 'busy' });
    if (fault.kind === 'status' && fault.status === 429)
      expect((error as SendFailure).retryAfter).toBeGreaterThanOrEqual(2_000);
    await expect.poll(() => bot.running.sender.find(given).catch(() => null), { timeout: 5_000 }).toEqual({ receipt });
  });
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

describe('a refused token', () => {
  const asked = (): number => bot.discord.world.requests.filter((request) => request === 'GET /users/@me').length;
  /** Past what the sender remembers. */
  const longAfter = (): void => {
    later += 60_000;
  };

  test('is a slip where Discord takes the token a moment later, and does not silence the bot', async () => {
    later = 3_600_000;
    const channel = fresh('token');
    bot.discord.fault({ on: `POST /channels/${channel.id}`, kind: 'status', status: 401 });
    const error = await failure(parcel(channel));
    expect(error).toMatchObject({ kind: 'busy', scope: 'platform', retryAfter: 3_000 });
    await bot.running.sender.post(parcel(channel));
    expect(textOf(bot.discord.messages(channel.id)[0] ?? null)).toContain('One line.');
  });

  test('is not believed where Discord cannot be asked', async () => {
    later = 7_200_000;
    const channel = fresh('token');
    bot.discord.fault({ on: `POST /channels/${channel.id}`, kind: 'status', status: 401 });
    bot.discord.fault({ on: 'GET /users/@me', kind: 'status', status: 500 });
    expect(await failure(parcel(channel))).toMatchObject({ kind: 'busy', scope: 'platform' });
  });

  test('blocks the platform once Discord has confirmed it, and is asked about once for many posts', async () => {
    later = 10_800_000;
    const channels = Array.from({ length: 10 }, () => fresh('token'));
    const before = asked();
    const refuse = async (): Promise<readonly SendFailure[]> => {
      for (const { id } of channels) bot.discord.fault({ on: `POST /channels/${id}`, kind: 'status', status: 401 });
      bot.discord.fault({ on: 'GET /users/@me', kind: 'status', status: 401 });
      return Promise.all(channels.map((channel) => failure(parcel(channel))));
    };
    for (const error of await refuse()) {
      expect(error).toMatchObject({ kind: 'blocked', scope: 'platform' });
      expect(error.message).toContain('DISCORD_TOKEN');
    }
    const [channel = fresh('token')] = channels;
    bot.discord.fault({ on: `GET /channels/${channel.id}/messages`, kind: 'status', status: 401 });
    await expect(bot.running.sender.find(parcel(channel))).rejects.toMatchObject({ kind: 'busy' });
    expect(asked()).toBe(before + 1);
    longAfter();
    await refuse();
    expect(asked()).toBe(before + 2);
    later -= 3_600_000;
    await refuse();
    expect(asked()).toBe(before + 3);
    longAfter();
    await bot.running.sender.post(parcel(channel));
  });
});

describe('direct messages', () => {
  const to = ({ id }: { readonly id: string }) =>
    directChannel({ platform: 'discord', workspace: bot.discord.world.guild, id });
  const opened = (): number => bot.discord.world.requests.filter((made) => made === 'POST /users/@me/channels').length;

  test('are opened once, posted to, and read back', async () => {
    const before = opened();
    const channel = to(ada);
    const given = { ...parcel(bot.news), channel };
    expect(await bot.running.sender.obstacle(channel)).toBeNull();
    expect(await bot.running.sender.find(given)).toBe('absent');
    const receipt = await bot.running.sender.post(given);
    expect(await bot.running.sender.find(given)).toEqual({ receipt });
    expect(opened()).toBe(before + 1);
  });

  test('are refused where the person takes none, or nobody is there', async () => {
    bot.discord.world.unreachable.add(bob.id);
    const closed = await failure({ ...parcel(bot.news), channel: to(bob) });
    expect(closed).toMatchObject({ kind: 'refused' });
    expect(closed.message).toContain(`@${bob.id} takes no direct messages`);
    const nobody = await failure({ ...parcel(bot.news), channel: to({ id: '300000000000000009' }) });
    expect(nobody).toMatchObject({ kind: 'refused' });
    expect(nobody.message).toContain('knows nobody with the id @300000000000000009');
  });

  test('that could not be opened for now were surely not posted', async () => {
    const person = { id: '300000000000000010' };
    bot.discord.world.users.set(person.id, { id: person.id, username: 'eve' });
    for (const fault of [{ kind: 'reset-after' }, { kind: 'status', status: 500 }] as const) {
      bot.discord.fault({ on: 'POST /users/@me/channels', ...fault });
      expect(await failure({ ...parcel(bot.news), channel: to(person) })).toMatchObject({ kind: 'busy' });
    }
    bot.discord.fault({ on: 'POST /users/@me/channels', kind: 'status', status: 429, retryAfter: 1 });
    const limited = await failure({ ...parcel(bot.news), channel: to(person) });
    expect(limited).toMatchObject({ kind: 'busy', scope: 'channel' });
    expect(limited.retryAfter).toBeGreaterThanOrEqual(1_000);
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
    later = 3_700_000;
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
    const later = fresh('later');
    bot.discord.fault({ on: `GET /channels/${later.id}`, kind: 'status', status: 500 });
    expect(await obstacle(later)).toContain('Try again in a minute');
  });
});
