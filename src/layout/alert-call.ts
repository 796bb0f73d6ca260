import type { AlertOutcome } from '../desk/alert-send.ts';
import type { AlertView } from '../desk/alert-view.ts';
import { actions, ask, paragraph, strong } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { layoutAlertReport } from './alert.ts';
import { alertBlocks, layoutAlertView } from './alert-draft.ts';

/** Asks editors in their channel for a key, with all that they decide by. */
export function layoutAlertCall(view: AlertView): Message {
  const { id, authorName, level, headline } = view.alert;
  const summary = `${authorName} asks for your key to alert ${id} (${level}): ${headline}`;
  return {
    tone: 'routine',
    summary,
    blocks: [
      paragraph(strong(summary)),
      ...alertBlocks(view),
      actions(ask('Approve', 'alert', { action: 'approve', id }), ask('Reject', 'alert', { action: 'reject', id })),
    ],
  };
}

/** Tells the editors' channel how an alert ended that it was asked about. */
export function layoutAlertEnd({ alert, standing }: AlertView, byName: string): Message {
  const { id, headline } = alert;
  const summary =
    standing === 'rejected'
      ? `${byName} rejected alert ${id}, and nothing was sent: ${headline}`
      : `Alert ${id} was sent with the key of ${byName}: ${headline}`;
  return { tone: 'routine', summary, blocks: [paragraph(summary)] };
}

/** What an editor sees after a decision about an alert. */
export function layoutAlertOutcome(outcome: AlertOutcome, by: string): Message {
  switch (outcome.kind) {
    case 'sent':
      return layoutAlertReport(outcome);
    case 'waiting':
    case 'amended':
    case 'rejected':
    case 'discarded':
      return layoutAlertView(outcome, by);
  }
}
