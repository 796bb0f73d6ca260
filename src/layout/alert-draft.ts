import type { DraftReport } from '../desk/alert-draft.ts';
import { type AlertStanding, type AlertView, isShort } from '../desk/alert-view.ts';
import { actions, ask, divider, fields, list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Action, Block, Message } from '../message/message.ts';
import { layoutAlert } from './alert.ts';
import { gateWords } from './alert-gate.ts';
import { amendmentButtons, receiptBlocks } from './alert-receipts.ts';
import { unitWords } from './disputed-units.ts';
import { blocNames } from './story-block.ts';

/** What its author sees before an alert goes anywhere: the message itself, what stands behind it, and what it needs. */
export function layoutAlertDraft({ same, ...view }: DraftReport): Message {
  const { id } = view.alert;
  if (same === null) return layoutAlertView(view, view.alert.author);
  const summary = `Alert ${same.id} says the same. Send this one too?`;
  const [, ...blocks] = layoutAlertView(view, view.alert.author).blocks;
  return { tone: 'routine', summary, blocks: [paragraph(strong(summary), ` It is alert ${id}, a draft.`), ...blocks] };
}

/** An alert as an editor looks at it (`by`, as `platform:user id`), with what they may do about it. */
export function layoutAlertView(view: AlertView, by: string): Message {
  const { alert, standing } = view;
  const summary = `Alert ${alert.id} ${standingSentence[standing]}`;
  const buttons = decisions(view, by);
  return {
    tone: 'routine',
    summary,
    blocks: [paragraph(strong(summary)), ...alertBlocks(view), ...(buttons.length === 0 ? [] : [actions(...buttons)])],
  };
}

/** The message as channels get it, and what it rests on. */
export function alertBlocks(view: AlertView): readonly Block[] {
  const { alert, standing } = view;
  const open = standing === 'draft' || standing === 'waiting';
  return [
    divider,
    ...layoutAlert(alert, view.changes).blocks,
    divider,
    fields([
      ['Behind it', behind(view)],
      ...(open && alert.gate.disputed.length > 0 ? [['Figures differ', disputedWords(view)] as const] : []),
      ['Keys', keyWords(view)],
      ...(open ? [['Goes to', receiverWords(view)] as const] : []),
    ]),
    ...receiptBlocks(view),
    ...(isShort(view) && alert.override === null && open
      ? [note(`The desk asks for ${view.leastOwners} independent owners: to send it, say why it goes all the same.`)]
      : []),
    ...(open ? [note(text('It can go until '), time(alert.expiresAt, 'moment'), text('.'))] : []),
  ];
}

function behind({ alert: { gate } }: AlertView): string {
  if (gate.owners.length === 0) return gateWords(gate);
  const sides = gate.blocs.map((bloc) => blocNames[bloc]).join(', ');
  return `${gateWords(gate)}: ${gate.owners.join(', ')} · ${sides}`;
}

function disputedWords({ alert: { gate, story } }: AlertView): string {
  return `${unitWords(gate.disputed)}. Say whose figure it is${story === null ? '.' : `: /story ${story} shows who gives which.`}`;
}

function keyWords({ keys, keysNeeded, alert }: AlertView): string {
  const turned = keys.length === 0 ? '' : ` Turned by ${keys.map(({ name }) => name).join(', ')}.`;
  const needed =
    keysNeeded === 1 ? 'the key of its author' : `the keys of ${keysNeeded} editors, its author's among them`;
  return `${alert.level} alerts need ${needed}.${turned}`;
}

function receiverWords({ receivers: { all, quiet } }: AlertView): string {
  const count = all === 1 ? '1 channel' : `${all} channels`;
  return quiet === 0 ? count : `${count}, of which ${quiet} ${quiet === 1 ? 'has' : 'have'} quiet hours now`;
}

const standingSentence: Readonly<Record<AlertStanding, string>> = {
  draft: 'is a draft: nothing was sent.',
  waiting: 'waits for another key: nothing was sent yet.',
  expired: 'has expired: its keys did not come in time, and nothing was sent.',
  discarded: 'was discarded: nothing was sent.',
  rejected: 'was rejected: nothing was sent.',
  sent: 'was sent.',
  corrected: 'was sent, and corrected.',
  withdrawn: 'was sent, and withdrawn.',
};

/** The buttons by which this editor decides. */
function decisions(view: AlertView, by: string): readonly Action[] {
  const { alert, standing } = view;
  const own = alert.author === by;
  const decide = (label: string, action: string, more = {}): Action =>
    ask(label, 'alert', { action, id: alert.id, ...more });
  if (standing === 'waiting' && !own) return [decide('Approve', 'approve'), decide('Reject', 'reject')];
  if (standing === 'waiting') return [decide('Discard', 'discard')];
  if (view.receipts !== null) return amendmentButtons(alert);
  if (standing !== 'draft' || !own) return [];
  const asks = isShort(view) && alert.override === null ? { ask: true } : {};
  return [decide(sendLabel(view.keysNeeded), 'send', asks), decide('Discard', 'discard')];
}

function sendLabel(keysNeeded: number): string {
  if (keysNeeded === 1) return 'Send';
  return keysNeeded === 2 ? 'Ask for the second key' : `Ask for ${keysNeeded - 1} more keys`;
}

/** The newest alerts, how each stands. */
export function layoutAlertList(alerts: readonly Pick<AlertView, 'alert' | 'standing'>[]): Message {
  if (alerts.length === 0) {
    const summary = 'There are no alerts yet. /breaking writes one.';
    return { tone: 'routine', summary, blocks: [paragraph(summary)] };
  }
  return {
    tone: 'routine',
    summary: `The newest ${alerts.length === 1 ? 'alert' : `${alerts.length} alerts`}`,
    blocks: [
      list(
        alerts.map(({ alert, standing }) => [
          strong(`${alert.id} · ${standing}`),
          text(` · ${alert.level} · ${alert.headline} · ${alert.authorName}, `),
          time(alert.createdAt, 'moment'),
        ]),
      ),
      note('One in full: /alert show and its number.'),
    ],
  };
}
