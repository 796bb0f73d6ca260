import * as z from 'zod';
import { gradeCode } from '../../news/grade.ts';
import type { AlertChange, AlertChangeKind } from '../../store/alert-changes.ts';
import { isoTime, time } from './time.ts';

const kinds = {
  corrected: true,
  withdrawn: true,
  regraded: true,
  resolved: true,
} as const satisfies Record<AlertChangeKind, true>;

/** What became of an alert after it was sent. */
export const changesAnswer = z.array(
  z.strictObject({
    // The cast: `keys` forgets that the names are all those of the record.
    kind: z.enum(Object.keys(kinds) as AlertChangeKind[]).describe('regraded: more or less stood behind it'),
    reason: z.string().nullable(),
    by: z.strictObject({ id: z.string(), name: z.string() }),
    at: time,
    before: z
      .strictObject({
        headline: z.string(),
        known: z.string().nullable(),
        unknown: z.string().nullable(),
        grade: z.string(),
      })
      .describe('its words and grade until then'),
  }),
);

/** The changes of an alert as a program reads them. */
export const answerChanges = (changes: readonly AlertChange[]): z.output<typeof changesAnswer> =>
  changes.map(({ kind, reason, person, name, at, headline, known, unknown, gate: { grade } }) => ({
    ...{ kind, reason, by: { id: person, name }, at: isoTime(at) },
    before: { headline, known, unknown, grade: gradeCode(grade) },
  }));
