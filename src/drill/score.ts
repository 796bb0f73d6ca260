import type { Drill } from '../content/drill-file.ts';
import type { Happening } from './happening.ts';
import { type DrillRules, isTried } from './rules.ts';
import { type ScoredAlert, scoredAlerts } from './scored-alert.ts';
import { verdictOf } from './verdict.ts';

/** How a desk did in a drill. */
export interface Score {
  readonly drill: string;
  readonly rules: DrillRules;
  readonly sent: { readonly alerts: number; readonly false: number };
  /** Drafted and never sent: well where the claim was false, a miss where it was true. */
  readonly heldBack: { readonly alerts: number; readonly false: number; readonly true: number };
  /** From the drill's first report to the first alert that was true; null where none went out. */
  readonly delayMinutes: number | null;
  /** How long a false alert stood until it was corrected or withdrawn, the longest of several; null where none went out. */
  readonly falseMinutes: number | null;
  readonly alerts: readonly ScoredAlert[];
  /** How it went, for people. */
  readonly verdict: string;
  /** False where a false alert went out under rules that nobody only tried. */
  readonly passed: boolean;
}

const MINUTE = 60_000;

/** Scores what happened in a drill, from its beginning to its end. */
export function scoreOf({
  drill,
  rules,
  happenings,
}: {
  readonly drill: Pick<Drill, 'title'>;
  readonly rules: DrillRules;
  readonly happenings: readonly Happening[];
}): Score {
  const alerts = scoredAlerts(happenings);
  const sent = alerts.flatMap((alert) => (alert.sentAt === null ? [] : [{ ...alert, at: alert.sentAt }]));
  const held = alerts.filter(({ sentAt }) => sentAt === null);
  const falseOnes = sent.filter(({ turnedOut }) => !turnedOut);
  const began = happenings.find(({ kind }) => kind === 'reported')?.at;
  const ended = happenings.at(-1)?.at ?? 0;
  const firstTrue = sent.find(({ turnedOut }) => turnedOut)?.at;
  const heldFalse = held.filter(({ turnedOut }) => !turnedOut).length;
  const figures = {
    drill: drill.title,
    rules,
    sent: { alerts: sent.length, false: falseOnes.length },
    heldBack: { alerts: held.length, false: heldFalse, true: held.length - heldFalse },
    delayMinutes: began === undefined || firstTrue === undefined ? null : minutes(firstTrue - began),
    falseMinutes:
      falseOnes.length === 0
        ? null
        : Math.max(...falseOnes.map(({ at, amendments: [first] }) => minutes((first?.at ?? ended) - at))),
    alerts,
    passed: isTried(rules) || falseOnes.length === 0,
  };
  return { ...figures, verdict: verdictOf(figures) };
}

const minutes = (ms: number): number => Math.round(ms / MINUTE);
