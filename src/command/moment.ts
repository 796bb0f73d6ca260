import { spanOf } from '../news/span.ts';
import { UserError } from '../news/user-error.ts';

/** What `parseMoment` reads, for an option's schema. */
export const momentPattern = /^(\d{1,4}[mhdwMHDW]|today|\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}Z)?)$/;

/**
 * Reads a time in the past as people type it: `30m`, `24h`, `3d`, `2w`, `today` or a day such as `2026-11-20` (UTC), or a
 * minute of it as buttons write it, `2026-11-20T08:00Z`.
 * Returns epoch milliseconds; throws `UserError` for anything else and for a day that does not exist.
 */
export function parseMoment(typed: string, now: number): number {
  const span = spanOf(typed.toLowerCase());
  if (span !== null) return now - span;
  if (typed.toLowerCase() === 'today') return now - (now % 86_400_000);
  const minute = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(typed) ? Date.parse(typed) : Number.NaN;
  if (!Number.isNaN(minute)) return minute;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? new Date(`${typed}T00:00:00Z`) : null;
  if (day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(typed)) return day.getTime();
  throw new UserError(
    `I do not understand “${typed}” as a time. Write it as 24h, 3d, 2w, today, or as a day such as 2026-11-20.`,
  );
}
