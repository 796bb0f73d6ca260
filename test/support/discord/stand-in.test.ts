import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ada } from './people.ts';
import { type DiscordStandIn, startDiscordStandIn } from './stand-in.ts';
import type { StandInChannel } from './world.ts';

let discord: DiscordStandIn;
let news: StandInChannel;

beforeEach(async () => {
  discord = await startDiscordStandIn();
  news = discord.channel({ name: 'news' });
});
afterEach(() => discord.stop());

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  // Whatever came: each test looks at what it expects.
  readonly body: Readonly<Record<string, unknown>>;
}

async function ask(method: string, path: string, given?: object): Promise<Answer> {
  const response = await fetch(`${discord.url}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
    ...(given === undefined ? {} : { body: JSON.stringify(given) }),
  });
  const body = await response.json();
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
}

const post = (content: string, more: object = {}, channel = news.id): Promise<Answer> =>
  ask('POST', `/channels/${channel}/messages`, { content, allowed_mentions: { parse: [] }, ...more });
const contents = (): readonly string[] => discord.messages(news.id).map(({ content }) => content);

describe('the weather', () => {
  test('is asked about every request, after the faults that were ordered', async () => {
    const asked: string[] = [];
    discord.weather((call) => {
      asked.push(call);
      return { kind: 'status', status: 500 };
    });
    discord.fault({ on: 'POST /channels', kind: 'status', status: 503 });
    expect((await post('one')).status).toBe(503);
    expect((await post('two')).status).toBe(500);
    expect(asked).toEqual([`POST /channels/${news.id}/messages`]);
    discord.weather(null);
    expect((await post('three')).status).toBe(200);
    expect(contents()).toEqual(['three']);
  });

  test('destroys answers before or after the request took effect, and tells which', async () => {
    discord.weather(() => ({ kind: 'status', status: 502, when: 'before' }));
    expect((await post('one')).status).toBe(502);
    discord.weather(() => ({ kind: 'status', status: 502, when: 'after' }));
    expect((await post('two')).status).toBe(502);
    discord.weather(() => ({ kind: 'reset-before' }));
    await expect(post('three')).rejects.toThrow();
    discord.weather(() => ({ kind: 'reset-after' }));
    await expect(post('four')).rejects.toThrow();
    expect(contents()).toEqual(['two', 'four']);
    expect(discord.world.lostAnswers).toMatchObject(discord.messages(news.id).map(({ id }) => ({ answer: { id } })));
  });

  test('brings rate limits with and without the time to wait', async () => {
    discord.weather(() => ({ kind: 'status', status: 429, retryAfter: 3 }));
    expect(await post('one')).toMatchObject({ status: 429, retryAfter: '3', body: { retry_after: 3 } });
    discord.weather(() => ({ kind: 'status', status: 429, retryAfter: null }));
    const bare = await post('two');
    expect(bare).toMatchObject({ status: 429, retryAfter: null });
    expect(bare.body).not.toHaveProperty('retry_after');
    expect(contents()).toEqual([]);
    expect(discord.world.rateLimited).toEqual([]);
  });

  test.each([
    ['before', []],
    ['after', ['one']],
  ] as const)('leaves no request hanging when the stand-in stops: %s', async (when, left) => {
    discord.weather(() => ({ kind: 'hang', when }));
    const hanging = post('one').then(
      () => 'answered',
      () => 'closed',
    );
    await expect.poll(() => discord.world.requests).toHaveLength(1);
    await expect.poll(contents).toEqual(left);
    await discord.stop();
    expect(await hanging).toBe('closed');
    discord = await startDiscordStandIn();
  });
});

describe('a nonce', () => {
  const twice = async (): Promise<void> => {
    for (const content of ['one', 'two']) await post(content, { nonce: 'once', enforce_nonce: true });
  };

  test('joins two posts within minutes', async () => {
    await twice();
    expect(contents()).toEqual(['one']);
  });

  test('joins nothing once its time is over', async () => {
    discord.world.nonceWindowMs = 0;
    await twice();
    expect(contents()).toEqual(['one', 'two']);
  });
});

describe('the messages of a channel', () => {
  const read = async (query = ''): Promise<Answer> => ask('GET', `/channels/${news.id}/messages${query}`);
  const readContents = async (query = ''): Promise<readonly unknown[]> => {
    const { body } = await read(query);
    return Array.isArray(body) ? body.map(({ content }) => content) : [body];
  };
  const idOf = (content: string): string | undefined =>
    discord.messages(news.id).find((message) => message.content === content)?.id;

  test('are read newest first: the latest, those right after one, the last before one', async () => {
    for (const content of ['1', '2', '3', '4', '5']) discord.say(news.id, content);
    expect(await readContents()).toEqual(['5', '4', '3', '2', '1']);
    expect(await readContents('?limit=2')).toEqual(['5', '4']);
    expect(await readContents(`?limit=2&after=${idOf('1')}`)).toEqual(['3', '2']);
    expect(await readContents(`?limit=2&before=${idOf('5')}`)).toEqual(['4', '3']);
  });

  test('are read by fifty where no limit is given, and by no more than a hundred', async () => {
    for (let at = 0; at < 60; at += 1) discord.say(news.id, String(at));
    expect(await readContents()).toHaveLength(50);
    expect(await readContents('?limit=60')).toHaveLength(60);
    for (const query of ['?limit=0', '?limit=101', '?before=1&after=2'])
      expect(await read(query)).toMatchObject({ status: 400, body: { code: 50035 } });
  });
});

describe('a direct message', () => {
  test('is opened once, posted to and read', async () => {
    const open = () => ask('POST', '/users/@me/channels', { recipient_id: ada.id });
    const { body } = await open();
    expect(body).toMatchObject({ type: 1, recipients: [{ id: ada.id }] });
    expect(body).not.toHaveProperty('guild_id');
    expect((await open()).body.id).toBe(body.id);
    expect((await post('Hello', {}, String(body.id))).status).toBe(200);
    expect((await ask('GET', `/channels/${body.id}/messages`)).body).toMatchObject([{ content: 'Hello' }]);
    discord.world.unreachable.add(ada.id);
    expect(await post('Again', {}, String(body.id))).toMatchObject({ status: 403, body: { code: 50007 } });
  });

  test('cannot be opened with somebody whom Discord does not know', async () => {
    const { status, body } = await ask('POST', '/users/@me/channels', { recipient_id: '1' });
    expect([status, body.code]).toEqual([404, 10013]);
  });
});

test('a channel that takes no edits refuses them, and keeps what was posted', async () => {
  const words = (content: string) => ({ flags: 1 << 15, content: undefined, components: [{ type: 10, content }] });
  const { body } = await post('', words('one'));
  const edit = (content: string) => ask('PATCH', `/channels/${news.id}/messages/${body.id}`, words(content));
  expect((await edit('two')).status).toBe(200);
  news.refusesEdits = 30_046;
  expect((await edit('three')).body.code).toBe(30_046);
  expect(discord.messages(news.id)).toMatchObject([{ components: [{ content: 'two' }], posted: [{ content: 'one' }] }]);
});

describe('a channel', () => {
  test('may be closed to the bot, locked and deleted while it runs', async () => {
    news.denied = ['SendMessages'];
    expect((await post('one')).body.code).toBe(50013);
    news.denied = [];
    news.locked = true;
    expect((await post('two')).body.code).toBe(160005);
    news.locked = false;
    expect((await post('three')).status).toBe(200);
    discord.remove(news);
    expect((await post('four')).body.code).toBe(10003);
  });
});
