/** Permission bits: docs.discord.com/developers/topics/permissions. */
export const permission = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  readMessageHistory: 1n << 16n,
  createPublicThreads: 1n << 35n,
  sendMessagesInThreads: 1n << 38n,
} as const;

/** What the bot asks for when it is invited. History lets it recognise a post whose answer was lost. */
export const wanted: bigint =
  permission.viewChannel |
  permission.sendMessages |
  permission.embedLinks |
  permission.readMessageHistory |
  permission.createPublicThreads |
  permission.sendMessagesInThreads;

interface Overwrite {
  readonly id: string;
  readonly allow: string;
  readonly deny: string;
}

/**
 * What a member may do in a channel, as bits. A thread has no overwrites of its own: pass those of its parent.
 * The order (everyone, then roles together, then the member) is that of topics/permissions, "Permission Overwrites".
 */
export function permissionsIn({
  guild,
  member,
  memberRoles,
  roles,
  overwrites,
}: {
  readonly guild: string;
  readonly member: string;
  readonly memberRoles: readonly string[];
  readonly roles: readonly { readonly id: string; readonly permissions: string }[];
  readonly overwrites: readonly Overwrite[];
}): bigint {
  const held = new Set([guild, ...memberRoles]);
  let bits = roles.filter((role) => held.has(role.id)).reduce((sum, role) => sum | BigInt(role.permissions), 0n);
  if ((bits & permission.administrator) !== 0n) return (1n << 64n) - 1n;
  const groups = [
    overwrites.filter((overwrite) => overwrite.id === guild),
    overwrites.filter((overwrite) => overwrite.id !== guild && held.has(overwrite.id)),
    overwrites.filter((overwrite) => overwrite.id === member),
  ];
  for (const group of groups) {
    bits &= ~group.reduce((sum, overwrite) => sum | BigInt(overwrite.deny), 0n);
    bits |= group.reduce((sum, overwrite) => sum | BigInt(overwrite.allow), 0n);
  }
  return bits;
}
