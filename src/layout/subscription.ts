import type { SubscriptionReport } from '../desk/subscribe.ts';
import { actions, ask, fields, heading, note, paragraph, text, time } from '../message/build.ts';
import type { Inline, Message } from '../message/message.ts';
import { describeTimetable } from '../news/timetable.ts';

/** A new subscription in words, with its next three times. */
export function layoutSubscribed(report: SubscriptionReport): Message {
  const { subscription, channel } = report;
  return {
    tone: 'routine',
    summary: `#${channel.name} receives a digest ${describeTimetable(subscription)}.`,
    blocks: [
      heading('Subscribed'),
      fields([
        ['Channel', `#${channel.name}`],
        ['Digest', describeTimetable(subscription)],
        ['Topics', subscription.topics.length === 0 ? 'all' : subscription.topics.join(', ')],
        ['Most stories', String(subscription.limit)],
        ['Breaking alerts', subscription.alerts ? 'yes' : 'no'],
        ['Next', ...nextTimes(report)],
      ]),
      actions(ask('Show it now', 'digest'), ask('Remove it', 'unsubscribe', { id: subscription.id })),
    ],
  };
}

function nextTimes({ next, subscription }: SubscriptionReport): readonly Inline[] {
  return next.flatMap((slot, at) => [
    ...(at === 0 ? [] : [text('; ')]),
    time(slot, 'moment'),
    text(subscription.zone === 'UTC' ? ` (${utc(slot)})` : ` (${utc(slot)}, ${local(slot, subscription.zone)})`),
  ]);
}

const utc = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`;

const local = (at: number, zone: string): string =>
  `${new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at)} ${zone}`;

/** Says that a channel receives this digest no longer. */
export function layoutUnsubscribed({ subscription, channel }: SubscriptionReport): Message {
  const summary = `#${channel.name} no longer receives the digest ${describeTimetable(subscription)}.`;
  return { tone: 'routine', summary, blocks: [paragraph(summary), note('/subscribe makes a new one.')] };
}
