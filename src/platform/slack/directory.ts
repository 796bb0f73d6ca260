import type { webApi } from '@slack/bolt';
import { within } from '../../command/patience.ts';
import type { Log } from '../../log.ts';
import { isPassing } from './failure.ts';

export interface Person {
  /** Guests do not decide what a channel receives. */
  readonly manages: boolean;
  /** IANA zone. */
  readonly timeZone: string | null;
}

/** Where Slack does not say otherwise. */
const stranger: Person = { manages: true, timeZone: null };

const hour = 3_600_000;

/** Milliseconds that a question waits for an entry. */
const patience = 1_000;

/** What Slack knows of people and channels. No call throws or takes longer than a second. */
export interface Directory {
  person(user: string): Promise<Person>;
  /** A channel's name; its id where it is not to be learnt. */
  channelName(id: string): Promise<string>;
}

/** Looks people and channels up in Slack, and remembers each for an hour. */
export function createDirectory({
  client,
  clock,
  log,
}: {
  readonly client: webApi.WebClient;
  readonly clock: () => number;
  readonly log: Log;
}): Directory {
  function remember<T>(look: (id: string) => Promise<T>): (id: string, otherwise: T) => Promise<T> {
    const known = new Map<string, { readonly at: number; readonly entry: Promise<T> }>();
    return (id, otherwise) => {
      const last = known.get(id);
      if (last !== undefined && clock() - last.at < hour) return within(last.entry, patience, otherwise);
      const entry = look(id).catch((error: unknown) => {
        log.warn({ err: error }, 'slack: an entry of the directory is unknown');
        if (isPassing(error)) known.delete(id);
        return otherwise;
      });
      known.set(id, { at: clock(), entry });
      return within(entry, patience, otherwise);
    };
  }

  const person = remember<Person>(async (user) => {
    const { user: found } = await client.users.info({ user });
    const guest = found?.is_restricted === true || found?.is_ultra_restricted === true;
    return { manages: !guest, timeZone: found?.tz ?? null };
  });
  const channelName = remember<string>(async (id) => {
    const { channel } = await client.conversations.info({ channel: id });
    return channel?.name ?? id;
  });
  return {
    person: (user) => person(user, stranger),
    channelName: (id) => channelName(id, id),
  };
}
