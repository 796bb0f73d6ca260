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

interface Field {
  readonly name: string;
  /** Numbers and names it takes, for a sentence. */
  readonly takes: string;
}

const fields: readonly Field[] = [
  { name: 'minute', takes: 'minutes go from 0 to 59' },
  { name: 'hour', takes: 'hours go from 0 to 23' },
  { name: 'day of the month', takes: 'days go from 1 to 31' },
  { name: 'month', takes: 'months go from 1 to 12, or jan to dec' },
  { name: 'weekday', takes: 'weekdays go from 0 (Sunday) to 6, or sun to sat' },
];

/** Whether a text is meant as a cron expression, right or wrong: it begins with fields where words would stand. */
export const looksLikeCron = (text: string): boolean => /^[\d*?,/-]+ [\d*?,/-]+( [^\s:]+){2,}$/.test(text);

/** Why a text that looks like a cron expression is none, as a sentence; null where it is one. */
export function cronMistake(cron: string): string | null {
  const values = cron.split(' ');
  if (values.length !== fields.length) return wrongCount(cron, values);
  for (const [at, { name, takes }] of fields.entries()) {
    const alone = fields.map((_, other) => (other === at ? values[other] : '*')).join(' ');
    if (!isReadable(alone)) return `“${values[at]}” is no ${name} of a cron expression: ${takes}.`;
  }
  return null;
}

function wrongCount(cron: string, values: readonly string[]): string {
  const five = 'A cron expression has five fields: minute, hour, day of the month, month and weekday.';
  return values.length === fields.length + 1
    ? `${five} “${cron}” has six; leave the seconds out, as in ${values.slice(1).join(' ')}.`
    : `${five} “${cron}” has ${values.length}.`;
}

function isReadable(cron: string): boolean {
  try {
    wallTimes(cron);
    return true;
  } catch {
    return false;
  }
}
