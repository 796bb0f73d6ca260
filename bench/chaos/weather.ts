import type { Fault as DiscordFault } from '../../test/support/discord/faults.ts';
import type { Weather as Pick } from '../../test/support/faults.ts';
import type { Fault as SlackFault } from '../../test/support/slack/faults.ts';

/** What may go wrong with a request, and with how many in a thousand it does. A hang costs its client 10 s, so it is rare. */
const shares = {
  'rate limit': 12,
  'bare rate limit': 6,
  'server error before': 20,
  'server error after': 20,
  'reset before': 20,
  'reset after': 20,
  'hang before': 1,
  'hang after': 2,
  'refused token': 2,
} as const;

export type Trouble = keyof typeof shares;
// The keys of a literal object are its own.
export const troubles = Object.keys(shares) as readonly Trouble[];

export interface Weather {
  readonly slack: Pick<SlackFault>;
  readonly discord: Pick<DiscordFault>;
  /** How often each trouble was drawn. */
  readonly drawn: ReadonlyMap<Trouble, number>;
}

/** Every trouble but those `without`, drawn at random for each request. */
export function createWeather({
  random,
  without = [],
  storm = 1,
}: {
  readonly random: () => number;
  readonly without?: readonly Trouble[];
  /** So many times as many requests go wrong. */
  readonly storm?: number;
}): Weather {
  const possible = troubles.filter((trouble) => !without.includes(trouble));
  const drawn = new Map<Trouble, number>();

  function draw(): Trouble | null {
    let left = random() * 1_000;
    for (const trouble of possible) {
      left -= shares[trouble] * storm;
      if (left >= 0) continue;
      drawn.set(trouble, (drawn.get(trouble) ?? 0) + 1);
      return trouble;
    }
    return null;
  }

  const seconds = (): number => 1 + Math.floor(random() * 2);
  const status = (): number => [500, 502, 503][Math.floor(random() * 3)] ?? 500;
  return {
    drawn,
    slack: () => {
      const trouble = draw();
      return trouble === null ? null : onSlack(trouble, seconds(), status());
    },
    discord: () => {
      const trouble = draw();
      return trouble === null ? null : onDiscord(trouble, seconds(), status());
    },
  };
}

function onSlack(trouble: Trouble, seconds: number, status: number): SlackFault {
  switch (trouble) {
    case 'rate limit':
      return { kind: 'rate limit', retryAfter: seconds };
    case 'bare rate limit':
      return { kind: 'rate limit', retryAfter: null };
    case 'server error before':
      return { kind: 'status', status, when: 'before' };
    case 'server error after':
      return { kind: 'status', status, when: 'after' };
    case 'reset before':
      return { kind: 'reset', when: 'before' };
    case 'reset after':
      return { kind: 'reset', when: 'after' };
    case 'hang before':
      return { kind: 'hang', when: 'before' };
    case 'hang after':
      return { kind: 'hang', when: 'after' };
    case 'refused token':
      return { kind: 'error', error: 'invalid_auth' };
  }
}

function onDiscord(trouble: Trouble, seconds: number, status: number): DiscordFault {
  switch (trouble) {
    case 'rate limit':
      return { kind: 'status', status: 429, retryAfter: seconds };
    case 'bare rate limit':
      return { kind: 'status', status: 429, retryAfter: null };
    case 'server error before':
      return { kind: 'status', status, when: 'before' };
    case 'server error after':
      return { kind: 'status', status, when: 'after' };
    case 'reset before':
      return { kind: 'reset-before' };
    case 'reset after':
      return { kind: 'reset-after' };
    case 'hang before':
      return { kind: 'hang', when: 'before' };
    case 'hang after':
      return { kind: 'hang', when: 'after' };
    case 'refused token':
      return { kind: 'status', status: 401 };
  }
}
