import type { Message } from '../message/message.ts';
import { type Channel, channelKey, defaultWorkspace, directChannel, type Scope, scopeKey } from '../news/channel.ts';
import { personKey } from '../news/person.ts';
import { UserError } from '../news/user-error.ts';
import { NEVER } from '../store/delivery.ts';
import type { Pause } from '../store/pauses.ts';
import type { Tables } from '../store/store.ts';
import { priority } from './priority.ts';
import type { Room } from './room.ts';

/** Something where nothing can be posted, and a channel where that was met. */
export interface PauseView {
  readonly channel: Channel;
  readonly scope: Scope;
  readonly reason: string;
  readonly since: number;
}

/** Words for whoever subscribed a channel, and for the desk's operations channel. */
export interface PauseLayouts {
  readonly paused: (pause: PauseView, reader: 'subscriber' | 'operations') => Message;
  readonly resumed: (pause: PauseView) => Message;
}

/** Who resumes what the desk sees mended. */
const DESK = 'desk';

const MINUTE = 60_000;
const LONGEST_BETWEEN = 6 * 60 * MINUTE;

/** Looks of one round: a platform answers such questions some fifty times a minute, and a round comes four times. */
const LOOKS = 10;

/** The desk does not look for ever. By command, a channel resumes later too. */
const LONGEST_LOOKED_AT = 30 * 24 * 60 * MINUTE;

/** What was held longer than this is no longer news. */
const STALE = 12 * 60 * MINUTE;

/**
 * Pauses what cannot be posted to and holds what waits there, as a part of a transaction. Whoever subscribed the channel
 * and the operations channel are told once, when the pause begins; operations once more where it was thought to be over.
 */
export const pausingOf =
  (room: Room, layouts: PauseLayouts) =>
  async (tables: Tables, { channel, scope, reason }: Omit<PauseView, 'since'>): Promise<void> => {
    const now = room.clock();
    const key = scopeKey(channel, scope);
    const pause = { key, scope, channel: channelKey(channel), reason, since: now, nextLook: now + MINUTE };
    const begun = await tables.pauses.begin(pause);
    await tables.deliveries.holdAll(scope, channel, reason);
    if (begun === null) return;
    // The desk saw nothing in the way, and was wrong: that counts as one more look.
    if (begun.looks > 0) await tables.pauses.looked(key, pause.nextLook, now + waitAfter(begun.looks));
    await tables.ledger.append({
      at: now,
      actor: 'desk',
      action: 'delivery.paused',
      subject: key,
      details: { reason },
    });
    const { relapses } = begun;
    if (relapses > 1) return;
    const view = { channel, scope, reason, since: now };
    // With a whole workspace, the way to its people is closed too.
    const people = scope === 'channel' && relapses === 0 ? await subscribersOf(tables, channel) : [];
    for (const person of people) await tell(tables, person, layouts.paused(view, 'subscriber'), key, now);
    await tell(tables, await operationsOf(room, tables), layouts.paused(view, 'operations'), key, now);
    room.onQueued();
  };

/** The direct messages of everybody who subscribed a channel there and still is on its platform. */
async function subscribersOf(tables: Tables, channel: Channel): Promise<readonly Channel[]> {
  const { platform, workspace } = channel;
  const subscriptions = await tables.subscriptions.ofChannel(channelKey(channel));
  const people = new Set(subscriptions.map(({ createdBy }) => createdBy));
  const own = personKey({ platform, id: '' });
  return [...people]
    .filter((person) => person.startsWith(own))
    .map((person) => directChannel({ platform, workspace, id: person.slice(own.length) }));
}

async function operationsOf({ file }: Room, tables: Tables): Promise<Channel> {
  const { platform, workspace, id } = file.operations;
  const known = await tables.channels.byKey(channelKey(file.operations));
  return known ?? { platform, workspace: workspace ?? defaultWorkspace, id, name: id };
}

async function tell(tables: Tables, channel: Channel, message: Message, about: string, now: number): Promise<void> {
  await tables.channels.save(channel);
  await tables.deliveries.enqueue({
    dedupeKey: `notice:${about}:${now}:${message.tone}:${channelKey(channel)}`,
    channel: channelKey(channel),
    kind: 'notice',
    message,
    priority: priority.notice,
    createdAt: now,
  });
}

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
      reason: `It waited too long to be news. ${reason}`,
    });
    await tables.ledger.append({ at: now, actor: by, action: 'delivery.resumed', subject: key, details: { since } });
    const message = layouts.resumed({ channel, scope, reason, since });
    if (by !== DESK || relapses === 0) await tell(tables, await operationsOf(room, tables), message, key, now);
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
    if ((await look(channel)) === null && (await endPause(room, layouts, pause, channel, 'desk'))) ended += 1;
  }
  return ended;
};

/** Puts the next look off: twice as long each time, and in the end for ever. False where another process looks. */
async function mayLook({ store, clock }: Room, { key, nextLook, looks, since }: Pause): Promise<boolean> {
  const now = clock();
  return store.pauses.looked(key, nextLook, now - since > LONGEST_LOOKED_AT ? NEVER : now + waitAfter(looks));
}

const waitAfter = (looks: number): number => Math.min(MINUTE * 2 ** Math.min(looks, 20), LONGEST_BETWEEN);
