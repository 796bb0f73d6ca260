import * as z from 'zod';
import type { AlertStanding, AlertView } from '../../desk/alert-view.ts';
import { alertLevels } from '../../news/alert-level.ts';
import { gradeCode } from '../../news/grade.ts';
import type { Alert } from '../../store/alerts.ts';
import { answerChanges, changesAnswer } from './changes-answer.ts';
import { answerReceipts, receiptsAnswer, totalOf } from './receipts-answer.ts';
import { isoTime, time } from './time.ts';

const standings = {
  draft: true,
  waiting: true,
  expired: true,
  discarded: true,
  rejected: true,
  sent: true,
  corrected: true,
  withdrawn: true,
} as const satisfies Record<AlertStanding, true>;

const standing = z
  .enum(Object.keys(standings) as AlertStanding[])
  .describe('waiting: others have to turn a key; expired: they did not in time, and nothing was sent');

const shownAlert = z.strictObject({
  id: z.int(),
  state: standing,
  level: z.enum(alertLevels),
  headline: z.string(),
  known: z.string().nullable(),
  unknown: z.string().nullable(),
  sources: z.array(z.string()),
  story: z.int().nullable(),
  follows: z.int().nullable().describe('the alert below whose copies it stands'),
  topics: z.array(z.string()).describe('empty for every topic'),
  override: z.string().nullable().describe('why it goes with too little behind it'),
  author: z.strictObject({ id: z.string(), name: z.string() }),
  createdAt: time,
  expiresAt: time.describe('what has not all of its keys by then is not sent'),
  sentAt: time.nullable(),
  resolvedAt: time.nullable().describe('when it was closed: nothing follows it any more'),
});

/** One alert with all that there is to know of it. */
export const alertAnswer = z
  .strictObject({
    alert: shownAlert,
    gate: z
      .strictObject({
        grade: z.string().describe('in the Admiralty code, for example B2'),
        reason: z.string(),
        owners: z.array(z.string()).describe('the independent owners behind it'),
        ownersNeeded: z.int().describe('so many the desk asks for; with fewer an override says why it goes'),
        blocs: z.array(z.string()).describe('whose accounts they are'),
        disputed: z.array(z.string()).describe('what these accounts count differently, for example killed'),
      })
      .describe('what stands behind it'),
    keys: z.strictObject({
      needed: z.int(),
      turned: z.array(z.strictObject({ person: z.string(), name: z.string(), at: time })),
    }),
    receivers: z.int().describe('channels that it went to, or would go to now'),
    receipts: receiptsAnswer.nullable().describe('messages by what became of them; null before it is sent'),
    changes: changesAnswer.describe('what became of it after it was sent, in order'),
  })
  .meta({ title: 'Alert' });

/** The newest alerts. */
export const alertListAnswer = z
  .strictObject({ alerts: z.array(shownAlert).describe('newest first') })
  .meta({ title: 'AlertList' });

/** An alert as a program reads it. */
export function answerAlert({
  alert,
  standing: state,
}: Pick<AlertView, 'alert' | 'standing'>): z.output<typeof shownAlert> {
  const { id, level, headline, known, unknown, links, story, follows, topics, override, author, authorName } = alert;
  return {
    ...{
      id,
      state,
      level,
      headline,
      known,
      unknown,
      sources: [...links],
      story,
      follows,
      topics: [...topics],
      override,
    },
    author: { id: author, name: authorName },
    ...timesOf(alert),
  };
}

const timesOf = ({ createdAt, expiresAt, sentAt, resolvedAt }: Alert) => ({
  createdAt: isoTime(createdAt),
  expiresAt: isoTime(expiresAt),
  sentAt: sentAt === null ? null : isoTime(sentAt),
  resolvedAt: resolvedAt === null ? null : isoTime(resolvedAt),
});

/** The same with its keys, its receipts and its changes. */
export function answerView(view: AlertView): z.output<typeof alertAnswer> {
  const { alert, keys, keysNeeded, leastOwners, receivers, receipts, changes } = view;
  const { grade, owners, blocs, disputed } = alert.gate;
  return {
    alert: answerAlert(view),
    gate: {
      grade: gradeCode(grade),
      reason: grade.reason,
      owners: [...owners],
      ownersNeeded: leastOwners,
      blocs: [...blocs],
      disputed: [...disputed],
    },
    keys: { needed: keysNeeded, turned: keys.map(({ person, name, at }) => ({ person, name, at: isoTime(at) })) },
    receivers: receipts === null ? receivers.all : totalOf(receipts.copies),
    receipts: receipts === null ? null : answerReceipts(receipts),
    changes: answerChanges(changes),
  };
}
