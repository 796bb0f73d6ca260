import type { Drill } from '../content/drill-file.ts';
import type { AlertStanding } from '../desk/alert-view.ts';
import type { Happening } from './happening.ts';
import { type DrillRules, isTried } from './rules.ts';
import { verdictOf } from './verdict.ts';

/** What became of one alert of a drill. Times are epoch milliseconds. */
export interface ScoredAlert {
  /** null where the desk refused its draft. */
  readonly id: number | null;
  readonly headline: string;
  /** What became of its claim in the end. */
  readonly turnedOut: boolean;
  readonly standing: AlertStanding | 'refused';
  readonly draftedAt: number;
  readonly sentAt: number | null;
  /** Channels that it went to. */
  readonly copies: number;
}

/** How a desk did in a drill. */
export interface Score {
  readonly drill: string;
  readonly rules: DrillRules;
  readonly sent: { readonly alerts: number; readonly false: number };
  /** Drafted and never sent: well where the claim was false, a miss where it was true. */
  readonly heldBack: { readonly alerts: number; readonly false: number; readonly true: number };
  /** From the drill's first report to the first alert that was true; null where none went out. */
  readonly delayMinutes: number | null;
  /** How long a false alert stood, the longest of several; null where none went out. */
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
  const alerts = alertsOf(happenings);
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
    falseMinutes: falseOnes.length === 0 ? null : Math.max(...falseOnes.map(({ at }) => minutes(ended - at))),
    alerts,
    passed: isTried(rules) || falseOnes.length === 0,
  };
  return { ...figures, verdict: verdictOf(figures) };
}

const minutes = (ms: number): number => Math.round(ms / MINUTE);

/** The alerts in the order of their drafts, each as it stands in the end. */
function alertsOf(happenings: readonly Happening[]): readonly ScoredAlert[] {
  const alerts = new Map<string, ScoredAlert>();
  const change = (name: string, changes: Partial<ScoredAlert>): void => {
    const alert = alerts.get(name);
    if (alert !== undefined) alerts.set(name, { ...alert, ...changes });
  };
  for (const happening of happenings) {
    const { at } = happening;
    switch (happening.kind) {
      case 'drafted': {
        const { event, view } = happening;
        alerts.set(event.name, { ...written(event, at), id: view.alert.id, standing: view.standing });
        break;
      }
      case 'refused':
        if (happening.event.kind === 'draft') alerts.set(happening.event.name, written(happening.event, at));
        break;
      case 'decided': {
        const { event, outcome } = happening;
        if (outcome.kind === 'sent')
          change(event.alert, { standing: 'sent', sentAt: at, copies: outcome.deliveries.length });
        else change(event.alert, { standing: outcome.standing });
        break;
      }
      case 'expired':
        for (const [name, { id }] of alerts) if (id === happening.alert.id) change(name, { standing: 'expired' });
        break;
      case 'reported':
        break;
    }
  }
  return [...alerts.values()];
}

const written = (
  { headline, truth }: { readonly headline: string; readonly truth: boolean },
  at: number,
): ScoredAlert => ({
  id: null,
  headline,
  turnedOut: truth,
  standing: 'refused',
  draftedAt: at,
  sentAt: null,
  copies: 0,
});
