import { describe, expect, test } from 'vitest';
import type { SendFailure } from '../../../src/delivery/sender.ts';
import { bot, clock, failure, fresh, parcel } from './sending.ts';

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
    clock.ahead = 61_000;
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
    clock.ahead = looking;
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
    clock.ahead = 10 * 60_000;
    expect(await bot.running.sender.find(given)).toBe('unknown');
    // Set back since the post: nobody knows how long ago that was.
    clock.ahead = -60_000;
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
