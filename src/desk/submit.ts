import { type Fate, type Taken, takeWithin } from './intake.ts';
import type { Room } from './room.ts';
import { type Submission, submissionReader } from './submission.ts';

/** What somebody adds to the desk's news by hand. */
export interface SubmitOrder {
  readonly submissions: readonly Submission[];
  /** `platform:user id`. */
  readonly by: string;
}

/**
 * Takes a few updates in, all or none, with a ledger entry where they brought anything, and tells of each in turn what became
 * of it. Throws what the store throws.
 */
export const submitOf =
  (room: Room) =>
  async ({ submissions, by }: SubmitOrder): Promise<readonly Fate[]> => {
    const updates = submissions.map(submissionReader(room));
    return room.store.transaction(async (tables) => {
      const fates = await takeWithin(room, tables, updates, new Set(updates.map(({ id }) => id)));
      const idsOf = (outcome: Fate['outcome']) => [
        ...new Set(fates.flatMap((fate) => (fate.outcome === outcome ? [fate.id] : []))),
      ];
      const [added, revised] = [idsOf('added'), idsOf('revised')];
      const [subject] = [...added, ...revised];
      if (subject !== undefined)
        await tables.ledger.append({
          at: room.clock(),
          actor: by,
          action: 'updates.taken',
          subject: `update:${subject}`,
          details: { sources: [...new Set(updates.map(({ source }) => source))], added, revised },
        });
      return fates;
    });
  };

/** Keeps for the record who took updates in from a file, where it brought anything. */
export const noteTakenOf =
  (room: Room) =>
  async ({ by, from, added, revised }: Taken & { readonly by: string; readonly from: string }): Promise<void> => {
    if (added + revised > 0)
      await room.store.ledger.append({
        at: room.clock(),
        actor: by,
        action: 'updates.taken',
        subject: `file:${from}`,
        details: { added, revised },
      });
  };
