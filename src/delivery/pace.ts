import { type Channel, channelKey } from '../news/channel.ts';
import type { Rate, Rates, Scope } from './sender.ts';

/** Which posts the rates allow when. It counts and waits for nothing itself. */
export interface Pace {
  /** When a post to this channel may go, in epoch milliseconds; in the past where it may go now. */
  readyAt(channel: Channel): number;
  /** Counts a post to this channel that goes now. */
  count(channel: Channel): void;
  /** Lets nothing go until then where the channel's scope reaches. */
  pause(channel: Channel, scope: Scope, until: number): void;
  /** How many posts of a platform may go until then; Infinity where it has no rate. */
  room(platform: string, until: number): number;
  /** The same for its workspaces: for those that have less `left`, and for `each` other one. */
  workspaceRoom(platform: string, until: number): { readonly each: number; readonly left: ReadonlyMap<string, number> };
}

/** What is known of one platform, workspace or channel. */
interface Meter {
  /** The theoretical arrival time of the next post: when it would be due if all came evenly. */
  readonly due: number;
  readonly pausedUntil: number;
  /** How long that pause was when it began. */
  readonly pausedFor: number;
}

const untouched: Meter = { due: Number.NEGATIVE_INFINITY, pausedUntil: Number.NEGATIVE_INFINITY, pausedFor: 0 };

const scopes: readonly Scope[] = ['platform', 'workspace', 'channel'];

/**
 * Keeps each platform, workspace and channel to its rate by the generic cell rate algorithm, in its form of virtual
 * scheduling (ITU-T I.371, annex A): in any time t, no more than burst + t / interval posts go. A clock that is set back
 * makes nothing wait longer than a full burst, or than a pause was long.
 */
export function createPace({
  rates,
  clock,
}: {
  readonly rates: (platform: string) => Rates;
  readonly clock: () => number;
}): Pace {
  const meters = new Map<string, Map<string, Meter>>();
  /** Of what has posted under a rate, or was paused. */
  const among = (scope: Scope, platform: string): Map<string, Meter> => {
    const name = `${scope} ${platform}`;
    const known = meters.get(name) ?? new Map<string, Meter>();
    meters.set(name, known);
    return known;
  };
  const known = (channel: Channel, scope: Scope): Meter =>
    among(scope, channel.platform).get(keyOf(channel, scope)) ?? untouched;
  const change = (channel: Channel, scope: Scope, changes: Partial<Meter>): void =>
    void among(scope, channel.platform).set(keyOf(channel, scope), { ...known(channel, scope), ...changes });

  const roomOf = (meter: Meter | undefined, rate: Rate | undefined, until: number): number => {
    if (meter !== undefined && resumes(meter, clock()) > until) return 0;
    if (rate === undefined) return Number.POSITIVE_INFINITY;
    const from =
      meter === undefined ? clock() : Math.max(clock(), resumes(meter, clock()), dueOf(meter, rate, clock()));
    return Math.max(0, Math.floor((until + tolerance(rate) - from) / interval(rate)) + 1);
  };

  return {
    readyAt: (channel) => {
      const now = clock();
      return Math.max(
        ...scopes.map((scope) => {
          const meter = known(channel, scope);
          const rate = rates(channel.platform)[scope];
          const allowed = rate === undefined ? now : dueOf(meter, rate, now) - tolerance(rate);
          return Math.max(allowed, resumes(meter, now));
        }),
      );
    },
    count: (channel) => {
      for (const scope of scopes) {
        const rate = rates(channel.platform)[scope];
        if (rate === undefined) continue;
        const now = clock();
        change(channel, scope, { due: Math.max(dueOf(known(channel, scope), rate, now), now) + interval(rate) });
      }
    },
    pause: (channel, scope, until) => {
      if (resumes(known(channel, scope), clock()) >= until) return;
      change(channel, scope, { pausedUntil: until, pausedFor: until - clock() });
    },
    room: (platform, until) =>
      roomOf(among('platform', platform).get(platform) ?? untouched, rates(platform).platform, until),
    workspaceRoom: (platform, until) => {
      const rate = rates(platform).workspace;
      const each = roomOf(untouched, rate, until);
      const left = [...among('workspace', platform)]
        .map(([workspace, meter]): [string, number] => [workspace, roomOf(meter, rate, until)])
        .filter(([, room]) => room < each);
      return { each, left: new Map(left) };
    },
  };
}

function keyOf(channel: Channel, scope: Scope): string {
  switch (scope) {
    case 'platform':
      return channel.platform;
    case 'workspace':
      return channel.workspace;
    case 'channel':
      return channelKey(channel);
  }
}

const interval = ({ posts, perMs }: Rate): number => perMs / posts;

/** How far a post may run ahead of its even time. */
const tolerance = (rate: Rate): number => (rate.burst - 1) * interval(rate);

const dueOf = ({ due }: Meter, rate: Rate, now: number): number => Math.min(due, now + rate.burst * interval(rate));

const resumes = ({ pausedUntil, pausedFor }: Meter, now: number): number => Math.min(pausedUntil, now + pausedFor);
