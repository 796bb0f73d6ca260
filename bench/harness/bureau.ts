import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Bureau, openBureau } from '../../src/bureau.ts';
import { loadConfig } from '../../src/config.ts';
import { loadDeskFile } from '../../src/content/desk-file.ts';
import { createLog } from '../../src/log.ts';
import { analyze, type StorePlace } from './place.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Opens a desk at a place: the bundled one, or that of a desk file. */
export async function bureauAt(
  { dataDir, url }: StorePlace,
  { desk, ...options }: Pick<Parameters<typeof openBureau>[0], 'clock' | 'onQueued'> & { readonly desk?: string } = {},
): Promise<Bureau> {
  const env = { SITREP_DATA_DIR: dataDir, DATABASE_URL: url ?? undefined, SITREP_DESK: desk };
  const config = loadConfig({ env, envFile: path('none') });
  const bureau = await openBureau({ config, log: createLog({ level: 'warn' }), ...options });
  await bureau.furnish();
  return bureau;
}

/** Fills a place with so many made-up updates of the bundled desk's sources, published over so many days. */
export async function fillPlace({ dataDir, url }: StorePlace, updates: number, days = 90): Promise<void> {
  const { sources, topics } = await loadDeskFile(path('../../content/desk.yaml'));
  const ids = [sources, topics].map((list) => list.map(({ id }) => id).join(','));
  const args = [path('fill.ts'), dataDir, url ?? '', String(updates), String(days), ...ids];
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`bench: the store could not be filled (${updates} updates)`);
  if (url !== null) await analyze(url);
}
