import type { Channel } from '../../src/news/channel.ts';
import { channelKey } from '../../src/news/channel.ts';
import { usualTerms } from '../../src/news/terms.ts';
import type { Store, Tables } from '../../src/store/store.ts';
import { corpusWord } from '../harness/corpus.ts';
import { editors } from './editor.ts';
import type { Platform } from './stage.ts';

/** The topic that only the channels of a platform take, so that each platform can be kept busy at its own pace. */
export const topicOf: Readonly<Record<Platform, string>> = { slack: 'east', discord: 'west' };
/** What every channel takes, and what all stories are about. */
export const commonTopic = 'common';

const source =
  'name: Source One, kind: news, owner: One, country: GB, bloc: independent, stateMedia: false, reliability: B';

/** The desk file of a run; `rules` are those of its alerts. */
export const deskFile = (rules: string): string => `
name: Chaos
title: A desk for a bad day
topics:
${[commonTopic, topicOf.slack, topicOf.discord].map((id) => `  - { id: ${id}, name: ${id}, words: [${id}] }`).join('\n')}
sources:
  - { id: one, ${source}, basis: https://example.org/about, language: en }
editors: [${Object.values(editors)
  .map((editor) => JSON.stringify(editor))
  .join(', ')}]
${rules}
`;

/** A digest comes when the run says so, and not before. */
const never = { cron: '0 0 29 2 *', zone: 'UTC', nextSlot: Date.UTC(2100, 0) };

/** Subscribes every channel to its topics, one in four to digests so long that they take several pages. */
export async function subscribeAll(store: Store, channels: readonly Channel[]): Promise<void> {
  await store.transaction(async (tables) => {
    for (const [at, channel] of channels.entries()) {
      await tables.channels.save(channel);
      await tables.subscriptions.create({
        ...usualTerms,
        channel: channelKey(channel),
        // The stage has channels on these two platforms only.
        topics: [commonTopic, topicOf[channel.platform as Platform]],
        ...never,
        limit: at % 4 === 0 ? 25 : 2,
        createdBy: 'chaos',
        createdAt: Date.now(),
      });
    }
  });
}

let stories = 0;

/** Adds so many new stories with long headlines. */
export async function addStories(store: Store, count: number, random: () => number): Promise<void> {
  const words = (length: number): string => Array.from({ length }, () => corpusWord(random)).join(' ');
  await store.transaction(async (tables) => {
    for (let added = 0; added < count; added += 1) await addStory(tables, words(40), words(60));
  });
}

async function addStory({ stories: table, updates }: Tables, title: string, summary: string): Promise<void> {
  const now = Date.now();
  const story = await table.create({ topic: commonTopic, first: now, last: now, arrived: now });
  stories += 1;
  const id = `chaos-${stories}`;
  const told = {
    title,
    summary,
    url: `https://example.org/${id}`,
    language: 'en',
    author: null,
    wire: null,
    image: null,
  };
  await updates.add(
    { id, source: 'one', ...told, published: now, dating: 'dated', seen: now, topic: commonTopic },
    story,
  );
}
