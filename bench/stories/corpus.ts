import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Headline } from '../../src/news/grouping/report.ts';

/** A headline, and the event that people say it reports. */
export interface Labelled extends Headline {
  readonly event: string;
}

interface Line {
  readonly id: string;
  readonly time?: string;
  readonly date?: string;
  readonly lang?: string;
  readonly title: string;
  readonly summary?: string;
  readonly source?: string;
  readonly event: string;
}

/** Reads a collection of headlines with their events from `folder`, in order of time. Those without a time are left out. */
export function labelled(folder: string, name: string): readonly Labelled[] {
  const lines = readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  const read = lines.map((line) => JSON.parse(line) as Line);
  const dated = read.some(({ time }) => time !== undefined) ? read : spread(read);
  return dated.flatMap(headlineOf).sort((one, other) => one.published - other.published);
}

function headlineOf({ id, time, lang, title, summary, source, event }: Line): readonly Labelled[] {
  if (time === undefined) return [];
  const published = Date.parse(time);
  const base = { id, title, summary: summary ?? null, language: lang ?? null, published, seen: published };
  return [{ ...base, source: source ?? '', event }];
}

/** Headlines of which only the day of their event is known: each at some time of the day and a half before its end. */
function spread(lines: readonly Line[]): readonly Line[] {
  const days = new Map(lines.flatMap(({ event, date }) => (date ? [[event, Date.parse(date)] as const] : [])));
  return lines.flatMap((line) => {
    const day = days.get(line.event);
    if (day === undefined || Number.isNaN(day)) return [];
    const minutes = createHash('sha256').update(line.id).digest().readUInt16BE() % (36 * 60);
    return [{ ...line, time: new Date(day + 24 * 3_600_000 - minutes * 60_000).toISOString() }];
  });
}

/** The same headlines without their summaries. */
export const headlinesAlone = (lines: readonly Labelled[]): readonly Labelled[] =>
  lines.map((line) => ({ ...line, summary: null }));

/** One "event" of the Olympics is whatever told of them in their first days, 186 headlines: no story in any newsroom. */
export const withoutCatchAll = (lines: readonly Labelled[]): readonly Labelled[] =>
  lines.filter(({ event }) => event !== 'wn-1266');
