import { type Channel, personOf } from '../news/channel.ts';

/**
 * The id under which a channel can be posted to and read. The direct messages of a person are opened first (`open`, by the
 * platform's user id), and their id is remembered. Throws what `open` threw.
 */
export function createConversations(open: (person: string) => Promise<string>): (channel: Channel) => Promise<string> {
  const opened = new Map<string, Promise<string>>();
  return async (channel) => {
    const person = personOf(channel);
    if (person === null) return channel.id;
    const conversation = opened.get(person) ?? open(person);
    opened.set(person, conversation);
    conversation.catch(() => opened.delete(person));
    return conversation;
  };
}
