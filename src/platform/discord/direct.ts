import { type APIDMChannel, type REST, Routes } from 'discord.js';

/**
 * Opens the direct messages of a person, which is harmless to do twice, and returns their id. Discord limits how often
 * (resources/user, "Create DM"). Throws what the client threw.
 */
export async function openDirect(rest: REST, recipient: string): Promise<string> {
  // The cast: the REST client leaves the shape of an answer to its caller.
  const { id } = (await rest.post(Routes.userChannels(), { body: { recipient_id: recipient } })) as APIDMChannel;
  return id;
}
