import { parseArgs } from 'node:util';
import type { Bureau } from '../bureau.ts';
import type { Config } from '../config.ts';
import { readOpml } from '../feeds/opml.ts';
import type { Message } from '../message/message.ts';
import { UserError } from '../news/user-error.ts';
import { channelNamed } from './channel.ts';
import { documentAt } from './document.ts';
import { exportOpml, importOpml } from './opml.ts';
import { toStderr } from './progress.ts';
import { importList } from './subscription-import.ts';
import { readSubscriptionList, writeDeskSubscriptions, writeSubscriptionList } from './subscription-list.ts';

/** Whether `sitrep subscriptions …` is for this file; whatever else is typed there, the command of every platform answers. */
export const movesSubscriptions = ([what]: readonly string[]): boolean => what === 'export' || what === 'import';

interface Moving {
  readonly bureau: Pick<Bureau, 'file' | 'desk' | 'store'>;
  readonly config: Config;
  readonly args: readonly string[];
  readonly clock?: () => number;
  /** Is told how far a long import is. */
  readonly tell?: (words: string) => void;
}

/**
 * `sitrep subscriptions export` prints what channels subscribed to, and with `--opml` the feeds that the desk reads;
 * `import` takes either from a file, an address or standard input (`-`). What a document is, its content says.
 */
export async function subscriptions(moving: Moving): Promise<Message | string> {
  const [what, ...args] = moving.args;
  return what === 'export' ? exported({ ...moving, args }) : imported({ ...moving, args });
}

async function exported({ bureau, args, clock = Date.now }: Moving): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      opml: { type: 'boolean', default: false },
      desk: { type: 'boolean', default: false },
      channel: { type: 'string' },
    },
  });
  if (values.opml && (values.desk || values.channel !== undefined))
    throw new UserError('--opml prints the feeds of the whole desk: leave out --desk and --channel.');
  if (values.opml) return exportOpml(bureau);
  const channel = values.channel === undefined ? null : await channelNamed(bureau.store, values.channel);
  const listed = await bureau.desk.listedSubscriptions(channel);
  return values.desk ? writeDeskSubscriptions(listed) : writeSubscriptionList(listed, clock());
}

async function imported({ bureau, config, args, clock = Date.now, tell = toStderr }: Moving): Promise<Message> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { labels: { type: 'boolean', default: false }, 'dry-run': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [place] = positionals;
  if (place === undefined)
    throw new UserError(
      'Say what to import: sitrep subscriptions import <file or address> (--dry-run: only say what would be done).',
    );
  const { desk } = bureau;
  const { labels, 'dry-run': dryRun } = values;
  const document = await documentAt(place, config);
  const listed = readSubscriptionList(document, { place, zone: desk.zone });
  if (listed !== null) return importList({ desk, listed, dryRun, clock, tell });
  const opml = readOpml(document);
  if (opml !== null) return importOpml({ opml, path: config.desk, takeLabels: labels, dryRun });
  throw new UserError(
    `${place}: This is no OPML file, and no list of subscriptions. A feed reader writes OPML under "Export subscriptions"; sitrep subscriptions export prints a list.`,
  );
}
