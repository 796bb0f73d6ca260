import { setTimeout as sleep } from 'node:timers/promises';
import { ada } from '../../test/support/discord/people.ts';
import type { DiscordStandIn } from '../../test/support/discord/stand-in.ts';
import type { StandInChannel } from '../../test/support/discord/world.ts';
import type { SlackStandIn } from '../../test/support/slack/stand-in.ts';
import { standingOnDiscord, standingOnSlack } from './standing.ts';

export interface Breaking {
  readonly headline: string;
  readonly topic: string;
}

/** How long an editor looks for an answer. */
const patienceMs = 5_000;

/** As the desk file names them. */
export const editors: readonly string[] = ['slack:U0ANN', `discord:${ada.id}`];

/** The number of the alert that the answer promises; null where none was seen. `again`: the envelope comes twice. */
export async function breakingOnSlack(
  slack: SlackStandIn,
  { headline, topic }: Breaking,
  again: boolean,
): Promise<number | null> {
  try {
    const { shown } = await slack.command({
      name: '/breaking',
      text: `headline:"${headline}" topic:${topic} now:true`,
      user: 'U0ANN',
      again,
    });
    const until = Date.now() + patienceMs;
    while (shown.length === 0 && Date.now() < until) await sleep(20);
    return numberIn(shown.map((message) => standingOnSlack(message).text).join('\n'));
  } catch {
    // The bot was away, or died with the envelope in its hands.
    return null;
  }
}

/** The same on Discord. */
export async function breakingOnDiscord(
  discord: DiscordStandIn,
  { headline, topic }: Breaking,
  channel: StandInChannel,
): Promise<number | null> {
  try {
    const { message } = await discord.command({ channel, name: 'breaking', options: { headline, topic, now: true } });
    return message === null ? null : numberIn(standingOnDiscord(message).text);
  } catch {
    return null;
  }
}

function numberIn(answer: string): number | null {
  const found = /Alert (\d+) is on its way/.exec(answer);
  return found === null ? null : Number(found[1]);
}
