import type * as z from 'zod';
import type { AlertStanding } from '../../desk/alert-view.ts';
import type { alertAnswer, alertListAnswer } from './alert-answer.ts';

type Shown = z.output<typeof alertAnswer>;

const at = (time: string): string => `2026-11-26T${time}.000Z`;
const own = { person: 'api:wire', name: 'wire (API)', at: at('12:00:05') };
const other = { person: 'api:desk', name: 'desk (API)', at: at('12:01:00') };
const keysTurned: Partial<{ readonly [standing in AlertStanding]: Shown['keys']['turned'] }> = {
  sent: [own, other],
  discarded: [],
};

const none = {
  ...{ pending: 0, sending: 0, uncertain: 0, sent: 0, held: 0 },
  ...{ quiet: 0, merged: 0, recalled: 0, failed: 0 },
};
const onTheirWay = { ...none, pending: 2 };
const receipts = {
  copies: { ...none, sent: 2, held: 1 },
  notes: none,
  edits: none,
  troubles: [
    {
      delivery: 'k3v9q2m7x1c8b4n6z',
      channel: 'web:newsroom',
      state: 'held',
      reason: 'Nothing can be posted there now: /status says why.',
      tries: 1,
    },
  ],
} satisfies Shown['receipts'];

/** An answer about one alert, for people who read the description. */
export function viewExample(state: AlertStanding): Shown {
  const isSent = state === 'sent';
  return {
    alert: {
      id: 7,
      state,
      level: 'urgent',
      headline: 'Ministers meet in Brussels',
      known: 'They arrived at noon.',
      unknown: null,
      sources: ['https://www.nato.int/'],
      story: null,
      follows: null,
      topics: [],
      override: 'Seen by our own correspondent',
      author: { id: 'api:wire', name: 'wire (API)' },
      createdAt: at('12:00:00'),
      expiresAt: at('12:30:00'),
      sentAt: isSent ? at('12:01:00') : null,
      resolvedAt: null,
    },
    gate: {
      grade: 'A3',
      reason: 'One report, from a source of reliability A.',
      owners: ['NATO'],
      ownersNeeded: 2,
      blocs: ['nato'],
      disputed: [],
    },
    keys: { needed: 2, turned: keysTurned[state] ?? [own] },
    receivers: 3,
    receipts: isSent ? receipts : null,
    changes: [],
  };
}

const amended = {
  corrected: {
    reason: 'The place was wrong',
    now: { state: 'corrected', headline: 'Ministers meet in Vilnius' },
    notes: onTheirWay,
  },
  resolved: { reason: 'The meeting is over', now: { resolvedAt: at('12:10:00') }, notes: none },
  withdrawn: { reason: 'Its only source took it back', now: { state: 'withdrawn' }, notes: onTheirWay },
} as const;

/** The same about one that was sent and then amended. */
export function amendedExample(kind: keyof typeof amended): Shown {
  const { reason, now, notes } = amended[kind];
  const sent = viewExample('sent');
  const { headline, known, unknown } = sent.alert;
  const before = { headline, known, unknown, grade: sent.gate.grade };
  return {
    ...sent,
    alert: { ...sent.alert, ...now },
    receipts: { ...receipts, notes, edits: onTheirWay },
    changes: [{ kind, reason, by: { id: 'api:wire', name: 'wire (API)' }, at: at('12:10:00'), before }],
  };
}

/** An answer that lists alerts. */
export const listExample: z.output<typeof alertListAnswer> = { alerts: [viewExample('sent').alert] };
