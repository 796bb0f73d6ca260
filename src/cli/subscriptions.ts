import { parseArgs } from 'node:util';
import type { Bureau } from '../bureau.ts';
import type { Config } from '../config.ts';
import { readOpml } from '../feeds/opml.ts';
import type { Message } from '../message/message.ts';
import { UserError } from '../news/user-error.ts';
import { documentAt } from './document.ts';
import { exportOpml, importOpml } from './opml.ts';

/** Whether `sitrep subscriptions …` is for this file; whatever else is typed there, the command of every platform answers. */
export const movesSubscriptions = ([what]: readonly string[]): boolean => what === 'export' || what === 'import';

/**
 * `sitrep subscriptions export --opml` prints the feeds that the desk reads; `import` adds those of a file, an address or
 * standard input (`-`) to the desk file. What a document is, its content says.
 */
export async function subscriptions(options: {
  readonly bureau: Pick<Bureau, 'file'>;
  readonly config: Config;
  readonly args: readonly string[];
}): Promise<Message | string> {
  const { bureau, config, args } = options;
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      opml: { type: 'boolean', default: false },
      labels: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [what, place] = positionals;
  if (what === 'export' && values.opml) return exportOpml(bureau);
  if (what !== 'import' || place === undefined) throw new UserError(usage);
  const opml = readOpml(await documentAt(place, config));
  if (opml === null)
    throw new UserError(`${place}: This is no OPML file. A feed reader writes one under "Export subscriptions".`);
  return importOpml({ opml, path: config.desk, takeLabels: values.labels, dryRun: values['dry-run'] });
}

const usage =
  'sitrep subscriptions export --opml prints the feeds that the desk reads; sitrep subscriptions import <file or address> adds those of an OPML file (--dry-run, --labels).';
