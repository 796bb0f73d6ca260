import { buffer } from 'node:stream/consumers';
import { inspectFeed } from '../../src/feeds/inspect.ts';

// A process of its own that reads the document on its standard input and prints what came of it, for documents that may
// cost more time or memory than they should.
const bytes = await buffer(process.stdin);
const before = process.cpuUsage();
const { format, items, warnings } = inspectFeed(
  { bytes, contentType: null, url: 'https://news.example/feed' },
  Date.now(),
);
const { user, system } = process.cpuUsage(before);
const titles = items.slice(0, 3).map(({ title }) => title.slice(0, 100));
console.log(JSON.stringify({ format, items: items.length, titles, warnings, seconds: (user + system) / 1e6 }));
