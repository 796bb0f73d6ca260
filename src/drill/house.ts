import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AlertRules, DefaultSubscription, DeskFile, NamedChannel } from '../content/desk-file.ts';
import type { Drill } from '../content/drill-file.ts';
import { createOutbox } from '../delivery/outbox.ts';
import { obstacleOf } from '../delivery/route.ts';
import { createDesk, type Desk } from '../desk/desk.ts';
import { createHeadlines } from '../desk/headlines.ts';
import { layouts } from '../layout/layouts.ts';
import type { Log } from '../log.ts';
import type { AlertLevel } from '../news/alert-level.ts';
import type { Channel } from '../news/channel.ts';
import { personKey } from '../news/person.ts';
import { usualTerms } from '../news/terms.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { createSandbox, type DrillPost, drillPlatform } from './sandbox.ts';

/**
 * Where a drill is played: a store of its own that ends with it, the desk's rules and sources, and channels and people of
 * the drill alone. Nothing that is posted here leaves it.
 */
export interface DrillHouse {
  readonly store: Store;
  readonly desk: Desk;
  readonly clock: () => number;
  /** Sets the clock. */
  moveTo(at: number): void;
  /** Delivers what waits, and returns what came to the drill's channels. */
  deliver(): Promise<readonly DrillPost[]>;
  /** Ends the house and deletes its store. */
  close(): Promise<void>;
}

/** Where the editors of a drill are told what waits for them. */
export const drillEditorsChannel = 'drill-editors';

/** The person of the drill with this id, as the desk knows people. */
export const drillPerson = (id: string): string => personKey({ platform: drillPlatform, id });

/** Opens a house for a drill, furnished, its clock at the first event. `file`: the desk's own, of which no channel is kept. */
export async function openDrillHouse(options: {
  readonly drill: Drill;
  readonly file: DeskFile;
  readonly alerts: AlertRules;
  readonly log: Log;
}): Promise<DrillHouse> {
  const { drill, log } = options;
  const file = deskOf(options);
  const dataDir = await mkdtemp(join(tmpdir(), 'sitrep-drill-'));
  let now = drill.events[0]?.at ?? 0;
  const clock = (): number => now;
  const { sender, taken } = createSandbox(drill.title);
  // Not the store of the settings: whatever they name stays closed.
  const store = await openStore({ dataDir, url: null, log, clock });
  const sources = new Map(file.sources.map((source) => [source.id, source]));
  const obstacle = (channel: Channel) => obstacleOf([sender], channel);
  const desk = createDesk(
    {
      ...{ store, file, sources, explainers: [], headlines: createHeadlines() },
      ...{ zone: drill.zone, clock, log, obstacle, onQueued: () => {} },
    },
    layouts,
  );
  const outbox = createOutbox({ store, senders: () => [sender], pausing: desk.pausing, log, clock });
  await store.sources.sync(file.sources, now);
  await desk.subscribeDefaults();
  return {
    store,
    desk,
    clock,
    moveTo: (at) => {
      now = at;
    },
    async deliver() {
      await outbox.drain();
      return taken();
    },
    async close() {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const channelOf = (id: string): NamedChannel => ({ platform: drillPlatform, workspace: drillPlatform, id });

/** Takes alerts down to a level; its digest time only says that it has one, since a drill makes no digest. */
const takes = (id: string, alerts: AlertLevel): DefaultSubscription => ({
  channel: channelOf(id),
  name: id,
  zone: null,
  terms: { ...usualTerms, alerts },
});

/** The desk file, with people and channels of the drill in the place of its own. */
function deskOf({
  drill,
  file,
  alerts,
}: {
  readonly drill: Drill;
  readonly file: DeskFile;
  readonly alerts: AlertRules;
}): DeskFile {
  return {
    ...file,
    alerts,
    sources: [...file.sources, ...drill.sources],
    subscriptions: [takes('drill-alerts', 'update'), takes('drill-front-page', 'urgent')],
    editors: drill.editors.map(({ id }) => drillPerson(id)),
    operations: channelOf(drillEditorsChannel),
    editorsChannel: channelOf(drillEditorsChannel),
  };
}
