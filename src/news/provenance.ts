import { denies } from './denial.ts';
import { nearCopies } from './near-copy.ts';
import type { StoredUpdate } from './update.ts';
import type { Voice } from './voice.ts';

/** Where a report has its news from, as far as its text tells. */
export interface Provenance {
  /** The number of the earlier report that has nearly the same text; null where none has. */
  readonly copyOf: number | null;
  /** Whose account it passes on, by name; null where it is its publisher's own. */
  readonly from: string | null;
  /** Whose statement it gives: "the Kremlin". */
  readonly officials: readonly string[];
  readonly denies: boolean;
}

/** The provenance of each of a story's updates, in their order. */
export function provenancesOf(updates: readonly StoredUpdate[], voices: readonly Voice[]): readonly Provenance[] {
  const heard = new Map(voices.flatMap(({ reports }) => reports).map((report) => [report.update.id, report]));
  const first = nearCopies(updates);
  return updates.map(({ id, title }, at) => {
    const report = heard.get(id);
    const original = first[at] ?? at;
    return {
      copyOf: original === at ? null : original + 1,
      from: report === undefined || report.own ? null : report.rests.name,
      officials: report?.attribution.officials.map(({ name }) => name) ?? [],
      denies: denies(title),
    };
  });
}
