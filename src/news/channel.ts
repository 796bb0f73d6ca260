/** One place on one platform where the desk can post. */
export interface Channel {
  /** The platform's name, for example the one that its sender bears. */
  readonly platform: string;
  /** The team, guild or machine that the channel belongs to, or `defaultWorkspace`. */
  readonly workspace: string;
  /** The platform's own id of the channel. */
  readonly id: string;
  /** As people call it, without a leading sign; the id where it is not known. */
  readonly name: string;
}

/** Where nobody named a channel's workspace: the first of its platform in the settings. */
export const defaultWorkspace = 'default';

/** The direct messages of a person as a channel: the bot may open them when it posts there first. */
export const directChannel = ({ platform, workspace, id }: Omit<Channel, 'name'>): Channel => ({
  platform,
  workspace,
  id: `@${id}`,
  name: `@${id}`,
});

/** Whose direct messages a channel is, by the platform's own user id; null for every other channel. */
export const personOf = ({ id }: Pick<Channel, 'id'>): string | null => (id.startsWith('@') ? id.slice(1) : null);

/** A channel as people write it: `#news`, or `@` and the person whose direct messages it is. */
export const writtenName = (channel: Pick<Channel, 'id' | 'name'>): string =>
  personOf(channel) === null ? `#${channel.name}` : channel.name;

/** A channel as a sentence names it. */
export const placeOf = (channel: Pick<Channel, 'id' | 'name'>): string =>
  personOf(channel) === null ? `#${channel.name}` : `the direct messages of ${channel.name}`;

/** The key under which the store and a delivery know a channel. */
export const channelKey = (channel: Pick<Channel, 'platform' | 'id'>): string => `${channel.platform}:${channel.id}`;

/** What a limit or a pause reaches: a channel, its workspace, or everything on its platform. */
export const scopes = ['platform', 'workspace', 'channel'] as const;
export type Scope = (typeof scopes)[number];

/** The name of what a scope reaches from a channel. */
export function scopeKey(channel: Channel, scope: Scope): string {
  switch (scope) {
    case 'platform':
      return `platform ${channel.platform}`;
    case 'workspace':
      return `workspace ${channel.platform} ${channel.workspace}`;
    case 'channel':
      return `channel ${channelKey(channel)}`;
  }
}
