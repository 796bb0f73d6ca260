import type { AlertReceipts } from '../desk/alert-receipts.ts';
import type { AlertView } from '../desk/alert-view.ts';
import { actions, ask, fields, list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Action, Block, Message } from '../message/message.ts';
import type { Alert } from '../store/alerts.ts';
import type { DeliveryCounts, DeliveryState } from '../store/delivery.ts';
import { channelLabel, stateWords } from './delivery.ts';

/** What its editors watch while an alert goes out, and while it is amended. */
export function layoutAlertProgress(view: AlertView): Message {
  const { id, headline, level } = view.alert;
  const summary = `Alert ${id} (${view.standing}, ${level}): ${headline}`;
  return {
    tone: 'routine',
    summary,
    blocks: [paragraph(strong(summary)), ...receiptBlocks(view), actions(...amendmentButtons(view.alert))],
  };
}

/** What is left to do about an alert that stands in channels. */
export const amendmentButtons = ({ id, state, resolvedAt }: Alert): readonly Action[] => [
  ask('Refresh', 'alert', { action: 'show', id }),
  ...(state === 'withdrawn' ? [] : [ask('Correct', 'correct', { id }), ask('Withdraw', 'withdraw', { id })]),
  ...(state === 'withdrawn' || resolvedAt !== null ? [] : [ask('Close', 'resolve', { id })]),
];

/** How far an alert has come, what went wrong and where, and what was said about it since. */
export function receiptBlocks({ receipts, changes }: Pick<AlertView, 'receipts' | 'changes'>): readonly Block[] {
  if (receipts === null) return [];
  return [fields(rows(receipts)), ...troubleBlocks(receipts), ...changeLines(changes)];
}

function rows({ copies, notes, edits }: AlertReceipts): Parameters<typeof fields>[0] {
  const row = (label: string, counts: DeliveryCounts) => (total(counts) === 0 ? [] : [[label, words(counts)] as const]);
  return [['Copies', words(copies)], ...row('Notes', notes), ...row('Edits', edits)];
}

// The cast: `keys` forgets that the names are all those of the record.
const states = Object.keys(stateWords) as readonly DeliveryState[];

const total = (counts: DeliveryCounts): number => states.reduce((sum, state) => sum + counts[state], 0);

/** `412 of 1000 delivered, 3 failed`: what was taken back is not waited for. */
function words(counts: DeliveryCounts): string {
  const all = total(counts) - counts.recalled;
  const others = states.filter((state) => state !== 'sent' && counts[state] > 0);
  return [`${counts.sent} of ${all} delivered`, ...others.map((state) => `${counts[state]} ${stateWords[state]}`)].join(
    ', ',
  );
}

function troubleBlocks({ troubles }: AlertReceipts): readonly Block[] {
  if (troubles.length === 0) return [];
  return [
    list(
      troubles.map(({ delivery: { state, reason, id }, channel }) => [
        strong(channelLabel(channel)),
        text(` ${stateWords[state]}: ${reason ?? 'no reason is known'} · ${id}`),
      ]),
    ),
    note('/status says more, and sends again what failed.'),
  ];
}

const changeLines = (changes: AlertView['changes']): readonly Block[] =>
  changes.length === 0
    ? []
    : [
        list(
          changes.map(({ kind, name, reason, at }) => [
            strong(kind),
            text(' '),
            time(at, 'moment'),
            text(` by ${name}${reason === null ? '' : `: ${reason}`}`),
          ]),
        ),
      ];
