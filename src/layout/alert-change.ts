import { heading, note, text, time } from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';
import type { AlertChange } from '../store/alert-changes.ts';
import type { Alert } from '../store/alerts.ts';

/** The words of an alert. */
type Words = Pick<Alert, 'headline' | 'known' | 'unknown'>;

/** A change that readers are told: what was said is said otherwise, or no more. */
export const isAmendment = ({ kind }: AlertChange): boolean => kind === 'corrected' || kind === 'withdrawn';

/** What stands below every copy of an alert, and first in the next digest, when it was corrected or withdrawn. */
export function layoutAlertNote(alert: Alert, change: AlertChange): Message {
  const withdrawn = change.kind === 'withdrawn';
  return {
    tone: withdrawn ? 'withdrawal' : 'correction',
    summary: alert.headline,
    blocks: [...changeBlocks(alert, change), note(`by ${change.name} for the desk · alert ${alert.id}`)],
  };
}

/** What an alert said before a change, struck through, what it says now, why and since when. */
export function changeBlocks(now: Words, change: AlertChange): readonly Block[] {
  const { at, reason } = change;
  const withdrawn = change.kind === 'withdrawn';
  const told = [
    { was: change.headline, now: now.headline, label: '' },
    { was: change.known, now: now.known, label: 'Known: ' },
    { was: change.unknown, now: now.unknown, label: 'Not known: ' },
  ].filter(({ was, now }) => (withdrawn ? was !== null : was !== now));
  const blocks = told.map(
    ({ was, now, label }, place): Block => ({
      kind: 'correction',
      was: was === null ? '' : `${label}${was}`,
      now: withdrawn ? null : `${label}${now ?? 'no longer said'}`,
      reason: place === 0 ? (reason ?? '') : '',
      at,
    }),
  );
  if (withdrawn || change.headline !== now.headline) return blocks;
  const why = note(text(`Corrected: ${reason ?? ''} · `), time(at, 'moment'));
  return [heading(now.headline), ...(blocks.length === 0 ? [why] : blocks)];
}
