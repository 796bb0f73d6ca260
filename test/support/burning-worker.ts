import { parentPort } from 'node:worker_threads';
import { type FeedNews, type NewsOptions, readNews } from '../../src/feeds/feed-news.ts';

// A reading thread that documents can hurt, as one may that nobody has thought of: by what their text asks for.
parentPort?.on('message', (order: NewsOptions) => {
  const text = new TextDecoder().decode(order.document.bytes);
  if (text.includes('burn')) /^(?:a+)+$/.test(`${'a'.repeat(60)}!`);
  const hoard: number[][] = [];
  while (text.includes('hoard')) hoard.push(Array.from({ length: 10_000 }, Math.random));
  if (text.includes('throw')) throw new Error('a fault of the program');
  parentPort?.postMessage(readNews(order, () => 'other') satisfies FeedNews);
});
parentPort?.postMessage('ready');
