import type { Bureau } from '../bureau.ts';
import type { Config } from '../config.ts';
import { inspectFeed } from '../feeds/inspect.ts';
import type { Log } from '../log.ts';
import type { Message } from '../message/message.ts';
import { UserError } from '../news/user-error.ts';
import { documentAt } from './document.ts';
import { addFeed } from './feed-add.ts';
import { checkFeeds } from './feed-check.ts';
import { removeFeed } from './feed-remove.ts';

export interface FeedOptions {
  readonly args: readonly string[];
  readonly config: Config;
  /** Opens the desk; only what needs its store does. */
  readonly open: () => Promise<Pick<Bureau, 'file' | 'store' | 'desk'>>;
  readonly log: Log;
  readonly clock: () => number;
}

/** `sitrep feed inspect|add|remove|check …`: everything about a feed that a terminal offers. Throws `UserError`. */
export async function feed(options: FeedOptions): Promise<Message | string> {
  const { args, config, open, log, clock } = options;
  const [what, place, ...flags] = args;
  if (what === 'check') return checkFeeds({ bureau: await open(), config, id: place ?? null, log, clock });
  if (place !== undefined) {
    if (what === 'inspect') return JSON.stringify(inspectFeed(await documentAt(place, config), clock()), null, 2);
    if (what === 'add') return addFeed({ address: place, config, dryRun: flags.includes('--dry-run'), clock });
    if (what === 'remove') return removeFeed({ id: place, path: config.desk });
  }
  throw new UserError(
    'sitrep feed add <address> adds a feed, or the feed of a page, to the desk file; feed remove <source> takes a source out; ' +
      'feed check [source] polls it now; feed inspect <file or address> prints what the desk reads in a feed, as JSON.',
  );
}
