import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
