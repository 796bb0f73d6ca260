import type { Story } from '../news/story.ts';
import type { StoredUpdate } from '../news/update.ts';

/** What its reports, at least one, make of a story. `topic`: the one that it keeps while a report is of it; null where it has none. */
export function shapeOf(reports: readonly StoredUpdate[], topic: string | null): Omit<Story, 'id'> {
  const published = reports.map((report) => report.published);
  const [earliest] = reports.toSorted((one, other) => one.seq - other.seq);
  if (earliest === undefined) throw new Error('desk: a story needs a report');
  return {
    topic: topic !== null && reports.some((report) => report.topic === topic) ? topic : earliest.topic,
    first: Math.min(...published),
    last: Math.max(...published),
    arrived: Math.min(...reports.map(({ seen }) => seen)),
  };
}
