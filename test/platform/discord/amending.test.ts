import { describe, expect, test } from 'vitest';
import type { Parcel } from '../../../src/delivery/sender.ts';
import { paragraph } from '../../../src/message/build.ts';
import type { Message } from '../../../src/message/message.ts';
import type { StandInChannel } from '../../support/discord/world.ts';
import { hostileText } from '../../support/gallery.ts';
import { textOf } from './bot.ts';
import { bot, failure, failureOf, fresh, parcel } from './sending.ts';

const said = (words: string): Message => ({ tone: 'routine', summary: words, blocks: [paragraph(words)] });
const saying = (channel: StandInChannel, words: string, given: Partial<Parcel> = {}): Parcel =>
  parcel(channel, { delivery: `other-${channel.id}`, payload: bot.running.sender.render(said(words))[0], ...given });
const words = (channel: StandInChannel): readonly string[] => bot.discord.messages(channel.id).map(textOf);
const aboves = (channel: StandInChannel): readonly unknown[] =>
  bot.discord.messages(channel.id).map(({ above }) => above);

describe('an edit', () => {
  test('puts another page in place of the one that stands there', async () => {
    const channel = fresh('edited');
    const receipt = await bot.running.sender.post(parcel(channel));
    await bot.running.sender.edit(saying(channel, 'Goodbye'), receipt);
    expect(bot.discord.messages(channel.id)).toMatchObject([{ id: receipt, edits: 1 }]);
    expect(words(channel)).toEqual(['Goodbye']);
  });

  // A mention that is alive is a failure of the stand-in.
  test('calls nobody', async () => {
    const channel = fresh('quiet');
    const receipt = await bot.running.sender.post(parcel(channel));
    await bot.running.sender.edit(saying(channel, `${hostileText} @everyone <@200000000000000001>`), receipt);
    expect(words(channel)[0]).toContain('everyone');
  });

  test.each([
    ['fixed', { status: 400, code: 30046 }, 'no more edits'],
    ['fixed', { status: 403, code: 50005 }, 'somebody else posted it'],
    ['fixed', { status: 400, code: 20022 }, 'no more edits of an announcement'],
    ['blocked', { status: 400, code: 50083 }, 'an archived thread'],
    ['blocked', { status: 403, code: 50001 }, 'a channel that is not seen'],
    ['refused', { status: 400, code: 50035 }, 'a body that breaks a rule'],
    ['uncertain', { status: 502 }, 'a failure behind the edge'],
  ] as const)('%s: %j (%s)', async (kind, fault, _) => {
    const channel = fresh('faulty');
    const receipt = await bot.running.sender.post(parcel(channel));
    bot.discord.fault({ on: `PATCH /channels/${channel.id}`, kind: 'status', ...fault });
    const error = await failureOf(bot.running.sender.edit(saying(channel, 'Goodbye'), receipt));
    expect(error).toMatchObject({ kind, scope: 'channel' });
    expect(words(channel)).not.toContain('Goodbye');
  });

  test('comes too late where the message was deleted', async () => {
    const channel = fresh('deleted');
    const receipt = await bot.running.sender.post(parcel(channel));
    channel.messages.length = 0;
    const error = await failureOf(bot.running.sender.edit(parcel(channel), receipt));
    expect(error).toMatchObject({ kind: 'fixed' });
  });

  test.each(['reset-before', 'reset-after'] as const)('is uncertain where the answer was lost: %s', async (kind) => {
    const channel = fresh('lost');
    const receipt = await bot.running.sender.post(parcel(channel));
    bot.discord.world.requests.length = 0;
    bot.discord.fault({ on: `PATCH /channels/${channel.id}`, kind });
    const error = await failureOf(bot.running.sender.edit(parcel(channel), receipt));
    expect(error).toMatchObject({ kind: 'uncertain' });
    expect(bot.discord.world.requests).toHaveLength(1);
  });

  test('that comes too fast says how long, and waits for nothing in the library', async () => {
    const channel = fresh('limited');
    const receipt = await bot.running.sender.post(parcel(channel));
    bot.discord.enforce({ edits: { requests: 1, perMs: 30_000 } });
    await bot.running.sender.edit(saying(channel, 'One'), receipt);
    const error = await failureOf(bot.running.sender.edit(saying(channel, 'Two'), receipt));
    expect(error).toMatchObject({ kind: 'busy', scope: 'channel' });
    expect(error.retryAfter).toBeGreaterThan(20_000);
    await bot.running.sender.post(saying(channel, 'A post goes'));
    bot.discord.enforce({});
    expect(words(channel)).toEqual(['One', 'A post goes']);
  });
});

describe('a reply', () => {
  const below = (receipt: string): Partial<Parcel> => ({ below: { receipt, aloud: true } });

  // A reply that calls the author of the message above is a failure of the stand-in.
  test('refers to its message, on its first page alone, and calls nobody', async () => {
    const channel = fresh('replied');
    const above = await bot.running.sender.post(parcel(channel));
    const first = await bot.running.sender.post(saying(channel, 'One', below(above)));
    await bot.running.sender.post(saying(channel, 'Two', { ...below(above), page: 1, first }));
    expect(aboves(channel)).toEqual([null, above, null]);
  });

  test('stands by itself below a message that is gone', async () => {
    const channel = fresh('gone');
    await bot.running.sender.post(saying(channel, 'Reply', below(bot.discord.world.snowflake())));
    expect(aboves(channel)).toEqual([null]);
    expect(words(channel)).toEqual(['Reply']);
  });

  test('stands by itself where the bot may not read what it would refer to', async () => {
    const channel = fresh('blind', ['ReadMessageHistory']);
    const above = await bot.running.sender.post(parcel(channel));
    await bot.running.sender.post(saying(channel, 'Reply', below(above)));
    expect(aboves(channel)).toEqual([null, null]);
    expect(words(channel)[1]).toBe('Reply');
  });

  test('is found by its mark where its answer was lost', async () => {
    const channel = fresh('lost');
    const above = await bot.running.sender.post(parcel(channel));
    const reply = saying(channel, 'Reply', below(above));
    bot.discord.fault({ on: `POST /channels/${channel.id}`, kind: 'reset-after' });
    expect(await failure(reply)).toMatchObject({ kind: 'uncertain' });
    const [, posted] = bot.discord.messages(channel.id);
    expect(await bot.running.sender.find(reply)).toEqual({ receipt: posted?.id });
    expect(await bot.running.sender.find({ ...reply, delivery: 'never' })).toBe('absent');
  });
});
