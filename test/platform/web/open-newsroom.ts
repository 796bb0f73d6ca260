import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { paragraph } from '../../../src/message/build.ts';
import type { Message } from '../../../src/message/message.ts';
import { type Channel, channelKey } from '../../../src/news/channel.ts';
import { newsroomChannel } from '../../../src/platform/web/newsroom-channel.ts';
import type { Preview } from '../../../src/platform/web/preview.ts';
import { startNewsroom } from '../../../src/platform/web/server.ts';
import type { NewDelivery } from '../../../src/store/deliveries.ts';
import type { ClaimedDelivery } from '../../../src/store/delivery.ts';
import { openStore } from '../../../src/store/open.ts';
import { createScriptedFrontDesk } from '../../support/front-desk.ts';

export const said = (words: string): Message => ({ tone: 'routine', summary: words, blocks: [paragraph(words)] });

const previews: readonly Preview[] = [
  {
    name: 'loud',
    label: 'Loud',
    css: '.preview-loud { color: red }',
    draw: ({ summary }) => `<b>${summary.length}</b>`,
  },
  {
    name: 'broken',
    label: 'Broken',
    css: '',
    draw: () => {
      throw new Error('secret stack');
    },
  },
];

/**
 * Opens a real newsroom on a free port, over a real store and a scripted front desk; all closes with the test.
 * `logged` holds its log.
 */
export async function openNewsroom({ host = '127.0.0.1' }: { host?: string } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-newsroom-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const store = await openStore({ dataDir, url: null });
  onTestFinished(() => store.close());
  const frontDesk = createScriptedFrontDesk();
  const logged: unknown[][] = [];
  const keep = (...words: unknown[]): void => void logged.push(words);
  const newsroom = await startNewsroom({
    host,
    port: 0,
    frontDesk,
    store,
    clock: Date.now,
    log: { warn: keep, error: keep },
    previews,
    api: new Hono(),
    status: async () => ({ lines: [{ label: 'Feeds', state: 'failing', text: '<b>41</b> of 42 answer' }] }),
  });
  onTestFinished(newsroom.stop);

  const port = Number(new URL(newsroom.url).port);
  const get = (path: string, init?: RequestInit): Promise<Response> => fetch(`http://127.0.0.1:${port}${path}`, init);
  let count = 0;
  return {
    ...newsroom,
    port,
    frontDesk,
    store,
    logged,
    get,
    page: async (path = '/'): Promise<string> => (await get(path)).text(),
    ask: (body: unknown): Promise<Response> =>
      get('/api/ask', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    /** Puts a message into the outbox and takes it in hand, as a delivery worker does. */
    claim: async (
      message: Message,
      channel: Channel = newsroomChannel,
      more: Partial<NewDelivery> = {},
    ): Promise<ClaimedDelivery> => {
      await store.channels.save(channel);
      const now = Date.now();
      count += 1;
      const row = { dedupeKey: `test:${count}`, channel: channelKey(channel), kind: 'digest', priority: 0 } as const;
      await store.deliveries.enqueue({ ...row, message, createdAt: now, ...more });
      const claim = { now, leaseUntil: now + 60_000, limit: 1, platforms: [channel.platform] };
      const [claimed] = await store.deliveries.claim(claim);
      if (claimed === undefined) throw new Error('There is no delivery to claim.');
      await store.deliveries.trying(claimed.delivery.id, claimed.token, now);
      return claimed;
    },
  };
}
