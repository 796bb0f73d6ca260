import type { Message } from '../../src/message/message.ts';
import type { Channel } from '../../src/news/channel.ts';
import type { Source } from '../../src/news/source.ts';
import type { Update } from '../../src/news/update.ts';
import type { Store, Tables } from '../../src/store/store.ts';
import type { Subscription } from '../../src/store/subscriptions.ts';
import { someTerms } from './terms.ts';

export const noon = Date.UTC(2026, 10, 22, 12);
export const minute = 60_000;

export const source = (id: string, changes: Partial<Source> = {}): Source => ({
  id,
  name: id.toUpperCase(),
  kind: 'news',
  owner: 'Owner',
  country: 'XX',
  bloc: 'unknown',
  stateMedia: 'none',
  reliability: 'F',
  basis: null,
  ownership: null,
  reviewed: null,
  verified: null,
  language: 'en',
  feed: `https://${id}.example/feed`,
  every: 10,
  ...changes,
});

export const update = (id: string, changes: Partial<Update> = {}): Update => ({
  id,
  source: 'wire',
  title: `Update ${id}`,
  summary: null,
  url: `https://wire.example/${id}`,
  language: 'en',
  author: null,
  wire: null,
  image: null,
  published: noon,
  dating: 'dated',
  seen: noon + minute,
  topic: 'military',
  ...changes,
});

export const story = { topic: 'military', first: noon, last: noon, arrived: noon + minute };

export const channel = (id: string, platform = 'paper'): Channel => ({
  platform,
  workspace: 'desk',
  id,
  name: `#${id}`,
});

export const message = (summary: string): Message => ({ tone: 'routine', summary, blocks: [{ kind: 'divider' }] });

export const subscription = (
  changes: Partial<Subscription> = {},
): Omit<Subscription, 'id' | 'coveredTo' | 'pausedAt'> => ({
  channel: 'paper:front',
  ...someTerms({ topics: ['military', 'sanctions'], zone: 'Europe/Vilnius' }),
  nextSlot: noon,
  createdBy: 'paper:anna',
  createdAt: noon,
  ...changes,
});

export const delivery = (
  dedupeKey: string,
  changes: { channel?: string; priority?: number; createdAt?: number } = {},
) => ({
  dedupeKey,
  channel: 'paper:front',
  kind: 'digest' as const,
  message: message(dedupeKey),
  priority: 10,
  createdAt: noon,
  ...changes,
});

/** Adds updates to one new story, in this order; returns the story's number. */
export async function publish(tables: Tables, ...updates: readonly Update[]): Promise<number> {
  const id = await tables.stories.create(story);
  for (const one of updates) await tables.updates.add(one, id);
  return id;
}

/** What a worker takes at `now`, for a lease of one minute. */
export const claim = (store: Store, now: number, limit = 100) =>
  store.deliveries.claim({ now, leaseUntil: now + minute, limit, platforms: ['paper'] });

/** A draft of an alert. */
export const anAlert = {
  state: 'draft',
  level: 'flash',
  headline: '@everyone <!channel>',
  known: 'This.',
  unknown: null,
  links: ['https://wire.example', 'https://other.example'],
  story: 7,
  topics: ['military'],
  gate: {
    owners: ['one'],
    blocs: ['nato'],
    grade: { reliability: 'B', credibility: 3, reason: 'One.' },
    disputed: ['killed'],
  },
  override: null,
  author: 'paper:anna',
  authorName: 'Anna',
  createdAt: noon,
  expiresAt: noon + minute,
  sentAt: null,
  follows: null,
  resolvedAt: null,
} as const;
