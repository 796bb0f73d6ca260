/** What the stand-in knows: one application, one server, its channels, and all that was said there. */
export interface World {
  readonly token: string;
  readonly applicationId: string;
  readonly bot: { readonly id: string; readonly username: string };
  readonly guild: string;
  readonly channels: Map<string, StandInChannel>;
  readonly interactions: Map<string, InteractionRecord>;
  commands: readonly Json[];
  /** Everything that real Discord would not have accepted or forgiven. A test that leaves one behind has failed. */
  readonly failures: string[];
  /** The scope of every 429 that an enforced limit brought. */
  readonly rateLimited: ('global' | 'channel')[];
  /** `METHOD /path` of every request, in order. */
  readonly requests: string[];
  /** Requests that took effect and whose answer a fault destroyed. */
  readonly lostAnswers: { readonly call: string; readonly answer: unknown }[];
  readonly snowflake: () => string;
  /** Milliseconds in which a nonce joins two posts: "the past few minutes", says resources/message. */
  nonceWindowMs: number;
  /** Everybody whom Discord knows, as user objects by id. */
  readonly users: Map<string, Json>;
  /** Until when the bot is timed out, in epoch milliseconds; null where it is not. */
  silentUntil: number | null;
  /** Who takes no direct messages. */
  readonly unreachable: Set<string>;
}

export type Json = Readonly<Record<string, unknown>>;

export interface StandInChannel {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  /** The channel of a thread. */
  readonly parent: string | null;
  /** Who is written to, in a direct message; null in a server's channel. */
  readonly recipient: string | null;
  locked: boolean;
  /** Permissions that the bot lacks here. */
  denied: readonly PermissionName[];
  /** The code with which an edit of any message here is refused. */
  refusesEdits?: 10_008 | 30_046 | 50_005;
  readonly messages: StandInMessage[];
}

export interface StandInMessage {
  readonly id: string;
  readonly channel_id: string;
  readonly author: Json;
  content: string;
  flags: number;
  components: readonly Json[];
  /** Its components before any edit. */
  readonly posted: readonly Json[];
  readonly nonce: string | null;
  readonly ephemeral: boolean;
  readonly interaction_metadata: Json | null;
  /** The message that it replies to. */
  readonly above: string | null;
  readonly edits: number;
  /** When it was edited last, in epoch milliseconds; null where it never was. */
  readonly editedAt: number | null;
}

/** One thing that a person did, and what the bot made of it. */
export interface InteractionRecord {
  readonly id: string;
  readonly token: string;
  readonly at: number;
  readonly channel: string;
  readonly user: Json;
  /** The message whose button was pressed. */
  readonly source: StandInMessage | null;
  /** The type of the first response: 4 message, 5 deferred, 6 deferred update, 7 update, 8 choices, 9 modal. */
  callback: number | null;
  ephemeral: boolean;
  /** What `@original` stands for; null before it is there, and after it was deleted. */
  message: StandInMessage | null;
  updated: boolean;
  readonly followUps: StandInMessage[];
  modal: Json | null;
  choices: readonly Json[] | null;
}

/** Bits: topics/permissions. */
export const permissionBits = {
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  EmbedLinks: 1n << 14n,
  ReadMessageHistory: 1n << 16n,
  CreatePublicThreads: 1n << 35n,
  SendMessagesInThreads: 1n << 38n,
} as const;
export type PermissionName = keyof typeof permissionBits;
export const manageChannels = 1n << 4n;

/** What everybody in the server may do. */
export const everybody: bigint = Object.values(permissionBits).reduce((sum, bit) => sum | bit, 0n);

export function createWorld(token: string): World {
  let last = 0n;
  const snowflake = (): string => {
    const now = BigInt(Date.now() - 1_420_070_400_000) << 22n;
    last = now > last ? now : last + 1n;
    return String(last);
  };
  const applicationId = snowflake();
  return {
    token,
    applicationId,
    bot: { id: snowflake(), username: 'Sitrep' },
    guild: snowflake(),
    channels: new Map(),
    interactions: new Map(),
    commands: [],
    failures: [],
    rateLimited: [],
    requests: [],
    lostAnswers: [],
    snowflake,
    nonceWindowMs: 120_000,
    users: new Map(),
    silentUntil: null,
    unreachable: new Set(),
  };
}

/** When an id was given out, in epoch milliseconds: reference, "Snowflakes". */
export const snowflakeTime = (id: string): number => Number(BigInt(id) >> 22n) + 1_420_070_400_000;

export const botUser = ({ bot }: World): Json => ({
  id: bot.id,
  username: bot.username,
  discriminator: '0042',
  global_name: null,
  avatar: null,
  bot: true,
});

/** The channel that rules over permissions: a thread has those of its parent. */
export const rulingChannel = (world: World, channel: StandInChannel): StandInChannel =>
  (channel.parent === null ? undefined : world.channels.get(channel.parent)) ?? channel;

export const may = (world: World, channel: StandInChannel, name: PermissionName): boolean =>
  !rulingChannel(world, channel).denied.includes(name);

export const channelObject = (world: World, channel: StandInChannel): Json =>
  channel.recipient === null
    ? guildChannelObject(world, channel)
    : { id: channel.id, type: channel.type, recipients: [world.users.get(channel.recipient)], last_message_id: null };

const guildChannelObject = (world: World, channel: StandInChannel): Json => ({
  id: channel.id,
  guild_id: world.guild,
  type: channel.type,
  name: channel.name,
  position: 0,
  parent_id: channel.parent,
  permission_overwrites: [
    {
      id: world.guild,
      type: 0,
      allow: '0',
      deny: String(channel.denied.reduce((sum, name) => sum | permissionBits[name], 0n)),
    },
  ],
  ...(channel.parent === null
    ? {}
    : { thread_metadata: { archived: false, locked: channel.locked, auto_archive_duration: 1440 } }),
});

/** A role of people, named "News". */
export const newsRole = '300000000000000001';

export const roles = (world: World): readonly Json[] =>
  [
    { id: world.guild, name: '@everyone', permissions: String(everybody) },
    { id: world.applicationId, name: 'Sitrep', permissions: '0' },
    { id: newsRole, name: 'News', permissions: '0' },
  ].map((role, position) => ({
    ...role,
    position,
    color: 0,
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
  }));

export const botMember = (world: World): Json => ({
  communication_disabled_until: world.silentUntil === null ? null : new Date(world.silentUntil).toISOString(),
  user: botUser(world),
  roles: [world.applicationId],
  joined_at: new Date(0).toISOString(),
  deaf: false,
  mute: false,
  flags: 0,
});
