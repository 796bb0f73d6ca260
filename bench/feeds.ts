import { documentsIn, madeUpFeeds } from './feeds/documents.ts';
import { measureIntake } from './feeds/intake.ts';
import { measureParsing } from './feeds/parsing.ts';
import { measurePolling } from './feeds/polling.ts';
import type { Bench, BenchOptions, Figure } from './harness/bench.ts';

type Part = (options: BenchOptions) => Promise<readonly Figure[]>;

const parts: Readonly<Record<string, Part>> = {
  parsing: ({ data, progress }) => measureParsing(data === null ? madeUpFeeds : documentsIn(data), progress),
  polling: ({ progress }) => measurePolling(progress),
  intake: ({ progress }) => measureIntake(progress),
};

export const bench: Bench = {
  name: 'feeds',
  summary:
    'Reading feeds, beside other readers: made-up ones, or those in DIR/feeds where --data names a folder (parsing). 10,000 feeds polled, of which 9,000 did not change, by a bot over real sockets (polling). New updates taken in beside 10,000 to 1,000,000 of 10 days to 2.7 years (intake). PostgreSQL where DATABASE_URL is set; --only runs one part.',
  async run(options) {
    const { only } = options;
    const chosen = Object.entries(parts).filter(([name]) => only === null || name === only);
    if (chosen.length === 0) throw new Error(`there is no part "${only}"; there are ${Object.keys(parts).join(', ')}`);
    const figures: Figure[] = [];
    for (const [, part] of chosen) figures.push(...(await part(options)));
    return figures;
  },
};
