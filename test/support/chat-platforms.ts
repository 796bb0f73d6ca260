import pino from 'pino';
import type { Sender } from '../../src/delivery/sender.ts';
import type { Channel } from '../../src/news/channel.ts';
import { startDiscord } from '../../src/platform/discord/start.ts';
import { startSlack } from '../../src/platform/slack/start.ts';
import { textsOf } from './discord/body.ts';
import { ada } from './discord/people.ts';
import { startDiscordStandIn } from './discord/stand-in.ts';
import type { PermissionName, StandInChannel } from './discord/world.ts';
import { createScriptedFrontDesk } from './front-desk.ts';
import { startSlackStandIn } from './slack/stand-in.ts';
import type { StandInChannel as SlackChannel } from './slack/workspace.ts';

/** Something that closes a channel, and how it is mended. */
export interface Closing {
  readonly name: string;
  close(channel: Channel): void;
  /** null where nobody can. */
  readonly mend: ((channel: Channel) => void) | null;
  /** What the reason must name. */
  readonly names: string;
  readonly scope: 'channel' | 'workspace' | 'platform';
}

/** What the outbox does in a channel. */
export type Act = 'post' | 'edit';

/** A platform's real SDK, connected to its stand-in. */
export interface ChatPlatform {
  readonly sender: Sender;
  /** Somebody of that platform, as the desk knows people. */
  readonly person: string;
  channel(): Channel;
  /** The words of each message in a channel, in order; Slack's thread replies stand behind their message. */
  posts(channel: Channel): readonly string[];
  /** Below which message each of them stands, by its receipt; null where it stands by itself. */
  above(channel: Channel): readonly (string | null)[];
  /** Somebody deletes what stands in a channel. */
  clear(channel: Channel): void;
  /** What that person got in direct messages. */
  directPosts(): readonly string[];
  /** The answer to the next post (or edit) is lost; `accepted`: after the platform took it. */
  loseAnswer(accepted: boolean, act?: Act): void;
  /** The next post (or edit) is refused for a rate; the seconds are left out where null. */
  limit(seconds: number | null, act?: Act): void;
  /** The next post is refused for what it says. */
  refuse(): void;
  /** The channel can be posted to, and not read back. */
  blind(channel: Channel): void;
  readonly closings: readonly Closing[];
  /** What the real platform would not have forgiven. */
  failures(): readonly string[];
  stop(): Promise<void>;
}

const log = pino({ level: 'silent' });

/** Slack. Its clock is the machine's, as is the sender's unless another is given. */
export async function startSlackPlatform(clock: () => number = Date.now): Promise<ChatPlatform> {
  const slack = await startSlackStandIn();
  const { workspace } = slack;
  const { sender, stop } = await startSlack({
    settings: { botToken: workspace.botToken, appToken: workspace.appToken, apiUrl: slack.url },
    frontDesk: createScriptedFrontDesk(),
    log,
    clock,
  });
  let made = 0;
  const of = ({ id }: Channel): SlackChannel => {
    const found = workspace.channels.get(id);
    if (found === undefined) throw new Error(`no channel ${id}`);
    return found;
  };
  const methods = { post: 'chat.postMessage', edit: 'chat.update' } as const;
  const scopes = [...workspace.scopes];
  const token = workspace.botToken;
  return {
    sender,
    person: 'slack:U0ANN',
    channel() {
      made += 1;
      const channel: SlackChannel = {
        id: `C0MADE${made}`,
        name: `made-${made}`,
        isPrivate: false,
        isArchived: false,
        isMember: true,
      };
      workspace.channels.set(channel.id, channel);
      return { platform: 'slack', workspace: workspace.team.id, id: channel.id, name: channel.name };
    },
    posts: ({ id }) => slack.posts(id).map(({ blocks }) => JSON.stringify(blocks)),
    above: ({ id }) => slack.posts(id).map(({ threadTs }) => threadTs),
    clear: ({ id }) => {
      for (const post of slack.posts(id)) workspace.messages.splice(workspace.messages.indexOf(post), 1);
    },
    directPosts: () => workspace.messages.filter(({ channel }) => channel.startsWith('D')).map(({ text }) => text),
    loseAnswer: (accepted, act = 'post') =>
      slack.fault({ method: methods[act], kind: 'reset', when: accepted ? 'after' : 'before' }),
    limit: (retryAfter, act = 'post') => slack.fault({ method: methods[act], kind: 'rate limit', retryAfter }),
    refuse: () => slack.fault({ method: 'chat.postMessage', kind: 'error', error: 'msg_too_long' }),
    blind: () => {
      workspace.scopes = workspace.scopes.filter((scope) => !scope.endsWith(':history'));
    },
    closings: [
      {
        name: 'an archived channel',
        close: (channel) => Object.assign(of(channel), { isArchived: true }),
        mend: (channel) => Object.assign(of(channel), { isArchived: false }),
        names: 'archived',
        scope: 'channel',
      },
      {
        name: 'a channel that the bot was removed from',
        close: (channel) => Object.assign(of(channel), { isMember: false }),
        mend: (channel) => Object.assign(of(channel), { isMember: true }),
        names: '/invite @sitrep',
        scope: 'channel',
      },
      {
        name: 'a deleted channel',
        close: ({ id }) => void workspace.channels.delete(id),
        mend: null,
        names: 'channel_not_found',
        scope: 'channel',
      },
      {
        name: 'a posting policy',
        close: () =>
          slack.fault({ method: 'chat.postMessage', kind: 'error', error: 'restricted_action_read_only_channel' }),
        mend: () => {},
        names: 'Only some members may post',
        scope: 'channel',
      },
      {
        name: 'a missing scope',
        close: () => {
          workspace.scopes = workspace.scopes.filter((scope) => scope !== 'chat:write');
        },
        mend: () => {
          workspace.scopes = [...scopes];
        },
        names: 'chat:write',
        scope: 'workspace',
      },
      {
        name: 'a revoked token',
        close: () => {
          workspace.botToken = 'xoxb-another';
        },
        mend: () => {
          workspace.botToken = token;
        },
        names: 'SLACK_BOT_TOKEN',
        scope: 'workspace',
      },
    ],
    failures: () => workspace.failures,
    stop: async () => {
      await stop();
      await slack.close();
    },
  };
}

