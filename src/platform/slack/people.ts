import type { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
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

export interface People {
  /** Never throws and never takes longer than `patience`. */
  about(user: string): Promise<Person>;
}

/** Knows people by Slack's `users.info`, each for an hour. */
export function createPeople({
  client,
  clock,
  log,
  patience = 1_000,
}: {
  readonly client: webApi.WebClient;
  readonly clock: () => number;
  readonly log: Logger;
  /** Milliseconds that a question waits for what Slack knows of its asker. */
  readonly patience?: number;
}): People {
  const known = new Map<string, { readonly at: number; readonly person: Promise<Person> }>();

  async function look(user: string): Promise<Person> {
    try {
      const { user: found } = await client.users.info({ user });
      const guest = found?.is_restricted === true || found?.is_ultra_restricted === true;
      return { manages: !guest, timeZone: found?.tz ?? null };
    } catch (error) {
      log.warn({ err: error }, 'slack: users.info failed, the time zone is unknown');
      if (isPassing(error)) known.delete(user);
      return stranger;
    }
  }

  return {
    about: (user) => {
      const now = clock();
      const last = known.get(user);
      if (last !== undefined && now - last.at < hour) return within(last.person, patience, stranger);
      const person = look(user);
      known.set(user, { at: now, person });
      return within(person, patience, stranger);
    },
  };
}

/** What a promise brings, or `otherwise` after `patience` milliseconds. */
export async function within<T, U>(promise: Promise<T>, patience: number, otherwise: U): Promise<T | U> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<U>((resolve) => {
    timer = setTimeout(resolve, patience, otherwise);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
