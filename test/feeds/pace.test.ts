import { describe, expect, it } from 'vitest';
import { nextPoll, type PaceOptions } from '../../src/feeds/pace.ts';
import { parseFeed } from '../../src/feeds/parse.ts';
import { rhythmOf } from '../../src/feeds/rhythm.ts';
import type { Rhythm } from '../../src/news/rhythm.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Sunday, 08:00 UTC. */
const now = Date.parse('2026-11-22T08:00:00Z');
const bounds = { shortest: 5, longest: 60 };
const still: Rhythm = { gap: null, longestGap: null, ttl: null, skipHours: [], skipDays: [] };

/** Minutes until the next poll of a source whose pace no editor fixed. */
const pause = (given: Partial<PaceOptions>): number => {
  const usual = { source: { every: null }, bounds, rhythm: null, failures: 0, now, random: () => 0.5 };
  return (nextPoll({ ...usual, outcome: good(null), ...given }) - now) / MINUTE;
};
const good = (freshFor: number | null) => ({ kind: 'good', freshFor }) as const;

describe('after a good poll', () => {
  const rhythm = (given: Partial<Rhythm>) => pause({ rhythm: { ...still, ...given } });

  it('comes half the time between two pieces, within the bounds; a quarter of an hour until that is known', () => {
    expect(rhythm({})).toBe(15);
    expect([1, 30, 60, 24 * 60].map((minutes) => rhythm({ gap: minutes * MINUTE }))).toEqual([5, 15, 30, 60]);
  });

  it('keeps the pace that an editor fixed, beyond the bounds too, and what the publisher asks for', () => {
    const fixed = (every: number, given: Partial<PaceOptions> = {}) =>
      pause({ source: { every }, rhythm: { ...still, gap: 30 * MINUTE }, ...given });
    expect([2, 45, 720].map((every) => fixed(every))).toEqual([2, 45, 720]);
    expect(fixed(2, { outcome: good(40 * MINUTE) })).toBe(40);
    expect(fixed(2, { rhythm: { ...still, ttl: 20, skipHours: [8] } })).toBe(60);
    expect(fixed(2, { outcome: { kind: 'failed', status: 429, retryAfter: HOUR }, failures: 1 })).toBe(60);
  });

  it('comes no sooner than the answer or the feed says that it is fresh, up to the longest pause', () => {
    expect([1, 40, 6_000].map((minutes) => pause({ outcome: good(minutes * MINUTE) }))).toEqual([15, 40, 60]);
    expect([1, 40, 6_000].map((ttl) => rhythm({ ttl }))).toEqual([15, 40, 60]);
    expect(pause({ source: { every: 720 }, outcome: good(MINUTE) })).toBe(720);
  });

  it('leaves a feed alone in the hours and on the days that it names, unless it names them all', () => {
    expect(rhythm({ skipHours: [8, 9, 11] })).toBe(120);
    expect(rhythm({ skipDays: [0] })).toBe(16 * 60);
    expect(rhythm({ skipDays: [0], skipHours: [0] })).toBe(17 * 60);
    expect(rhythm({ skipHours: [9] })).toBe(15);
    expect(rhythm({ skipDays: [0, 1, 2, 3, 4, 5, 6] })).toBe(15);
  });
});

describe('after failures', () => {
  const failed = { kind: 'failed', status: 500, retryAfter: null } as const;

  it('doubles the pause up to six hours, spread by a quarter', () => {
    const after = (failures: number) => pause({ outcome: failed, failures });
    expect([1, 2, 3, 4, 5, 6, 60].map(after)).toEqual([15, 30, 60, 120, 240, 360, 360]);
    expect([0, 1].map((chance) => pause({ outcome: failed, failures: 2, random: () => chance }))).toEqual([22.5, 37.5]);
  });

  it('comes back soon to what cannot be reached, and never oftener than its pace', () => {
    const unreachable = { outcome: { ...failed, status: null }, failures: 9 };
    expect(pause(unreachable)).toBe(30);
    expect(pause({ ...unreachable, source: { every: 720 } })).toBe(720);
  });

  it('keeps away for as long as a server asks, up to a day', () => {
    const asked = (retryAfter: number) => pause({ outcome: { ...failed, retryAfter }, failures: 1 });
    expect([1_000, 8 * HOUR, 1e15].map(asked)).toEqual([15, 480, 1_440]);
  });
});

describe('the rhythm of a feed', () => {
  const rhythm = (dates: readonly string[], head = '') => {
    const items = dates.map((date) => `<item><title>A</title><pubDate>${date}</pubDate></item>`).join('');
    const reading = parseFeed(`<rss><channel>${head}${items}</channel></rss>`, null);
    if (reading.kind === 'problem') return null;
    return rhythmOf(reading.feed, now);
  };
  const hoursAgo = (...hours: readonly number[]) => hours.map((ago) => new Date(now - ago * HOUR).toUTCString());

  it('is the time between its newest pieces, in whatever order, without those that lie ahead', () => {
    expect(rhythm(hoursAgo(7, -1, 1, 2, 2, 3, 13))).toMatchObject({ gap: 4 * HOUR, longestGap: 6 * HOUR });
    const old = Array.from({ length: 30 }, (_, n) => n);
    expect(rhythm(hoursAgo(...old, 9_000))).toMatchObject({ gap: HOUR, longestGap: HOUR });
  });

  it('is not known of few pieces, or of such without dates', () => {
    expect(rhythm(hoursAgo(1, 2, 3, 4))).toEqual(still);
    expect(rhythm(['', '', '', '', '', ''])).toEqual(still);
  });

  it('has the times at which the feed asks to be left alone', () => {
    const skips =
      '<ttl>30</ttl><skipHours><hour>0</hour><hour> 24 </hour><hour>25</hour><hour>x</hour><hour>7</hour></skipHours>' +
      '<skipDays><day>Saturday</day><day>sunday</day><day>Caturday</day></skipDays>';
    expect(rhythm([...hoursAgo(1)], skips)).toEqual({ ...still, ttl: 30, skipHours: [0, 7], skipDays: [6, 0] });
  });
});
