import type { webApi } from '@slack/bolt';

/** Opens the direct messages of a person, which is harmless to do twice, and returns their id. Throws what Slack answered. */
export async function openDirect(client: webApi.WebClient, users: string): Promise<string> {
  const { channel } = await client.conversations.open({ users });
  if (channel?.id === undefined) throw new Error('slack: opened direct messages came back without their id');
  return channel.id;
}
