import type { DeskFile } from '../../src/content/desk-file.ts';
import type { AlertDraft } from '../../src/desk/alert-draft.ts';
import { createDesk, type Desk } from '../../src/desk/desk.ts';
import { createHeadlines } from '../../src/desk/headlines.ts';
import type { Room } from '../../src/desk/room.ts';
import { layouts } from '../../src/layout/layouts.ts';
import { createLog } from '../../src/log.ts';
import type { Source } from '../../src/news/source.ts';
import type { Store } from '../../src/store/store.ts';
import { ledgerLast } from './ledger-last.ts';
import { aSource, NOON } from './news.ts';

const sources: readonly Source[] = [
  aSource({ id: 'one', name: 'Source One', bloc: 'nato' }),
  aSource({ id: 'two', name: 'Source Two', bloc: 'independent' }),
  aSource({ id: 'three', name: 'Source Three', bloc: 'ukraine' }),
  aSource({ id: 'ministry', name: 'Ministry', kind: 'government', bloc: 'russia', country: 'RU', reliability: 'F' }),
];

/** A small desk of four sources and three topics. */
export const deskFile: DeskFile = {
  name: 'Test',
  title: 'Test desk',
  about: [],
  topics: [
    { id: 'diplomacy', name: 'Diplomacy', words: ['talks'] },
    { id: 'military', name: 'Military', words: ['drones'] },
    { id: 'sanctions', name: 'Sanctions', words: ['sanctions'] },
  ],
  sources,
  subscriptions: [],
  editors: ['test:editor'],
  managers: { allow: 'managers', roles: [] },
  operations: { platform: 'test', workspace: 'w', id: 'operations' },
  editorsChannel: { platform: 'test', workspace: 'w', id: 'editors' },
  alerts: {
    keys: { flash: 1, urgent: 1, update: 1 },
    leastOwners: 0,
    expires: 30,
    defaultLevel: 'urgent',
    repeatUnread: [],
    breakQuiet: true,
  },
  digests: { latest: 12 },
  silence: { hours: 12 },
  feeds: { allow: [], shortest: 5, longest: 60 },
};

/** The desk on a real store, at noon unless `at` moves the clock. */
export async function openDesk(store: Store, given: Partial<DeskFile> = {}, more: Partial<Room> = {}) {
  let now = NOON;
  let queued = 0;
  const obstacles = new Map<string, string>();
  const file = { ...deskFile, ...given };
  const room: Room = {
    store: ledgerLast(store),
    file,
    sources: new Map(file.sources.map((source) => [source.id, source])),
    explainers: [],
    headlines: createHeadlines(),
    zone: 'UTC',
    clock: () => now,
    log: createLog({ level: 'silent' }),
    obstacle: async (channel) => obstacles.get(channel.id) ?? null,
    onQueued: () => {
      queued += 1;
    },
    ...more,
  };
  await store.sources.sync(file.sources, now);
  return {
    desk: createDesk(room, layouts),
    room,
    at: (time: number) => {
      now = time;
    },
    queued: () => queued,
    /** By channel id, why nothing can be posted there. */
    obstacles,
  };
}

/** A channel of the platform `test`. */
export const aChannel = (id = 'news') => ({ platform: 'test', workspace: 'w', id, name: id });

/** An alert as an editor writes it. */
export const alertDraft = {
  headline: 'Ministers meet in Brussels',
  known: 'They arrived at noon.',
  unknown: null,
  links: [],
  story: null,
  level: 'urgent',
  topics: [],
  override: null,
  author: 'test:editor',
  authorName: 'Editor',
} as const;

/** Sends an alert that needs the key of its author alone, at once. */
export async function sendAlert(desk: Desk, draft: AlertDraft = alertDraft) {
  const { alert } = await desk.draftAlert(draft);
  const { author: by, authorName: byName } = draft;
  const outcome = await desk.sendAlert({ id: alert.id, by, byName, override: null });
  if (outcome.kind !== 'sent') throw new Error(`the alert is not sent: it is ${outcome.kind}`);
  return outcome;
}
