import { describe, expect, test } from 'vitest';
import type { SendFailure } from '../../../src/delivery/sender.ts';
import { textOf } from './bot.ts';
import { bot, clock, failure, fresh, parcel } from './sending.ts';

describe('a refused token', () => {
  const asked = (): number => bot.discord.world.requests.filter((request) => request === 'GET /users/@me').length;
  /** Past what the sender remembers. */
  const longAfter = (): void => {
    clock.ahead += 60_000;
  };

  test('is a slip where Discord takes the token a moment clock.ahead, and does not silence the bot', async () => {
    clock.ahead = 3_600_000;
    const channel = fresh('token');
    bot.discord.fault({ on: `POST /channels/${channel.id}`, kind: 'status', status: 401 });
    const error = await failure(parcel(channel));
    expect(error).toMatchObject({ kind: 'busy', scope: 'platform', retryAfter: 3_000 });
    await bot.running.sender.post(parcel(channel));
    expect(textOf(bot.discord.messages(channel.id)[0] ?? null)).toContain('One line.');
  });

  test('is not believed where Discord cannot be asked', async () => {
    clock.ahead = 7_200_000;
    const channel = fresh('token');
    bot.discord.fault({ on: `POST /channels/${channel.id}`, kind: 'status', status: 401 });
    bot.discord.fault({ on: 'GET /users/@me', kind: 'status', status: 500 });
    expect(await failure(parcel(channel))).toMatchObject({ kind: 'busy', scope: 'platform' });
  });

  test('blocks the platform once Discord has confirmed it, and is asked about once for many posts', async () => {
    clock.ahead = 10_800_000;
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
    clock.ahead -= 3_600_000;
    await refuse();
    expect(asked()).toBe(before + 3);
    longAfter();
    await bot.running.sender.post(parcel(channel));
  });
});
