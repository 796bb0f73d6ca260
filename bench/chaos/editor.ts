import { setTimeout as sleep } from 'node:timers/promises';
import { formatTyped } from '../../src/command/grammar.ts';
import type { AskOptions } from '../../src/message/message.ts';
import { ada } from '../../test/support/discord/people.ts';
import type { DiscordStandIn } from '../../test/support/discord/stand-in.ts';
import type { StandInChannel } from '../../test/support/discord/world.ts';
import type { SlackStandIn } from '../../test/support/slack/stand-in.ts';
import { standingOnDiscord, standingOnSlack } from './standing.ts';

/** What an editor asks of the bot. */
export interface Question {
  readonly command: string;
  readonly options: AskOptions;
}

/** How long an editor looks for an answer. */
const patienceMs = 5_000;

/** As the desk file names them. */
export const editors = { slack: 'slack:U0ANN', discord: `discord:${ada.id}`, terminal: 'terminal:local' } as const;

/** The words of the answer; null where none was seen. `again`: the envelope comes twice. */
export async function askOnSlack(
  slack: SlackStandIn,
  { command, options }: Question,
  again: boolean,
): Promise<string | null> {
  try {
    const { shown } = await slack.command({ name: `/${command}`, text: formatTyped(options), user: 'U0ANN', again });
    const until = Date.now() + patienceMs;
    while (shown.length === 0 && Date.now() < until) await sleep(20);
    return shown.length === 0 ? null : shown.map((message) => standingOnSlack(message).text).join('\n');
  } catch {
    // The bot was away, or died with the envelope in its hands.
    return null;
  }
}

/** The same on Discord. */
export async function askOnDiscord(
  discord: DiscordStandIn,
  { command, options }: Question,
  channel: StandInChannel,
): Promise<string | null> {
  try {
    const { message } = await discord.command({ channel, name: command, options });
    return message === null ? null : standingOnDiscord(message).text;
  } catch {
    return null;
  }
}
