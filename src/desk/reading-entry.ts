import { createDeskMatcher } from '../content/desk-topic.ts';
import { type FeedNews, type NewsOptions, readNews } from '../feeds/feed-news.ts';
import type { TopicMatcher } from '../news/topic.ts';
import type { ReadingOptions } from './reading-process.ts';

/** What came of a document; `fault` is a fault of the program. */
export type Answer = { readonly news: FeedNews } | { readonly fault: unknown };

/** The file with which the reading process begins. */
export const entryFile = new URL(import.meta.url);

// Its first message is the desk's subject, each later one a document.
if (import.meta.main) {
  process.once('message', (subject: ReadingOptions['subject']) => {
    const topicOf = createDeskMatcher(subject);
    process.on('message', (order: NewsOptions) => process.send?.(answerTo(order, topicOf)));
    process.send?.('ready');
  });
  // A terminal sends Ctrl-C to both. This process ends when the desk's does, with the channel between them.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
}

function answerTo(order: NewsOptions, topicOf: TopicMatcher): Answer {
  try {
    return { news: readNews(order, topicOf) };
  } catch (fault) {
    return { fault };
  }
}
