import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { newsOf } from '../harness/news.ts';

/** What the publishers were asked since they were last told to `publish`, or started. */
export interface PublishersReport {
  readonly requests: number;
  /** Answers that brought a document. */
  readonly documents: number;
  /** Answers that nothing changed. */
  readonly unchanged: number;
  /** Requests to a host that had not answered the one before. */
  readonly hurried: number;
}

export type PublishersOrder = { readonly kind: 'publish' } | { readonly kind: 'report' };

export type PublishersNews =
  | { readonly kind: 'open'; readonly feeds: readonly string[] }
  | { readonly kind: 'report'; readonly report: PublishersReport };

/** How many feeds, over how many hosts, and how many of them bring something new when told. */
export interface PublishersOptions {
  readonly feeds: number;
  readonly hosts: number;
  readonly changing: number;
  /** Pieces in a feed, and new ones in one that changed. */
  readonly pieces: number;
  readonly newPieces: number;
  /** Milliseconds between two pieces of a feed. */
  readonly gap: number;
  /** Milliseconds within which an answer is on its way, at the least and at the most, once they were told to publish. */
  readonly delay: readonly [least: number, most: number];
}

/** Many publishers on this machine, in a process of their own. */
export interface Publishers {
  /** The addresses of their feeds. */
  readonly feeds: readonly string[];
  /** From now on the changing feeds hold new pieces, and answers take their time. */
  publish(): void;
  report(): Promise<PublishersReport>;
  stop(): Promise<void>;
}

/** Starts them. */
export async function startPublishers(options: PublishersOptions): Promise<Publishers> {
  const child = fork(fileURLToPath(new URL('publishers-process.ts', import.meta.url)), [JSON.stringify(options)]);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const news = newsOf<PublishersNews>(child, 'the publishers');
  const { feeds } = await news('open');
  return {
    feeds,
    publish: () => void child.send({ kind: 'publish' } satisfies PublishersOrder),
    async report() {
      const told = news('report');
      child.send({ kind: 'report' } satisfies PublishersOrder);
      return (await told).report;
    },
    async stop() {
      child.kill();
      await ended;
    },
  };
}
