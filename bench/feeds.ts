import { documentsIn, madeUpFeeds } from './feeds/documents.ts';
import { measureParsing } from './feeds/parsing.ts';
import type { Bench } from './harness/bench.ts';

export const bench: Bench = {
  name: 'feeds',
  summary: 'Reading feeds, beside other readers: made-up ones, or those in DIR/feeds where --data names a folder.',
  async run({ data, progress }) {
    return measureParsing(data === null ? madeUpFeeds : documentsIn(data), progress);
  },
};
