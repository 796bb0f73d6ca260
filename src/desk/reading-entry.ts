import { flushCompileCache } from 'node:module';
import { createDeskMatcher } from '../content/desk-topic.ts';
import { type FeedNews, type NewsOptions, readNews } from '../feeds/feed-news.ts';
import type { ReadingOptions } from './reading-process.ts';

/** What came of a document; `fault` is a fault of the program. */
export type Answer = { readonly news: FeedNews } | { readonly fault: unknown };

// The entry of the reading process. Its first message is the desk's subject, each later one a document.
process.once('message', (subject: ReadingOptions['subject']) => {
  const topicOf = createDeskMatcher(subject);
  process.on('message', (order: NewsOptions) => process.send?.(answerTo(order)));
  process.send?.('ready');
  // Most such processes are killed in the end, and would leave nothing for the next.
  flushCompileCache();

  function answerTo(order: NewsOptions): Answer {
    try {
      return { news: readNews(order, topicOf) };
    } catch (fault) {
      return { fault };
    }
  }
});

// A terminal sends Ctrl-C to both. This process ends when the desk's does, with the channel between them.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
