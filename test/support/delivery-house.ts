import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOutbox } from '../../src/delivery/outbox.ts';
import { obstacleOf } from '../../src/delivery/route.ts';
import type { Sender } from '../../src/delivery/sender.ts';
import { createDesk } from '../../src/desk/desk.ts';
import { createHeadlines } from '../../src/desk/headlines.ts';
import { layouts } from '../../src/layout/layouts.ts';
import { createLog } from '../../src/log.ts';
import { heading, paragraph } from '../../src/message/build.ts';
import type { Message } from '../../src/message/message.ts';
import { type Channel, channelKey } from '../../src/news/channel.ts';
import type { NewDelivery } from '../../src/store/deliveries.ts';
import type { Delivery } from '../../src/store/delivery.ts';
import { openStore } from '../../src/store/open.ts';
import { deskFile } from './room.ts';
import { someTerms } from './terms.ts';

const short: Message = { tone: 'routine', summary: 'News', blocks: [heading('News'), paragraph('One line.')] };

/** More than one page on every platform. */
export const long: Message = {
  tone: 'routine',
  summary: 'Long news',
  blocks: [
    heading('Long news'),
    ...Array.from({ length: 60 }, (_, at) => paragraph(`Line ${at}: ${'so it goes on '.repeat(25)}`)),
  ],
};

/** The desk, the outbox and an embedded store around a sender; the clock is the machine's, moved on by `later`. */
export async function openDeliveryHouse(sender: Sender) {
  const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-test-'));
  const store = await openStore({ dataDir, url: null });
  let offset = 0;
  const clock = () => Date.now() + offset;
  const log = createLog({ level: 'silent' });
  const desk = createDesk(
    {
      store,
      file: deskFile,
      sources: new Map(),
      explainers: [],
      zone: 'UTC',
      headlines: createHeadlines(),
      clock,
      log,
      obstacle: (channel) => obstacleOf([sender], channel),
      onQueued: () => {},
    },
    layouts,
  );
  const outbox = createOutbox({ store, senders: () => [sender], pausing: desk.pausing, log, clock });
  let queued = 0;
  const row = async (id: string): Promise<Delivery> => {
    const found = await store.deliveries.byId(id);
    if (found === null) throw new Error(`no such delivery (${id})`);
    return found;
  };

  return {
    store,
    desk,
    outbox,
    row,
    /** Moves the clock, after which what waited is due. */
    later: (ms: number) => {
      offset += ms;
    },
    /** Subscribes a channel in somebody's name. */
    subscribe: (channel: Channel, by: string) => desk.subscribe({ channel, terms: someTerms(), by }),
    /** Queues a message and delivers what is due; returns its row. */
    async send(channel: Channel, message: Message = short, more: Partial<NewDelivery> = {}): Promise<Delivery> {
      queued += 1;
      const dedupeKey = `test:${queued}:`;
      await store.channels.save(channel);
      await store.deliveries.enqueue({
        dedupeKey,
        channel: channelKey(channel),
        kind: 'digest',
        message,
        priority: 10,
        createdAt: clock(),
        ...more,
      });
      await outbox.drain();
      const [made] = await store.deliveries.withKey(dedupeKey);
      return row(made?.id ?? '');
    },
    /** What the desk told of itself, by channel. */
    notices: async () =>
      (await store.deliveries.withKey('notice:')).map(({ channel, message, state }) => ({
        channel,
        summary: message.summary,
        state,
      })),
    async close() {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type DeliveryHouse = Awaited<ReturnType<typeof openDeliveryHouse>>;
