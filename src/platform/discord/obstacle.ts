import {
  type APIChannel,
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
  ChannelType,
  type REST,
  Routes,
} from 'discord.js';
import { type Channel, placeOf } from '../../news/channel.ts';
import { closed, missing, timedOut, wrongKind } from './failure.ts';
import { permission, permissionsIn } from './permission.ts';

const threads: readonly ChannelType[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];
const postable: readonly ChannelType[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ...threads,
];

/**
 * Why the bot cannot post in a server's channel, with the step that mends it; null where it can. Throws what the client
 * threw.
 */
export async function obstacleIn({
  rest,
  botId,
  channel,
  now,
}: {
  readonly rest: REST;
  readonly botId: string;
  readonly channel: Channel;
  readonly now: number;
}): Promise<string | null> {
  const place = placeOf(channel);
  const found = await fetchChannel(rest, channel.id);
  if (!postable.includes(found.type)) return wrongKind(place);
  if ('thread_metadata' in found && found.thread_metadata?.locked) return closed(place);
  const { bits, silentUntil } = await standingOf(rest, botId, found);
  // Such a member keeps nothing but looking on, whatever its roles say: topics/permissions, "Timed Out Members".
  if (silentUntil > now) return timedOut(silentUntil);
  if ((bits & permission.viewChannel) === 0n) return missing(place, 'View Channel');
  const thread = threads.includes(found.type);
  const needed = thread ? permission.sendMessagesInThreads : permission.sendMessages;
  return (bits & needed) === 0n ? missing(place, thread ? 'Send Messages in Threads' : 'Send Messages') : null;
}

/** Whether the bot may read the earlier messages of a server's channel. Throws what the client threw. */
export async function mayReadHistory(rest: REST, botId: string, channel: string): Promise<boolean> {
  const { bits } = await standingOf(rest, botId, await fetchChannel(rest, channel));
  return (bits & permission.readMessageHistory) !== 0n;
}

// The REST client returns unknown: the casts below name the shape that Discord documents for each route.
const fetchChannel = async (rest: REST, id: string): Promise<APIChannel> =>
  (await rest.get(Routes.channel(id))) as APIChannel;

/** What the bot may do in a channel, and until when it is timed out; 0 where it never was. */
async function standingOf(
  rest: REST,
  botId: string,
  channel: APIChannel,
): Promise<{ readonly bits: bigint; readonly silentUntil: number }> {
  const guild = 'guild_id' in channel ? (channel.guild_id ?? '') : '';
  const parent = 'parent_id' in channel && threads.includes(channel.type) ? channel.parent_id : null;
  const ruling = parent == null ? channel : await fetchChannel(rest, parent);
  const roles = (await rest.get(Routes.guildRoles(guild))) as readonly APIRole[];
  const member = (await rest.get(Routes.guildMember(guild, botId))) as APIGuildMember;
  const overwrites: readonly APIOverwrite[] =
    'permission_overwrites' in ruling ? (ruling.permission_overwrites ?? []) : [];
  return {
    bits: permissionsIn({ guild, member: botId, memberRoles: member.roles, roles, overwrites }),
    silentUntil: Date.parse(member.communication_disabled_until ?? '') || 0,
  };
}
