import { openStore } from '../../src/store/open.ts';
import { fillStore } from './corpus.ts';

/**
 * Fills a store in a process of its own, so that what is measured afterwards does not clear away the memory that filling
 * took: fill.ts <data directory> <PostgreSQL or ''> <updates> <days> <sources> <topics>, lists separated by commas.
 */
const [dataDir = '', url, updates, days, sources = '', topics = ''] = process.argv.slice(2);
const store = await openStore({ dataDir, url: url || null });
await fillStore(store, {
  updates: Number(updates),
  days: Number(days),
  sources: sources.split(','),
  topics: topics.split(','),
  progress: (done) => done % 20_000 === 0 && console.error(`${done} of ${updates} updates stored`),
});
await store.close();
