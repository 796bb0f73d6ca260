import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';
import type { Asker } from '../../command/command.ts';
import type { Channel } from '../../news/channel.ts';
import type { Role } from '../../news/role.ts';
import { platform } from './name.ts';

/** Who asks, as Discord itself says it in the interaction. Discord does not tell a person's time zone. */
export const askerOf = (interaction: BaseInteraction): Asker => ({
  platform,
  workspace: interaction.guildId ?? 'dm',
  id: interaction.user.id,
  name: interaction.user.displayName,
  manages: interaction.memberPermissions?.has(PermissionFlagsBits.ManageChannels) ?? false,
  permission: 'Manage Channels',
  roles: rolesOf(interaction),
  timeZone: null,
});

/**
 * The roles of who asks, `@everyone` among them, which has the id of its server. Names are known of a server that the
 * library has in its cache; of any other Discord says ids alone.
 */
function rolesOf({ guildId, member }: BaseInteraction): readonly Role[] {
  if (guildId === null || member === null) return [];
  if (Array.isArray(member.roles)) return [guildId, ...member.roles].map((id) => ({ id, name: null }));
  return [...member.roles.cache.values()].map(({ id, name }) => ({ id, name }));
}

/** The channel of an interaction; null in a direct message. */
export function channelOf({ guildId, channelId, channel }: BaseInteraction): Channel | null {
  if (guildId === null || channelId === null) return null;
  const name = channel !== null && 'name' in channel ? channel.name : null;
  return { platform, workspace: guildId, id: channelId, name: name ?? channelId };
}
