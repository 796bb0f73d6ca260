import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type Parcel, SendFailure } from '../../../src/delivery/sender.ts';
import { heading, paragraph } from '../../../src/message/build.ts';
import type { Message } from '../../../src/message/message.ts';
import type { PermissionName, StandInChannel } from '../../support/discord/world.ts';
import { type Bot, startBot } from './bot.ts';

/** One bot for all tests of a file. */
export let bot: Bot;

/** Milliseconds by which the bot's clock is ahead of the stand-in's; 0 at the start of every test. */
export const clock = { ahead: 0 };

beforeAll(async () => {
  bot = await startBot({ clock: () => Date.now() + clock.ahead });
});
afterEach(() => {
  clock.ahead = 0;
  expect(bot.discord.failures.splice(0)).toEqual([]);
});
afterAll(() => bot.stop());

const message: Message = { tone: 'routine', summary: 'News', blocks: [heading('News'), paragraph('One line.')] };

export const parcel = (channel: StandInChannel, given: Partial<Parcel> = {}): Parcel => ({
  delivery: `delivery-${channel.id}-0123456789abcdef0123456789abcdef`,
  page: 0,
  channel: { platform: 'discord', workspace: bot.discord.world.guild, id: channel.id, name: channel.name },
  payload: bot.running.sender.render(message)[0],
  first: null,
  triedAt: Date.now(),
  ...given,
});

/** Why a post fails. */
export const failure = (given: Parcel): Promise<SendFailure> => failureOf(bot.running.sender.post(given));

/** Why a post or an edit fails. */
export const failureOf = async (attempt: Promise<unknown>): Promise<SendFailure> => {
  const error = await attempt.catch((reason: unknown) => reason);
  if (!(error instanceof SendFailure)) throw new Error(`no SendFailure: ${error}`);
  return error;
};

/** A new channel, in which the bot lacks `denied`. */
export const fresh = (name: string, denied: readonly PermissionName[] = []): StandInChannel =>
  bot.discord.channel({ name, denied });
