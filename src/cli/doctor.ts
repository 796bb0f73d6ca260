import type { Bureau } from '../bureau.ts';
import type { Config } from '../config.ts';
import { type DeskFile, loadDeskFile } from '../content/desk-file.ts';
import { fetchFeed } from '../feeds/fetch.ts';
import { publicWeb } from '../feeds/public-web.ts';
import { fields, heading, note } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { ensureDataDir } from '../store/data-dir.ts';

/** What a check found, in words; a thrown error is what is wrong. */
export interface Check {
  readonly name: string;
  readonly run: () => Promise<string>;
}

/**
 * Checks everything that a desk needs, and says for each thing that is wrong what to do. `platforms` are checks of the chat
 * platforms, handed in by whoever knows them. The tone is `problem` where anything failed.
 */
export async function doctor(options: {
  readonly config: Config;
  readonly open: () => Promise<Bureau>;
  readonly platforms: readonly Check[];
}): Promise<Message> {
  const { config, open, platforms } = options;
  const checks: readonly Check[] = [
    { name: 'Runtime', run: async () => `Node ${process.versions.node}` },
    { name: 'Data directory', run: () => dataDirectory(config) },
    { name: 'Desk file', run: async () => deskWords(await loadDeskFile(config.desk)) },
    { name: 'Store', run: async () => storeWords(await open()) },
    { name: 'Feeds', run: () => feedWords(config) },
    { name: 'Newsroom', run: () => newsroomWords(config) },
    ...platforms,
  ];
  const results: { name: string; good: boolean; words: string }[] = [];
  for (const { name, run } of checks) {
    results.push(
      await run().then(
        (words) => ({ name, good: true, words }),
        (error: unknown) => ({ name, good: false, words: error instanceof Error ? error.message : String(error) }),
      ),
    );
  }
  const failed = results.filter(({ good }) => !good).length;
  return {
    tone: failed === 0 ? 'routine' : 'problem',
    summary: failed === 0 ? 'Everything is in order.' : `${failed} of ${results.length} checks failed.`,
    blocks: [
      heading('Doctor'),
      fields(results.map(({ name, good, words }) => [name, `${good ? 'good' : 'FAILED'} · ${words}`])),
      note(failed === 0 ? 'Everything is in order.' : `${failed} of ${results.length} checks failed.`),
    ],
  };
}

async function dataDirectory({ dataDir, databaseUrl }: Config): Promise<string> {
  if (databaseUrl !== null) return 'not needed: the store is in PostgreSQL';
  ensureDataDir(dataDir);
  return `${dataDir} can be written`;
}

const deskWords = ({ name, sources, topics }: DeskFile): string =>
  `${name}: ${sources.length} sources, ${topics.length} topics`;

async function storeWords({ store }: Bureau): Promise<string> {
  const [updates, counts] = await Promise.all([store.updates.count(), store.deliveries.counts()]);
  const waiting = counts.pending + counts.sending + counts.uncertain;
  return `${store.place}: ${updates} updates; deliveries: ${counts.sent} sent, ${waiting} waiting, ${counts.failed} failed`;
}

/** Reads one feed, best one that was seen working: it tells a missing network from a broken source. */
async function feedWords(config: Config): Promise<string> {
  const file = await loadDeskFile(config.desk).catch(() => null);
  if (file === null) throw new Error('Not tried: the desk file lists them.');
  const fed = file.sources.filter(({ feed }) => feed !== null);
  const source = fed.find(({ verified }) => verified !== null) ?? fed[0];
  if (source?.feed == null) return 'no source has a feed';
  const fetched = await fetchFeed({
    url: source.feed,
    userAgent: config.userAgent,
    fetch: publicWeb(file.feeds),
    timeoutMs: 10_000,
  });
  if (fetched.kind === 'failed') throw new Error(`${source.name} cannot be read: ${fetched.problem}.`);
  return `${source.name} was read`;
}

async function newsroomWords({ http: { host, port } }: Config): Promise<string> {
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
  return answer?.ok === true ? `runs on ${url}` : `not running (npm start opens it on ${url})`;
}
