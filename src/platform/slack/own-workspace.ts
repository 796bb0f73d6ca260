import { type Sender, SendFailure } from '../../delivery/sender.ts';
import { type Channel, defaultWorkspace } from '../../news/channel.ts';

/**
 * The sender of one workspace. Where it is one of several (`place`, from 1), it posts to no channel of another: while that
 * one is not connected, its deliveries may be brought here, where Slack would call the channel unknown, and they would fail
 * for good. The first also takes channels whose workspace nobody named. The only one (null) tries all: a channel may be shared.
 */
export function inOwnWorkspace(sender: Sender, workspace: string, place: number | null): Sender {
  if (place === null) return { ...sender, workspace };
  const isOwn = (channel: Channel): boolean =>
    channel.workspace === workspace || (place === 1 && channel.workspace === defaultWorkspace);
  const check = (channel: Channel): void => {
    if (!isOwn(channel)) throw new SendFailure('busy', elsewhere(channel), { scope: 'workspace' });
  };
  return {
    ...sender,
    workspace,
    post: async (parcel) => {
      check(parcel.channel);
      return sender.post(parcel);
    },
    find: async (parcel) => {
      check(parcel.channel);
      return sender.find(parcel);
    },
    obstacle: async (channel) => (isOwn(channel) ? sender.obstacle(channel) : elsewhere(channel)),
  };
}

const elsewhere = ({ name, workspace }: Channel): string =>
  workspace === defaultWorkspace
    ? `#${name} belongs to the first workspace of the settings, which is not connected.`
    : `#${name} belongs to another workspace (${workspace}), which is not connected.`;
