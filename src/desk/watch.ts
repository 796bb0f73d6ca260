import type { Message } from '../message/message.ts';
import { operationsOf, tell } from './notice.ts';
import type { Room } from './room.ts';

/** Something that should have happened and did not, since `since`. */
export type Silence =
  /** No source brought anything new for so many hours. */
  | { readonly kind: 'no updates'; readonly since: number; readonly hours: number }
  /** Digests are due and are not made. */
  | { readonly kind: 'overdue'; readonly since: number; readonly count: number }
  /** Digests were due while the desk did not run, and are too old to be made up for. */
  | { readonly kind: 'missed'; readonly since: number; readonly count: number };

export type SilenceLayout = (silence: Silence) => Message;

const HOUR = 3_600_000;
/** A digest that is not made so long after its slot is overdue. */
const OVERDUE = 30 * 60_000;

/** Tells the operations channel of a silence, once. False where it was told before. */
export async function tellSilence(room: Room, layout: SilenceLayout, silence: Silence): Promise<boolean> {
  const { kind, since } = silence;
  const now = room.clock();
  const told = await room.store.transaction(async (tables) =>
    tell(tables, await operationsOf(room, tables), layout(silence), { about: `silence ${kind}`, since, now }),
  );
  if (told) room.onQueued();
  return told;
}

/**
 * Looks whether the desk went silent: no new update for as long as the desk file allows, or digests that should exist and do
 * not. Each silence is told once. Returns how many were told now.
 */
export function watchOf(room: Room, layout: SilenceLayout): () => Promise<number> {
  const startedAt = room.clock();

  async function noUpdates(now: number): Promise<Silence | null> {
    const { hours } = room.file.silence;
    const since = (await room.store.updates.newestArrival()) ?? startedAt;
    return now - since < hours * HOUR ? null : { kind: 'no updates', since, hours };
  }

  async function overdue(now: number): Promise<Silence | null> {
    // A bot that has just started makes up for what was missed before.
    if (now - startedAt < OVERDUE) return null;
    const due = await room.store.subscriptions.due(now - OVERDUE, 1_000);
    const [first] = due;
    return first === undefined ? null : { kind: 'overdue', since: first.nextSlot, count: due.length };
  }

  return async () => {
    const now = room.clock();
    let told = 0;
    for (const silence of await Promise.all([noUpdates(now), overdue(now)]))
      if (silence !== null && (await tellSilence(room, layout, silence))) told += 1;
    return told;
  };
}
