import type { SubscribeOutcome, SubscriptionReport } from '../desk/subscribe.ts';
import { actions, ask, fields, heading, list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { AskOptions, Block, Inline, Message } from '../message/message.ts';
import { writtenName } from '../news/channel.ts';
import type { ClockChange } from '../news/clock-change.ts';
import { writeQuietHours } from '../news/quiet-hours.ts';
import type { Terms } from '../news/terms.ts';
import { describeTimetable } from '../news/timetable.ts';

/** What became of a wish: the subscription in words, or a question back. `again` asks for the same, by a button. */
export function layoutSubscribed(
  outcome: SubscribeOutcome,
  {
    title,
    again,
  }: { readonly title: string; readonly again: { readonly command: string; readonly options: AskOptions } },
): Message {
  if (outcome.kind === 'asks') return layoutConfirm(outcome, title, again);
  const { subscription, channel } = outcome;
  const { id } = subscription;
  return {
    tone: 'routine',
    summary: `${writtenName(channel)} receives a digest ${describeTimetable(subscription)}.`,
    blocks: [
      heading(title),
      fields([['Channel', writtenName(channel)], ...termRows(subscription), ['Next', ...nextTimes(outcome)]]),
      ...changeNotes(outcome),
      actions(
        ask('Show it now', 'digest'),
        ask('Change it', 'subscriptions', { action: 'edit', id }),
        ask('Remove it', 'unsubscribe', { id }),
      ),
    ],
  };
}

function layoutConfirm(
  { terms, perDay, leastGap }: Extract<SubscribeOutcome, { readonly kind: 'asks' }>,
  title: string,
  { command, options }: { readonly command: string; readonly options: AskOptions },
): Message {
  const summary = `Nothing is ${title.toLowerCase()} yet: this would be up to ${perDay} digests a day.`;
  const cure = `Two digests are never less than ${leastGap / 60_000} minutes apart, and with empty:silence one comes only when something is new.`;
  return {
    tone: 'routine',
    summary,
    blocks: [
      paragraph(`${summary} ${cure} Is that what you want?`),
      fields([['Digest', describeTimetable(terms)]]),
      actions(
        ask('Yes, that often', command, { ...options, confirm: true }),
        ask('Every hour instead', command, { ...options, at: 'every hour' }),
      ),
    ],
  };
}

/** What a channel asked for, row by row. */
export function termRows(terms: Terms): readonly (readonly [label: string, value: string])[] {
  const { topics, limit, leastGrade, languages, alerts, quiet, zone, whenEmpty } = terms;
  return [
    ['Digest', describeTimetable(terms)],
    ['Topics', topics.length === 0 ? 'all' : topics.join(', ')],
    ['Most stories', String(limit)],
    ...(leastGrade === null ? [] : [['Least grade', leastGrade] as const]),
    ...(languages.length === 0 ? [] : [['Languages', languages.join(', ')] as const]),
    ['Breaking alerts', alertWords(alerts)],
    ...(quiet === null ? [] : [['Quiet hours', `${writeQuietHours(quiet)} (${zone})`] as const]),
    ['Nothing new', whenEmpty === 'line' ? 'one line says so' : 'no digest'],
  ];
}

function alertWords(level: Terms['alerts']): string {
  switch (level) {
    case null:
      return 'none';
    case 'flash':
      return 'flash only';
    case 'urgent':
      return 'flash and urgent';
    case 'update':
      return 'all';
  }
}

function nextTimes({ next, subscription }: SubscriptionReport): readonly Inline[] {
  if (next.length === 0) return [text(subscription.pausedAt === null ? 'never again' : 'paused')];
  return next.flatMap((slot, at) => [
    ...(at === 0 ? [] : [text('; ')]),
    time(slot, 'moment'),
    text(subscription.zone === 'UTC' ? ` (${utc(slot)})` : ` (${utc(slot)}, ${local(slot, subscription.zone)})`),
  ]);
}

const utc = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`;

const local = (at: number, zone: string): string =>
  `${new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at)} ${zone}`;

/** What happens when the clocks change at the time of a digest. */
const changeNotes = ({ changes, subscription: { zone } }: SubscriptionReport): readonly Block[] =>
  changes.map((change) =>
    note(text('The clocks change on '), time(change.at, 'date'), text(`: ${changeWords(change, zone)}`)),
  );

const changeWords = ({ kind, wall, at }: ClockChange, zone: string): string =>
  kind === 'skipped'
    ? `${wall} does not exist then, so the digest comes at ${local(at, zone)}.`
    : `${wall} comes twice then; the digest comes once, the first time.`;

/** Says that a channel receives this digest no longer. */
export function layoutUnsubscribed({ subscription, channel }: SubscriptionReport): Message {
  const summary = `${writtenName(channel)} no longer receives the digest ${describeTimetable(subscription)}.`;
  return { tone: 'routine', summary, blocks: [paragraph(summary), note('/subscribe makes a new one.')] };
}

/** Says that a digest rests, or goes on. */
export function layoutRest(report: SubscriptionReport): Message {
  const { subscription, channel } = report;
  const { id } = subscription;
  const rests = subscription.pausedAt !== null;
  const summary = rests
    ? `The digest ${describeTimetable(subscription)} in ${writtenName(channel)} is paused. No alerts come for it either.`
    : `The digest ${describeTimetable(subscription)} in ${writtenName(channel)} goes on.`;
  return {
    tone: 'routine',
    summary,
    blocks: [
      paragraph(summary),
      ...(rests ? [] : [note(text('Next: '), ...nextTimes(report))]),
      actions(ask(rests ? 'Resume it' : 'Pause it', 'subscriptions', { action: rests ? 'resume' : 'pause', id })),
    ],
  };
}

/** All that a channel receives, with what can be done about it. */
export function layoutSubscriptions(reports: readonly SubscriptionReport[]): Message {
  const [first] = reports;
  if (first === undefined)
    return {
      tone: 'routine',
      summary: 'This channel has no subscription.',
      blocks: [
        paragraph('This channel has no subscription. /subscribe makes one; /subscribe 08:00 is enough.'),
        actions(ask('Subscribe', 'subscribe')),
      ],
    };
  const count = reports.length === 1 ? '1 subscription' : `${reports.length} subscriptions`;
  const summary = `${writtenName(first.channel)} has ${count}.`;
  return {
    tone: 'routine',
    summary,
    blocks: [heading('Subscriptions'), paragraph(summary), ...reports.flatMap(reportBlocks)],
  };
}

function reportBlocks(report: SubscriptionReport): readonly Block[] {
  const { id, pausedAt, ...terms } = report.subscription;
  const [[, when], ...rows] = termRows(terms) as [readonly [string, string], ...(readonly [string, string])[]];
  return [
    paragraph(strong(`${id}. ${when}`), text(pausedAt === null ? '' : ' · paused')),
    list([
      [text(rows.map(([label, value]) => `${label}: ${value}`).join(' · '))],
      [text('Next: '), ...nextTimes(report)],
    ]),
    ...changeNotes(report),
    actions(
      ask('Change', 'subscriptions', { action: 'edit', id }),
      pausedAt === null
        ? ask('Pause', 'subscriptions', { action: 'pause', id })
        : ask('Resume', 'subscriptions', { action: 'resume', id }),
      ask('Remove', 'unsubscribe', { id }),
    ),
  ];
}
