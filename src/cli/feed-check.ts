import type { Bureau } from '../bureau.ts';
import type { Config } from '../config.ts';
import { readingProcess } from '../desk/reading-process.ts';
import { inTurns } from '../feeds/in-turns.ts';
import { believedMove } from '../feeds/move.ts';
import { addressOf, byHost, type Polled, pollOnce } from '../feeds/poll-once.ts';
import { type PollOutcome, stateAfter } from '../feeds/poll-state.ts';
import { publicWeb } from '../feeds/public-web.ts';
import type { Log } from '../log.ts';
import { list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Inline, Message } from '../message/message.ts';
import { durationWords } from '../news/duration-words.ts';
import { UserError } from '../news/user-error.ts';
import { neverPolled, type PollState } from '../store/sources.ts';

interface Order {
  readonly bureau: Pick<Bureau, 'file' | 'store' | 'desk'>;
  readonly config: Pick<Config, 'userAgent'>;
  /** Null for every source. */
  readonly id: string | null;
  readonly log: Log;
  readonly clock: () => number;
}

/** How the poll of a source went, and what is known of it since. */
interface Checked extends Polled {
  readonly outcome: PollOutcome;
  readonly after: PollState;
}

/**
 * Polls a source, or all of them, now and just as the bot does, takes in what is new, and says what happened. One that its
 * publisher gave up is asked again, and polled again if it is back. Throws `UserError`.
 */
export async function checkFeeds({ bureau, config, id, log, clock }: Order): Promise<Message> {
  const { file, store, desk } = bureau;
  const jobs = await jobsOf(bureau, id, clock());
  const fetch = publicWeb(file.feeds);
  const tools = {
    read: readingProcess({ subject: file }),
    take: desk.take,
    userAgent: config.userAgent,
    fetch,
    log,
    clock,
  };
  const check = async (job: Polled): Promise<Checked> => {
    const outcome = await pollOnce(job, tools);
    const { source, before } = job;
    const after = stateAfter({ source, before, outcome, bounds: file.feeds, now: clock(), random: Math.random });
    await store.sources.polled(after);
    return { ...job, outcome, after };
  };
  const checked = await inTurns(jobs, { ...byHost, work: check });
  const failed = checked.filter(({ outcome }) => outcome.kind === 'failed').length;
  const summary =
    failed === 0 ? `Polled: ${checked.length}, all well.` : `Polled: ${checked.length}, failed: ${failed}.`;
  return {
    tone: failed === 0 ? 'routine' : 'problem',
    summary,
    blocks: [
      paragraph(summary),
      list(checked.map(line)),
      note(
        `Asked as ${config.userAgent}. The bot goes on from here; a source that it does not know yet, from its next start.`,
      ),
    ],
  };
}

async function jobsOf({ file, store }: Order['bureau'], id: string | null, now: number): Promise<readonly Polled[]> {
  const states = new Map((await store.sources.states()).map((state) => [state.source, state]));
  const jobs = file.sources.flatMap((source) => {
    const { feed } = source;
    if (feed === null || (id !== null && source.id !== id)) return [];
    return [{ source, feed, before: states.get(source.id) ?? neverPolled(source.id, now) }];
  });
  if (jobs.length > 0) return jobs;
  throw new UserError(
    id === null
      ? 'No source of the desk has a feed.'
      : `The desk has no source “${id}” with a feed. /sources lists them.`,
  );
}

function line(checked: Checked): readonly Inline[] {
  const { source, after } = checked;
  const next: readonly Inline[] =
    after.goneAt === null
      ? [text('; next poll '), time(after.nextPoll, 'moment')]
      : [text('; not polled any more, until the desk file has another address')];
  return [strong(`${source.name} (${source.id})`), text(` · ${outcomeWords(checked)}${moveWords(checked)}`), ...next];
}

function outcomeWords({ outcome, after }: Checked): string {
  const gap = after.rhythm?.gap ?? null;
  const rhythm = gap === null ? '' : `; it brings one every ${durationWords(gap)} as a rule`;
  switch (outcome.kind) {
    case 'fresh':
      return `read, ${outcome.added} new${rhythm}`;
    case 'unchanged':
      return `nothing changed since it was last read${rhythm}`;
    case 'failed':
      return outcome.problem;
  }
}

function moveWords(checked: Checked): string {
  const { after } = checked;
  if (after.movedTo === null) return '';
  if (believedMove(after) === null) return `; it says that it moved for good to ${after.movedTo}`;
  return addressOf(checked) === after.movedTo
    ? `; asked at ${after.movedTo}, where it moved for good: put that into the desk file`
    : `; from now on asked at ${after.movedTo}, where it moved for good: put that into the desk file`;
}
