import type { Channel } from '../news/channel.ts';
import type { Tariff } from './budget.ts';
import type { Sender } from './sender.ts';

/** The sender that serves a channel: its workspace's own before one for all; undefined while none is connected. */
export function senderFor(senders: readonly Sender[], { platform, workspace }: Channel): Sender | undefined {
  const there = senders.filter((sender) => sender.platform === platform);
  return (
    there.find(({ workspaces }) => workspaces?.includes(workspace)) ??
    there.find(({ workspaces }) => workspaces === null)
  );
}

/** By which rates a sender's posts, look-ups or edits count. */
export function tariffOf({ rates, lookUpRates, editRates }: Sender, request: Tariff['kind']): Tariff {
  const own = { post: rates, lookUp: lookUpRates, edit: editRates }[request];
  return own === null ? { kind: 'post', rates } : { kind: request, rates: own };
}

/** Why nothing can be posted in a channel now, with the step that mends it; null where it can. */
export async function obstacleOf(senders: readonly Sender[], channel: Channel): Promise<string | null> {
  const sender = senderFor(senders, channel);
  if (sender === undefined) return `${channel.platform} is not connected. /status says how it goes.`;
  return sender.obstacle(channel);
}
