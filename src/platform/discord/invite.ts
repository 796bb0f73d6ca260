import { wanted } from './permission.ts';

/** The address under which an administrator adds the bot to a server, with the permissions it needs and no more. */
export function discordInvite(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(wanted),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
