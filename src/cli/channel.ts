import { type Channel, channelKey } from '../news/channel.ts';
import { UserError } from '../news/user-error.ts';
import type { Store } from '../store/store.ts';

/** The channel of a key as typed (`platform:id`). Throws `UserError` that names those that the desk knows. */
export async function channelNamed({ channels }: Pick<Store, 'channels'>, key: string): Promise<Channel> {
  const channel = await channels.byKey(key);
  if (channel !== null) return channel;
  const known = (await channels.all()).map(channelKey).join(', ');
  throw new UserError(`I do not know the channel “${key}”. Known channels: ${known || 'none yet'}.`);
}
