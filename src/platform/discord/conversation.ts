import { type APIDMChannel, type REST, Routes } from 'discord.js';
import { type Channel, personOf } from '../../news/channel.ts';

/**
 * The id under which a channel can be posted to and read. The direct messages of a person are opened first, which is
 * harmless to do twice, and their id is remembered: Discord limits how often they may be opened (resources/user, "Create
 * DM"). Throws what the client threw.
 */
export function createConversations(rest: () => REST): (channel: Channel) => Promise<string> {
  const opened = new Map<string, Promise<string>>();

  async function open(recipient: string): Promise<string> {
    // The cast: the REST client leaves the shape of an answer to its caller.
    const { id } = (await rest().post(Routes.userChannels(), { body: { recipient_id: recipient } })) as APIDMChannel;
    return id;
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
