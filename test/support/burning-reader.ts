import type { Answer } from '../../src/desk/reading-entry.ts';
import { type NewsOptions, readNews } from '../../src/feeds/feed-news.ts';

// A reading process that documents can hurt, as one may that nobody has thought of: by what their text asks for.
process.once('message', () => {
  process.on('message', (order: NewsOptions) => process.send?.(answerTo(order)));
  process.send?.('ready');
});

function answerTo(order: NewsOptions): Answer {
  const text = new TextDecoder().decode(order.document.bytes);
  if (text.includes('burn')) /^(?:a+)+$/.test(`${'a'.repeat(60)}!`);
  const hoard: number[][] = [];
  while (text.includes('hoard')) hoard.push(Array.from({ length: 10_000 }, Math.random));
  if (text.includes('leap')) hoard.push(new Array(110_000_000).fill(0.5));
  if (text.includes('die')) process.exit(3);
  if (text.includes('throw')) return { fault: new Error('a fault of the program') };
  return { news: readNews(order, () => 'other') };
}
