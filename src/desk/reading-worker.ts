import { parentPort, workerData } from 'node:worker_threads';
import { createDeskMatcher } from '../content/desk-topic.ts';
import { type FeedNews, type NewsOptions, readNews } from '../feeds/feed-news.ts';

// The entry of the reading thread. `workerData` is the desk's `Subject`.
const topicOf = createDeskMatcher(workerData);

parentPort?.on('message', (order: NewsOptions) => {
  parentPort?.postMessage(readNews(order, topicOf) satisfies FeedNews);
});
parentPort?.postMessage('ready');
