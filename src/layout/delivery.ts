import type { ResendReport } from '../desk/resend.ts';
import { actions, ask, note, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { type Channel, writtenName } from '../news/channel.ts';
import type { DeliveryState } from '../store/delivery.ts';

/** A channel as people call it, with its platform: two of them may have a channel of one name. */
export const channelLabel = (channel: Channel): string => `${writtenName(channel)} (${channel.platform})`;

/** The state of a delivery in a word. */
export const stateWords: Readonly<Record<DeliveryState, string>> = {
  pending: 'waiting',
  sending: 'on its way',
  uncertain: 'uncertain',
  sent: 'delivered',
  held: 'held',
  quiet: 'quiet hours',
  merged: 'in a digest',
  recalled: 'taken back',
  failed: 'failed',
};

/** What became of a person's decision to send a delivery again; where it asks back, a button decides. */
export function layoutResend({ delivery, channel, outcome }: ResendReport): Message {
  const { id, kind, reason, triedAt } = delivery;
  const place = channelLabel(channel);
  if (outcome === 'queued') {
    const summary = `The ${kind} to ${place} is queued to be sent again (delivery ${id}).`;
    const twice = note('Should the earlier try have arrived after all, the message stands there twice.');
    return { tone: 'routine', summary, blocks: [paragraph(summary), ...(triedAt === null ? [] : [twice])] };
  }
  const summary = `Not sent again yet: the ${kind} may stand in ${place} already, because no clear answer came back.`;
  return {
    tone: 'problem',
    summary,
    blocks: [
      paragraph(`${summary} Look there first. Where it is missing, send it all the same; else it stands there twice.`),
      ...(reason === null ? [] : [note(reason)]),
      actions(ask('Send it all the same', 'resend', { id, anyway: true })),
    ],
  };
}
