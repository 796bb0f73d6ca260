import { type AlertGate, alertGateOf } from '../news/alert-gate.ts';
import { fold } from '../news/fold.ts';
import { UserError } from '../news/user-error.ts';
import type { Alert } from '../store/alerts.ts';
import type { Tables } from '../store/store.ts';
import { someReceivers } from './alert.ts';
import { type AlertView, needEditors, standingOf, viewAlert } from './alert-view.ts';
import type { Room } from './room.ts';
import { noStory, wholeStories } from './whole-story.ts';

/** An alert as its author wrote it. */
export type AlertDraft = Pick<
  Alert,
  'headline' | 'known' | 'unknown' | 'links' | 'story' | 'level' | 'topics' | 'override' | 'author' | 'authorName'
> &
  Partial<Pick<Alert, 'follows'>>;

/** A new draft. `same`: the alert that said the same just before. */
export interface DraftReport extends AlertView {
  readonly same: Alert | null;
}

const MINUTE = 60_000;

/** Somebody else may write the same at the same time, or a finger slips. */
const SAME_WITHIN = MINUTE;

/** As many alerts no desk writes in that time. */
const MOST_COMPARED = 50;

/**
 * Keeps an alert as a draft with what stands behind it, and sends nothing. Throws `UserError` for a story that does not
 * exist, and where no channel would receive it or it could never have its keys.
 */
export const draftAlertOf =
  (room: Room) =>
  async (written: AlertDraft): Promise<DraftReport> => {
    const now = room.clock();
    const draft = { ...written, follows: written.follows ?? null };
    needEditors(room, draft.level);
    await someReceivers(room, room.store, draft);
    const gate = await weighAlert(room, room.store, draft);
    const expiresAt = now + room.file.alerts.expires * MINUTE;
    return room.store.transaction(async (tables) => {
      const same = await saidJustNow(tables, draft, now);
      const times = { createdAt: now, expiresAt, sentAt: null, resolvedAt: null };
      const fields = { ...draft, ...times, state: 'draft', gate } as const;
      const alert: Alert = { ...fields, id: await tables.alerts.create(fields) };
      const view = await viewAlert(room, tables, alert);
      await tables.ledger.append({
        at: now,
        actor: draft.author,
        action: 'alert.drafted',
        subject: `alert:${alert.id}`,
        details: { headline: draft.headline, level: draft.level, owners: gate.owners },
      });
      return { ...view, same };
    });
  };

/**
 * What stands behind an alert now: the reports of its story, and what its links are. Throws `UserError` for a story that
 * does not exist.
 */
export async function weighAlert(
  { sources }: Room,
  tables: Tables,
  { story, links }: Pick<Alert, 'story' | 'links'>,
): Promise<AlertGate> {
  const { updates } = tables;
  const whole = story === null ? [] : await wholeStories(tables, [story]);
  const reports = await updates.ofStories(whole.map(({ id }) => id));
  if (story !== null && reports.length === 0) throw new UserError(noStory(story), { option: 'story' });
  const pages = links.flatMap((url) => [...sources.keys()].map((source) => ({ source, url })));
  return alertGateOf({ updates: [...reports, ...(await updates.ofPages(pages, 1))], links, sources });
}

async function saidJustNow(tables: Tables, { headline, level }: AlertDraft, now: number): Promise<Alert | null> {
  const recent = await tables.alerts.recent(MOST_COMPARED);
  const same = recent.find(
    (alert) =>
      alert.createdAt > now - SAME_WITHIN &&
      alert.level === level &&
      fold(alert.headline) === fold(headline) &&
      ['draft', 'waiting', 'sent'].includes(standingOf(alert, now)),
  );
  return same ?? null;
}
