import pino from 'pino';
import { type RunningDiscord, startDiscord } from '../../../src/platform/discord/start.ts';
import { textsOf } from '../../support/discord/body.ts';
import { type DiscordStandIn, startDiscordStandIn } from '../../support/discord/stand-in.ts';
import type { StandInChannel, StandInMessage } from '../../support/discord/world.ts';
import { createScriptedFrontDesk, type ScriptedFrontDesk } from '../../support/front-desk.ts';

export interface Bot {
  readonly discord: DiscordStandIn;
  readonly running: RunningDiscord;
  readonly frontDesk: ScriptedFrontDesk;
  readonly news: StandInChannel;
  stop(): Promise<void>;
}

/** The real library, connected to a stand-in with one channel. */
export async function startBot({
  frontDesk = createScriptedFrontDesk(),
  clock,
  log = pino({ level: 'silent' }),
}: {
  frontDesk?: ScriptedFrontDesk;
  clock?: () => number;
  log?: pino.Logger;
} = {}): Promise<Bot> {
  const discord = await startDiscordStandIn();
  const news = discord.channel({ name: 'news' });
  const settings = { token: discord.token, applicationId: null, apiUrl: discord.url };
  const running = await startDiscord({ settings, frontDesk, log, clock });
  const stop = async () => {
    await running.stop();
    await discord.stop();
  };
  return { discord, running, frontDesk, news, stop };
}

export const textOf = (message: StandInMessage | null): string =>
  message === null ? '' : textsOf(message.components).join('\n');
