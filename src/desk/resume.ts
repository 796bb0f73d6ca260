import type { Channel } from '../news/channel.ts';
import { UserError } from '../news/user-error.ts';
import { NEVER } from '../store/delivery.ts';
import type { Pause } from '../store/pauses.ts';
import { waitAfter } from './look.ts';
import { operationsOf, tell } from './notice.ts';
import type { PauseLayouts, PauseView } from './pause.ts';
import type { Room } from './room.ts';

/** Who resumes what the desk sees mended. */
const DESK = 'desk';

const MINUTE = 60_000;

/** Looks of one round: a platform answers such questions some fifty times a minute, and a round comes four times. */
const LOOKS = 10;

/** The desk does not look for ever. By command, a channel resumes later too. */
const LONGEST_LOOKED_AT = 30 * 24 * 60 * MINUTE;

/** An alert that was held longer than this breaks no news. */
const STALE = 12 * 60 * MINUTE;

async function endPause(
  room: Room,
  layouts: PauseLayouts,
  pause: Pause,
  channel: Channel,
  by: string,
): Promise<boolean> {
  const now = room.clock();
  const { key, scope, reason, since, relapses } = pause;
  const ended = await room.store.transaction(async (tables) => {
    if (!(await tables.pauses.end(key, now))) return false;
    if (by !== DESK) await tables.pauses.forget(key);
    await tables.deliveries.release(scope, channel, {
      now,
      oldest: now - STALE,
      reason: `It waited too long to be breaking news. ${reason}`,
    });
    const message = layouts.resumed({ channel, scope, reason, since });
    if (by !== DESK || relapses === 0)
      await tell(tables, await operationsOf(room, tables), message, { about: key, since: now, now });
    await tables.ledger.append({ at: now, actor: by, action: 'delivery.resumed', subject: key, details: { since } });
    return true;
  });
  if (ended) room.onQueued();
  return ended;
}

/** What became of a person's wish. `looks`: the bot looks soon whether it can, since here nobody can. */
export interface ResumeReport {
  readonly outcome: 'goes on' | 'looks' | 'not paused';
  readonly pause: PauseView;
}

/** Lets a channel receive again by a person's decision. Throws `UserError` where it still cannot be posted to. */
export const resumeOf =
  (room: Room, layouts: PauseLayouts) =>
  async ({ channel, by }: { readonly channel: Channel; readonly by: string }): Promise<ResumeReport> => {
    const { pauses, channels } = room.store;
    const pause = await pauses.ofChannel(channel);
    if (pause === null)
      return { outcome: 'not paused', pause: { channel, scope: 'channel', reason: '', since: room.clock() } };
    const met = (await channels.byKey(pause.channel)) ?? channel;
    const view = { channel: met, scope: pause.scope, reason: pause.reason, since: pause.since };
    if (room.obstacle === null) {
      await pauses.hurry(room.clock(), pause.key);
      return { outcome: 'looks', pause: view };
    }
    const obstacle = await room.obstacle(met);
    if (obstacle !== null) throw new UserError(`#${met.name} stays paused, and nothing is lost. ${obstacle}`);
    await endPause(room, layouts, pause, met, by);
    return { outcome: 'goes on', pause: view };
  };

/**
 * Looks at the pauses whose time has come, and ends those whose reason is mended. Safe in several processes at once.
 * Returns how many it ended.
 */
export const reviveOf = (room: Room, layouts: PauseLayouts) => async (): Promise<number> => {
  const { obstacle: look } = room;
  if (look === null) return 0;
  let ended = 0;
  for (const pause of await room.store.pauses.due(room.clock(), LOOKS)) {
    const channel = await room.store.channels.byKey(pause.channel);
    if (channel === null || !(await mayLook(room, pause))) continue;
    if ((await look(channel)) === null && (await endPause(room, layouts, pause, channel, DESK))) ended += 1;
  }
  return ended;
};

/** Puts the next look off: twice as long each time, and in the end for ever. False where another process looks. */
async function mayLook({ store, clock }: Room, { key, nextLook, looks, since }: Pause): Promise<boolean> {
  const now = clock();
  return store.pauses.looked(key, nextLook, now - since > LONGEST_LOOKED_AT ? NEVER : now + waitAfter(looks));
}
