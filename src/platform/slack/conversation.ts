import type { webApi } from '@slack/bolt';
import { type Channel, personOf } from '../../news/channel.ts';

/**
 * The id under which a channel can be posted to and read. The direct messages of a person are opened first, which is
 * harmless to do twice, and their id is remembered. Throws what Slack answered.
 */
export function createConversations(client: webApi.WebClient): (channel: Channel) => Promise<string> {
  const opened = new Map<string, Promise<string>>();

  async function open(users: string): Promise<string> {
    const { channel } = await client.conversations.open({ users });
    if (channel?.id === undefined) throw new Error('slack: opened direct messages came back without their id');
    return channel.id;
  }

  return async (channel) => {
    const person = personOf(channel);
    if (person === null) return channel.id;
    const conversation = opened.get(person) ?? open(person);
    opened.set(person, conversation);
    conversation.catch(() => opened.delete(person));
    return conversation;
  };
}
