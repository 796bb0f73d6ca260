import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/delivery/pace.ts';
import type { Rates } from '../../src/delivery/sender.ts';
import type { Channel } from '../../src/news/channel.ts';
import { NOON } from '../support/news.ts';

const channel = (id: string, workspace = 'w', platform = 'test'): Channel => ({ platform, workspace, id, name: id });

function paced(rates: Rates) {
  let now = NOON;
  const pace = createPace({ rates: (platform) => (platform === 'test' ? rates : {}), clock: () => now });
  /** Posts to these channels in turns, as fast as allowed, and returns when each post went, from the start on. */
  const flood = (channels: readonly Channel[], posts: number): readonly number[] =>
    Array.from({ length: posts }, (_, at) => {
      const next = channels[at % channels.length] ?? channel('a');
      now = Math.max(now, Math.ceil(pace.readyAt(next)));
      pace.count(next);
      return now - NOON;
    });
  return {
    pace,
    flood,
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
      const times = paced({ platform: rate }).flood([channel('a'), channel('b')], 600);
      expect(most(times, span)).toBeLessThanOrEqual(allowed);
      // And is used to the full.
      const evenly = ((600 - rate.burst) * rate.perMs) / rate.posts;
      expect(times.at(-1)).toBeGreaterThanOrEqual(Math.floor(evenly));
      expect(times.at(-1)).toBeLessThanOrEqual(evenly + 2);
    },
  );

  it('makes up for a turn that was taken late, by its burst at most', () => {
    const { pace, set } = paced({ platform: { posts: 10, perMs: 1_000, burst: 2 } });
    const goes = () => {
      const now = pace.readyAt(channel('a')) <= NOON + 60_000;
      if (now) pace.count(channel('a'));
      return now;
    };
    pace.count(channel('a'));
    set(NOON + 60_000);
    expect([goes(), goes(), goes()]).toEqual([true, true, false]);
  });

  it('of a channel or a workspace holds up no other', () => {
    const { pace } = paced({
      workspace: { posts: 2, perMs: 1_000, burst: 2 },
      channel: { posts: 1, perMs: 1_000, burst: 1 },
    });
    pace.count(channel('a', 'one'));
    expect(pace.readyAt(channel('a', 'one'))).toBe(NOON + 1_000);
    expect(pace.readyAt(channel('b', 'one'))).toBeLessThanOrEqual(NOON);
    pace.count(channel('b', 'one'));
    expect(pace.readyAt(channel('c', 'one'))).toBe(NOON + 500);
    expect(pace.readyAt(channel('c', 'two'))).toBeLessThanOrEqual(NOON);
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
    const { pace } = paced({});
    pace.pause(channel('a', 'one'), scope, NOON + 9_000);
    const waiting = Object.entries(places).filter(([, place]) => pace.readyAt(place) > NOON);
    expect(waiting.map(([name]) => name)).toEqual(stopped);
    expect(waiting.map(([, place]) => pace.readyAt(place))).toEqual(stopped.map(() => NOON + 9_000));
  });

  it('is not cut short by a later and shorter one', () => {
    const { pace } = paced({});
    pace.pause(channel('a'), 'channel', NOON + 9_000);
    pace.pause(channel('a'), 'channel', NOON + 1_000);
    expect(pace.readyAt(channel('a'))).toBe(NOON + 9_000);
  });
});

it('waits no hour longer where the clock is set back by one', () => {
  const { pace, flood, set } = paced({ platform: { posts: 10, perMs: 1_000, burst: 2 } });
  flood([channel('a')], 20);
  pace.pause(channel('b'), 'channel', NOON + 10_000);
  set(NOON - 3_600_000);
  expect(pace.readyAt(channel('a'))).toBeLessThanOrEqual(NOON - 3_600_000 + 200);
  expect(pace.readyAt(channel('b'))).toBeLessThanOrEqual(NOON - 3_600_000 + 10_000);
});

it('tells how much may go until a time', () => {
  const { pace } = paced({
    platform: { posts: 10, perMs: 1_000, burst: 1 },
    workspace: { posts: 2, perMs: 1_000, burst: 2 },
  });
  expect(pace.room('test', NOON + 500)).toBe(6);
  expect(pace.room('other', NOON + 500)).toBe(Number.POSITIVE_INFINITY);
  pace.count(channel('a', 'one'));
  pace.pause(channel('a', 'two'), 'workspace', NOON + 9_000);
  expect(pace.room('test', NOON + 500)).toBe(5);
  expect(pace.workspaceRoom('test', NOON + 500)).toEqual({
    each: 3,
    left: new Map([
      ['one', 2],
      ['two', 0],
    ]),
  });
  pace.pause(channel('a'), 'platform', NOON + 9_000);
  expect(pace.room('test', NOON + 500)).toBe(0);
});