/** Discord, with its limits. */
export async function startDiscordPlatform(clock: () => number = Date.now): Promise<ChatPlatform> {
  const discord = await startDiscordStandIn();
  const { world } = discord;
  const { sender, stop } = await startDiscord({
    settings: { token: discord.token, applicationId: null, apiUrl: discord.url },
    frontDesk: createScriptedFrontDesk(),
    log,
    clock,
  });
  let made = 0;
  const of = ({ id }: Channel): StandInChannel => {
    const found = world.channels.get(id);
    if (found === undefined) throw new Error(`no channel ${id}`);
    return found;
  };
  const shown = (id: string) => discord.messages(id).map(({ components }) => textsOf(components).join('\n'));
  const deny = (name: string, denied: PermissionName): Closing => ({
    name: `a channel without the permission "${name}"`,
    close: (channel) => Object.assign(of(channel), { denied: [denied] }),
    mend: (channel) => Object.assign(of(channel), { denied: [] }),
    names: `"${name}"`,
    scope: 'channel',
  });
  const calls = { post: 'POST /channels/', edit: 'PATCH /channels/' } as const;
  const token = world.token;
  return {
    sender,
    person: `discord:${ada.id}`,
    channel() {
      made += 1;
      const { id, name } = discord.channel({ name: `made-${made}` });
      return { platform: 'discord', workspace: world.guild, id, name };
    },
    posts: ({ id }) => shown(id),
    above: ({ id }) => discord.messages(id).map(({ above }) => above),
    clear: (channel) => void of(channel).messages.splice(0),
    directPosts: () => [...world.channels.values()].filter(({ type }) => type === 1).flatMap(({ id }) => shown(id)),
    loseAnswer: (accepted, act = 'post') =>
      discord.fault({ on: calls[act], kind: accepted ? 'reset-after' : 'reset-before' }),
    limit: (retryAfter, act = 'post') => discord.fault({ on: calls[act], kind: 'status', status: 429, retryAfter }),
    refuse: () => discord.fault({ on: 'POST /channels/', kind: 'status', status: 400, code: 200_000 }),
    blind: (channel) => {
      Object.assign(of(channel), { denied: ['ReadMessageHistory'] });
      // As if the minutes had passed in which Discord knows a nonce.
      world.nonceWindowMs = 0;
    },
    closings: [
      deny('View Channel', 'ViewChannel'),
      deny('Send Messages', 'SendMessages'),
      {
        name: 'a deleted channel',
        close: (channel) => discord.remove(of(channel)),
        mend: null,
        names: 'no longer exists',
        scope: 'channel',
      },
      {
        name: 'a token that was reset',
        close: () => {
          Object.assign(world, { token: 'another.token' });
        },
        mend: () => {
          Object.assign(world, { token });
        },
        names: 'DISCORD_TOKEN',
        scope: 'platform',
      },
    ],
    failures: () => discord.failures,
    stop: async () => {
      await stop();
      await discord.stop();
    },
  };
}
