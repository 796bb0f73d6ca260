import { setTimeout as sleep } from 'node:timers/promises';
import { type Channel, channelKey } from '../../src/news/channel.ts';
import { type DiscordStandIn, startDiscordStandIn } from '../../test/support/discord/stand-in.ts';
import { type SlackStandIn, startSlackStandIn } from '../../test/support/slack/stand-in.ts';
import { askOnDiscord, askOnSlack, type Question } from './editor.ts';
import { type Standing, standingOnDiscord, standingOnSlack } from './standing.ts';
import type { Weather } from './weather.ts';

/** What the platforms allow; Slack with the little that it tolerates. */
const limits = {
  discord: { global: { requests: 50, perMs: 1_000 }, channel: { requests: 5, perMs: 5_000 } },
  slack: {
    channel: { requests: 2, perMs: 1_000 },
    workspace: { requests: 320, perMs: 60_000 },
    lookUps: { requests: 50, perMs: 60_000 },
    edits: { requests: 50, perMs: 60_000 },
  },
};

/** The two platforms, with channels that nothing but deliveries is posted to, and an editor on each. */
export interface Stage {
  readonly slack: SlackStandIn;
  readonly discord: DiscordStandIn;
  readonly channels: readonly Channel[];
  /** How a bot reaches them. */
  readonly settings: Readonly<Record<string, string>>;
  /** The editor on this platform asks; resolves to the words of the answer, null where none was seen. */
  ask(platform: Platform, question: Question): Promise<string | null>;
  /** Resolves when a bot has come to both platforms and registered its commands. */
  connected(): Promise<void>;
  /** What stands in the channels, in order within each. */
  standing(): readonly Standing[];
  /** What stands in one of them, by its key. */
  standingIn(channel: string): readonly Standing[];
  weather(weather: Weather | null): void;
  /** From now on one channel in six takes no edits, for one reason or another. Returns their keys. */
  refuseEdits(): ReadonlySet<string>;
  stop(): Promise<void>;
}

export type Platform = 'slack' | 'discord';

/** Half of the channels are on Slack, half on Discord. `random` decides which envelopes come twice. */
export async function setStage(channels: number, random: () => number): Promise<Stage> {
  const slack = await startSlackStandIn();
  const discord = await startDiscordStandIn();
  const half = Math.floor(channels / 2);
  const onSlack = Array.from({ length: half }, (_, at) => addToSlack(slack, at));
  const onDiscord = Array.from({ length: channels - half }, (_, at): Channel => {
    const { id, name } = discord.channel({ name: `channel-${at}` });
    return { platform: 'discord', workspace: discord.world.guild, id, name };
  });
  const questions = discord.channel({ name: 'questions' });
  slack.enforce(limits.slack);
  discord.enforce(limits.discord);

  function standingIn(key: string): readonly Standing[] {
    const [platform, id = ''] = key.split(':');
    if (platform === 'slack') return slack.posts(id).map(standingOnSlack);
    return discord
      .messages(id)
      .filter(({ ephemeral }) => !ephemeral)
      .map(standingOnDiscord);
  }

  return {
    slack,
    discord,
    channels: [...onSlack, ...onDiscord],
    settings: {
      SLACK_BOT_TOKEN: slack.workspace.botToken,
      SLACK_APP_TOKEN: slack.workspace.appToken,
      SLACK_API_URL: slack.url,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
    },
    ask: (platform, question) =>
      platform === 'slack' ? askOnSlack(slack, question, random() < 0.2) : askOnDiscord(discord, question, questions),
    connected: async () => {
      await slack.sockets.connected(1);
      while (discord.world.commands.length === 0) await sleep(50);
    },
    standing: () => {
      const shown = slack.workspace.messages.filter(({ onlyFor }) => onlyFor === null);
      const posts = Map.groupBy(shown, ({ channel }) => channel);
      return [
        ...onSlack.flatMap(({ id }) => posts.get(id) ?? []).map(standingOnSlack),
        ...onDiscord.flatMap(({ id }) => standingIn(`discord:${id}`)),
      ];
    },
    standingIn,
    weather: (weather) => {
      slack.weather(weather?.slack ?? null);
      discord.weather(weather?.discord ?? null);
    },
    refuseEdits: () => {
      const words = ['edit_window_closed', 'cant_update_message', 'message_not_found'] as const;
      const codes = [30_046, 50_005, 10_008] as const;
      const refusing = [onSlack, onDiscord].map((here) => here.filter((_, at) => at % 6 === 2));
      const [slackOnes = [], discordOnes = []] = refusing;
      for (const [at, { id }] of slackOnes.entries())
        Object.assign(slack.workspace.channels.get(id) ?? {}, { refusesEdits: words[at % words.length] });
      for (const [at, { id }] of discordOnes.entries())
        Object.assign(discord.world.channels.get(id) ?? {}, { refusesEdits: codes[at % codes.length] });
      return new Set(refusing.flat().map(channelKey));
    },
    stop: async () => {
      await Promise.all([slack.close(), discord.stop()]);
    },
  };
}

function addToSlack({ workspace }: SlackStandIn, at: number): Channel {
  const id = `C1${String(at).padStart(6, '0')}`;
  const name = `channel-${at}`;
  workspace.channels.set(id, { id, name, isPrivate: false, isArchived: false, isMember: true });
  return { platform: 'slack', workspace: workspace.team.id, id, name };
}
