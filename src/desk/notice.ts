import type { NamedChannel } from '../content/desk-file.ts';
import type { Message } from '../message/message.ts';
import { type Channel, channelKey, defaultWorkspace, directChannel } from '../news/channel.ts';
import { personKey } from '../news/person.ts';
import type { Tables } from '../store/store.ts';
import { priority } from './priority.ts';
import type { Room } from './room.ts';

/** The direct messages of everybody who subscribed a channel there and still is on its platform. */
export async function subscribersOf(tables: Tables, channel: Channel): Promise<readonly Channel[]> {
  const { platform, workspace } = channel;
  const subscriptions = await tables.subscriptions.ofChannel(channelKey(channel));
  const people = new Set(subscriptions.map(({ createdBy }) => createdBy));
  const own = personKey({ platform, id: '' });
  return [...people]
    .filter((person) => person.startsWith(own))
    .map((person) => directChannel({ platform, workspace, id: person.slice(own.length) }));
}

/** The channel that is told how the desk itself goes. */
export const operationsOf = ({ file }: Room, tables: Tables): Promise<Channel> => namedOf(file.operations, tables);

/** The channel in which editors are asked for their keys. */
export const editorsChannelOf = ({ file }: Room, tables: Tables): Promise<Channel> =>
  namedOf(file.editorsChannel, tables);

async function namedOf(named: NamedChannel, tables: Tables): Promise<Channel> {
  const { platform, workspace, id } = named;
  const known = await tables.channels.byKey(channelKey(named));
  return known ?? { platform, workspace: workspace ?? defaultWorkspace, id, name: id };
}

/** Queues a notice, once for what it is `about` since then. False where it was told before. */
export async function tell(
  tables: Tables,
  channel: Channel,
  message: Message,
  { about, since, now }: { readonly about: string; readonly since: number; readonly now: number },
): Promise<boolean> {
  await tables.channels.save(channel);
  return tables.deliveries.enqueue({
    dedupeKey: `notice:${about}:${since}:${message.tone}:${channelKey(channel)}`,
    channel: channelKey(channel),
    kind: 'notice',
    message,
    priority: priority.notice,
    createdAt: now,
  });
}
