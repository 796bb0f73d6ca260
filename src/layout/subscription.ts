import type { SubscribeOutcome, SubscriptionReport } from '../desk/subscribe.ts';
import { actions, ask, fields, heading, list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { AskOptions, Block, Inline, Message } from '../message/message.ts';
import { writtenName } from '../news/channel.ts';
import type { ClockChange } from '../news/clock-change.ts';
import { writeQuietHours } from '../news/quiet-hours.ts';
import type { Terms } from '../news/terms.ts';
import { describeTimetable } from '../news/timetable.ts';

/** What a button asks that says yes: the same once more. */
export interface Again {
  readonly command: string;
  readonly options: AskOptions;
}

/** What became of the wish for a subscription: the subscription in words, or a question back. */
export const layoutSubscribed = (outcome: SubscribeOutcome, again: Again): Message =>
  outcome.kind === 'asks'
    ? layoutConfirm(outcome, again, { nothing: 'Nothing is subscribed yet', yes: 'Yes, subscribe' })
    : layoutTerms(outcome, 'Subscribed');

/** The same of the wish to change one. */
export const layoutChanged = (outcome: SubscribeOutcome, again: Again): Message =>
  outcome.kind === 'asks'
    ? layoutConfirm(outcome, again, { nothing: 'Nothing is changed yet', yes: 'Yes, change it' })
    : layoutTerms(outcome, 'Changed');

function layoutTerms(report: SubscriptionReport, title: string): Message {
  const { subscription, channel, next } = report;
  const { id } = subscription;
  const summary = `${writtenName(channel)} receives a digest ${describeTimetable(subscription)}.`;
  return {
    tone: 'routine',
    summary,
    blocks: [
      heading(title),
      paragraph(summary),
      ...(next.length === 0
        ? [paragraph(noneNext(report))]
        : [paragraph(strong('Next')), list(next.map((at) => run(at, subscription.zone)))]),
      fields(termRows(subscription)),
      ...changeNotes(report),
      actions(
        ask('Show it now', 'digest', { id }),
        ask('Change it', 'subscriptions', { action: 'edit', id }),
        ask('Remove it', 'unsubscribe', { id }),
      ),
    ],
  };
}

function layoutConfirm(
  { terms, perDay, leastGap }: Extract<SubscribeOutcome, { readonly kind: 'asks' }>,
  { command, options }: Again,
  { nothing, yes }: { readonly nothing: string; readonly yes: string },
): Message {
  const summary = `${nothing}: a digest ${describeTimetable(terms)} comes up to ${perDay} times a day. Is that what you want?`;
  return {
    tone: 'routine',
    summary,
    blocks: [
      paragraph(summary),
      note(
        `Two are at least ${leastGap / 60_000} minutes apart. With empty:silence, one comes only when something is new.`,
      ),
      actions(
        ask(yes, command, { ...options, confirm: true }),
        ask('Every hour instead', command, { ...options, at: 'every hour' }),
      ),
    ],
  };
}

/** What a channel asked for besides the time, row by row. */
function termRows(terms: Terms): readonly (readonly [label: string, value: string])[] {
  const { topics, alerts, quiet, whenEmpty } = terms;
  return [
    ['Topics', topics.length === 0 ? 'all' : topics.join(', ')],
    ['Stories', storyWords(terms)],
    ['Breaking alerts', alertWords(alerts)],
    ...(quiet === null
      ? []
      : [['Quiet hours', `${writeQuietHours(quiet)}, what comes then waits for their end`] as const]),
    ['Nothing new', whenEmpty === 'line' ? 'one line says so' : 'no digest'],
  ];
}

const storyWords = ({ limit, leastGrade, languages }: Terms): string =>
  [
    `at most ${limit}`,
    ...(leastGrade === null ? [] : [`grade ${leastGrade} or better`]),
    ...(languages.length === 0 ? [] : [`reported in ${languages.join(', ')}`]),
  ].join(', ');

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

/** In the reader's zone, in UTC and in the subscription's own zone. */
const run = (at: number, zone: string): readonly Inline[] => [
  time(at, 'moment'),
  text(zone === 'UTC' ? ` (${utc(at)})` : ` (${utc(at)}, ${local(at, zone)})`),
];

const noneNext = ({ subscription }: SubscriptionReport): string =>
  subscription.pausedAt === null ? 'It never comes again.' : 'It is paused.';

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
      ...nextNote(report),
      actions(ask(rests ? 'Resume it' : 'Pause it', 'subscriptions', { action: rests ? 'resume' : 'pause', id })),
    ],
  };
}

const nextNote = ({ next: [first], subscription: { zone } }: SubscriptionReport): readonly Block[] =>
  first === undefined ? [] : [note(text('Next: '), ...run(first, zone))];

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
  return {
    tone: 'routine',
    summary: `${writtenName(first.channel)} has ${count}.`,
    blocks: [heading(`What ${writtenName(first.channel)} receives`), ...reports.flatMap(reportBlocks)],
  };
}

function reportBlocks(report: SubscriptionReport): readonly Block[] {
  const { id, pausedAt, ...terms } = report.subscription;
  return [
    paragraph(strong(`${id}: ${describeTimetable(terms)}`), text(pausedAt === null ? '' : ' · paused')),
    paragraph(
      termRows(terms)
        .map(([label, value]) => `${label}: ${value}`)
        .join(' · '),
    ),
    ...nextNote(report),
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
