import { Cron } from 'croner';

/**
 * The times that a cron expression of five fields names on a wall clock whose every day has 24 hours: given one, the next
 * (both as in `WallClock`), or null where none ever comes. Day of month with day of week means either, as in classic cron.
 * Throws where the expression cannot be read.
 */
export function wallTimes(cron: string): (after: number) => number | null {
  const pattern = new Cron(cron, { ...reading, utcOffset: 0 });
  return (after) => pattern.nextRun(new Date(after))?.getTime() ?? null;
}

/**
 * The instants at which a cron expression comes where its hours are taken as they pass: an hour that a clock change skips
 * is missed by none, and one that it repeats counts twice. Given an instant, the next one. Throws as `wallTimes` does.
 */
export function passingTimes(cron: string, zone: string): (after: number) => number | null {
  const pattern = new Cron(cron, { ...reading, timezone: zone });
  return (after) => pattern.nextRun(new Date(after))?.getTime() ?? null;
}

const reading = { paused: true, mode: '5-part' } as const;

/** Whether an expression names every hour of a day, so that no clock change can lose or double anything worth having. */
export const namesEveryHour = (cron: string): boolean => /^\S+ (\*(\/1)?|0-23) /.test(cron);
