import { describe, expect, it } from 'vitest';
import { type Budget, openBudget } from '../../src/delivery/budget.ts';
import type { Rates } from '../../src/delivery/sender.ts';
import { type Channel, type Scope, scopeKey } from '../../src/news/channel.ts';
import type { Meter } from '../../src/store/meters.ts';
import { NOON } from '../support/news.ts';

const channel = (id: string, workspace = 'w', platform = 'test'): Channel => ({ platform, workspace, id, name: id });

function budgeted(rates: Rates) {
  let now = NOON;
  const known = new Map<string, Meter>();
  const tariff = { kind: 'post', rates } as const;
  /** Opens the budget on what was saved, as every transaction does. */
  function opened<Result>(use: (budget: Budget) => Result): Result {
    const budget = openBudget({ known, now });
    const result = use(budget);
    for (const meter of budget.changed()) known.set(meter.key, meter);
    return result;
  }
  const readyAt = (place: Channel) => opened((budget) => budget.readyAt(place, tariff));
  const take = (place: Channel) => opened((budget) => budget.take(place, tariff));
  return {
    readyAt,
    take,
    pause: (place: Channel, scope: Scope, until: number) =>
      opened((budget) => budget.pause(place, scope, tariff, until)),
    room: (place: Channel, scope: Scope, until: number) =>
      opened((budget) => budget.room(scopeKey(place, scope), rates[scope], until)),
    /** Posts to these channels in turns, as fast as allowed, and returns when each post went, from the start on. */
    flood: (channels: readonly Channel[], posts: number): readonly number[] =>
      Array.from({ length: posts }, (_, at) => {
        const next = channels[at % channels.length] ?? channel('a');
        now = Math.max(now, Math.ceil(readyAt(next)));
        take(next);
        return now - NOON;
      }),
    set: (at: number) => {
      now = at;
    },
  };
}

/** The most posts in any span of so many milliseconds. */
const most = (times: readonly number[], span: number): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at <= from + span).length));

describe('a rate', () => {
  it.each([
    { posts: 95, perMs: 2_000, burst: 2, span: 1_000, allowed: 49 },
    { posts: 1, perMs: 1_700, burst: 3, span: 5_000, allowed: 5 },
    { posts: 285, perMs: 60_000, burst: 10, span: 60_000, allowed: 295 },
  ])(
    'lets no more than $allowed posts go in $span ms: $posts in $perMs, $burst at once',
    ({ span, allowed, ...rate }) => {
      const times = budgeted({ platform: rate }).flood([channel('a'), channel('b')], 600);
      expect(most(times, span)).toBeLessThanOrEqual(allowed);
      // And is used to the full.
      const evenly = ((600 - rate.burst) * rate.perMs) / rate.posts;
      expect(times.at(-1)).toBeGreaterThanOrEqual(Math.floor(evenly));
      expect(times.at(-1)).toBeLessThanOrEqual(evenly + 2);
    },
  );

  it('makes up for a turn that was taken late, by its burst at most', () => {
    const { take, set } = budgeted({ platform: { posts: 10, perMs: 1_000, burst: 2 } });
    take(channel('a'));
    set(NOON + 60_000);
    expect([1, 2, 3].map(() => take(channel('a')) - NOON)).toEqual([60_000, 60_000, 60_100]);
  });

  it('of a channel or a workspace holds up no other', () => {
    const { take, readyAt } = budgeted({
      workspace: { posts: 2, perMs: 1_000, burst: 2 },
      channel: { posts: 1, perMs: 1_000, burst: 1 },
    });
    take(channel('a', 'one'));
    expect(readyAt(channel('a', 'one'))).toBe(NOON + 1_000);
    expect(take(channel('b', 'one'))).toBe(NOON);
    expect(readyAt(channel('c', 'one'))).toBe(NOON + 500);
    expect(readyAt(channel('c', 'two'))).toBe(NOON);
  });

  it('of look-ups counts apart from the rate of posts', () => {
    const known = new Map<string, Meter>();
    const budget = openBudget({ known, now: NOON });
    const rates = { workspace: { posts: 1, perMs: 1_000, burst: 1 } };
    expect(budget.take(channel('a'), { kind: 'lookUp', rates })).toBe(NOON);
    expect(budget.take(channel('a'), { kind: 'post', rates })).toBe(NOON);
    expect(budget.take(channel('a'), { kind: 'lookUp', rates })).toBe(NOON + 1_000);
  });
});

describe('a pause', () => {
  const places = {
    'the channel': channel('a', 'one'),
    'another of the workspace': channel('b', 'one'),
    'another workspace': channel('c', 'two'),
    'another platform': channel('a', 'one', 'other'),
  };

  it.each([
    ['channel', ['the channel']],
    ['workspace', ['the channel', 'another of the workspace']],
    ['platform', ['the channel', 'another of the workspace', 'another workspace']],
  ] as const)('of the %s stops nothing else', (scope, stopped) => {
    const { pause, readyAt } = budgeted({});
    pause(channel('a', 'one'), scope, NOON + 9_000);
    const waiting = Object.entries(places).filter(([, place]) => readyAt(place) > NOON);
    expect(waiting.map(([name]) => name)).toEqual(stopped);
    expect(waiting.map(([, place]) => readyAt(place))).toEqual(stopped.map(() => NOON + 9_000));
  });

  it('is not cut short by a later and shorter one', () => {
    const { pause, readyAt } = budgeted({});
    pause(channel('a'), 'channel', NOON + 9_000);
    pause(channel('a'), 'channel', NOON + 1_000);
    expect(readyAt(channel('a'))).toBe(NOON + 9_000);
  });
});

it('waits no hour longer where the clock is set back by one', () => {
  const { readyAt, flood, pause, set } = budgeted({ platform: { posts: 10, perMs: 1_000, burst: 2 } });
  flood([channel('a')], 20);
  pause(channel('b'), 'channel', NOON + 10_000);
  const before = NOON - 3_600_000;
  set(before);
  expect(readyAt(channel('a'))).toBe(before);
  expect(readyAt(channel('b'))).toBe(before);
});

it('tells how much may go until a time', () => {
  const { take, pause, room } = budgeted({
    platform: { posts: 10, perMs: 1_000, burst: 1 },
    workspace: { posts: 2, perMs: 1_000, burst: 2 },
  });
  const [one, two, three] = [channel('a', 'one'), channel('a', 'two'), channel('a', 'three')];
  const soon = NOON + 500;
  expect(room(one, 'platform', soon)).toBe(6);
  expect(room(one, 'channel', soon)).toBe(Number.POSITIVE_INFINITY);
  take(one);
  pause(two, 'workspace', NOON + 9_000);
  expect(room(one, 'platform', soon)).toBe(5);
  expect([one, two, three].map((place) => room(place, 'workspace', soon))).toEqual([2, 0, 3]);
  pause(one, 'platform', NOON + 9_000);
  expect(room(one, 'platform', soon)).toBe(0);
});
