import type { Bureau } from '../bureau.ts';
import type { Config } from '../config.ts';
import { fetchFeed } from '../feeds/fetch.ts';
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
  let bureau: Bureau | null = null;
  const desk = async (): Promise<Bureau> => {
    bureau ??= await open();
    return bureau;
  };
  const checks: readonly Check[] = [
    { name: 'Runtime', run: async () => `Node ${process.versions.node}` },
    { name: 'Data directory', run: () => dataDirectory(config) },
    { name: 'Desk file', run: async () => deskWords(await desk()) },
    { name: 'Store', run: async () => storeWords(await desk()) },
    { name: 'Feeds', run: async () => feedWords(await desk(), config) },
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

const deskWords = async ({ file, desk }: Bureau): Promise<string> =>
  `${file.name}: ${file.sources.length} sources, ${file.topics.length} topics, ${desk.explainers.length} explainers`;

async function storeWords({ store }: Bureau): Promise<string> {
  const [updates, counts] = await Promise.all([store.updates.count(), store.deliveries.counts()]);
  const waiting = counts.pending + counts.sending + counts.uncertain;
  return `${store.place}: ${updates} updates; deliveries: ${counts.sent} sent, ${waiting} waiting, ${counts.failed} failed`;
}

/** Reads one feed: it tells a missing network from a broken source. */
async function feedWords({ file }: Bureau, config: Config): Promise<string> {
  const source = file.sources.find(({ feed, verified }) => feed !== null && verified !== null);
  if (source?.feed == null) return 'no source has a feed';
  const fetched = await fetchFeed({
    url: source.feed,
    userAgent: config.userAgent,
    timeoutMs: 10_000,
  });
  if (fetched.kind === 'failed')
    throw new Error(`${source.name} cannot be read: ${fetched.problem}. Is there a network?`);
  return `${source.name} was read`;
}

async function newsroomWords({ http: { host, port } }: Config): Promise<string> {
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
  return answer?.ok === true ? `runs on ${url}` : `not running (npm start opens it on ${url})`;
}
