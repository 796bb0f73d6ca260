import { describe, expect, test } from 'vitest';
import { directChannel } from '../../../src/news/channel.ts';
import { ada, bob } from '../../support/discord/people.ts';
import { bot, failure, parcel } from './sending.ts';

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
