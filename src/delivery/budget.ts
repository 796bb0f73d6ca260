import { type Channel, type Scope, scopeKey, scopes } from '../news/channel.ts';
import type { Meter } from '../store/meters.ts';
import { SET_BACK_MS } from '../store/set-back.ts';
import type { Rate, Rates } from './sender.ts';

/** The rates by which something counts. Look-ups and edits that have rates of their own count apart from posts. */
export interface Tariff {
  readonly kind: 'post' | 'lookUp' | 'edit';
  readonly rates: Rates;
}

/** What is left of the rates at one moment. It waits for nothing itself. */
export interface Budget {
  /** When a request to this channel may go, in epoch milliseconds; now at the earliest. */
  readyAt(channel: Channel, tariff: Tariff): number;
  /** Counts a request to this channel for the time when it may go, which it returns. */
  take(channel: Channel, tariff: Tariff): number;
  /** Lets nothing go until then where the channel's scope reaches. */
  pause(channel: Channel, scope: Scope, tariff: Tariff, until: number): void;
  /** How many posts may go until then in what the key names; Infinity where there is no rate. */
  room(key: string, rate: Rate | undefined, until: number): number;
  /** What was counted since the budget was opened. */
  changed(): readonly Meter[];
}

/**
 * Keeps each platform, workspace and channel to its rate by the generic cell rate algorithm, in its form of virtual
 * scheduling (ITU-T I.371, annex A): in any time t, no more than burst + t / interval requests go. `known` are the meters
 * as the store has them.
 */
export function openBudget({
  known,
  now,
}: {
  readonly known: ReadonlyMap<string, Meter>;
  readonly now: number;
}): Budget {
  const counted = new Map<string, Meter>();

  const readyOf = (key: string): number => {
    const meter = counted.get(key) ?? known.get(key);
    return meter === undefined || meter.at > now + SET_BACK_MS ? Number.NEGATIVE_INFINITY : meter.readyAt;
  };
  const set = (key: string, readyAt: number): void => void counted.set(key, { key, readyAt, at: now });

  const readyAt = (channel: Channel, tariff: Tariff): number =>
    Math.max(now, ...scopes.map((scope) => readyOf(meterKey(channel, scope, tariff))));

  return {
    readyAt,
    take(channel, tariff) {
      const at = readyAt(channel, tariff);
      for (const scope of scopes) {
        const rate = tariff.rates[scope];
        if (rate === undefined) continue;
        const key = meterKey(channel, scope, tariff);
        const each = interval(rate);
        set(key, Math.max(readyOf(key) + each, at + each - tolerance(rate)));
      }
      return at;
    },
    pause(channel, scope, tariff, until) {
      const key = meterKey(channel, scope, tariff);
      if (readyOf(key) < until) set(key, until);
    },
    room(key, rate, until) {
      const ready = readyOf(key);
      if (ready > until) return 0;
      if (rate === undefined) return Number.POSITIVE_INFINITY;
      const due = Math.max(ready + tolerance(rate), now);
      return Math.max(0, Math.floor((until + tolerance(rate) - due) / interval(rate)) + 1);
    },
    changed: () => [...counted.values()],
  };
}

/** The name of a meter in the store. */
export const meterKey = (channel: Channel, scope: Scope, { kind }: Pick<Tariff, 'kind'>): string =>
  `${prefixes[kind]}${scopeKey(channel, scope)}`;

const prefixes: Readonly<Record<Tariff['kind'], string>> = { post: '', lookUp: 'look-up ', edit: 'edit ' };

/** Every meter that a request to this channel asks. */
export const meterKeys = (channel: Channel, tariff: Tariff): readonly string[] =>
  scopes.map((scope) => meterKey(channel, scope, tariff));

const interval = ({ posts, perMs }: Rate): number => perMs / posts;

/** How far a request may run ahead of its even time. */
const tolerance = (rate: Rate): number => (rate.burst - 1) * interval(rate);
