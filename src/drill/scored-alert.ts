import type { AlertStanding } from '../desk/alert-view.ts';
import type { Happening } from './happening.ts';
import type { DrillPost } from './sandbox.ts';

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
  /** What was said about it after it was sent, in order. */
  readonly amendments: readonly ScoredAmendment[];
}

/** A correction or a withdrawal, and how many copies it reached: by notes below them, and by edits in their place. */
export interface ScoredAmendment {
  readonly kind: 'corrected' | 'withdrawn';
  readonly at: number;
  readonly notes: number;
  readonly edits: number;
}

/** The alerts of a drill in the order of their drafts, each as it stands in the end. */
export function scoredAlerts(happenings: readonly Happening[]): readonly ScoredAlert[] {
  const alerts = new Map<string, ScoredAlert>();
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
        const name = happening.event.alert;
        const alert = alerts.get(name);
        if (alert !== undefined) alerts.set(name, decided(alert, happening));
        break;
      }
      case 'expired':
        for (const [name, alert] of alerts)
          if (alert.id === happening.alert.id) alerts.set(name, { ...alert, standing: 'expired' });
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
  amendments: [],
});

function decided(
  alert: ScoredAlert,
  { at, outcome, posts }: Extract<Happening, { readonly kind: 'decided' }>,
): ScoredAlert {
  if (outcome.kind === 'sent') return { ...alert, standing: 'sent', sentAt: at, copies: outcome.deliveries.length };
  const { standing } = outcome;
  if (standing !== 'corrected' && standing !== 'withdrawn') return { ...alert, standing };
  const came = (wanted: DrillPost['act']): number => posts.filter(({ act }) => act === wanted).length;
  const amendment = { kind: standing, at, notes: came('reply'), edits: came('edit') };
  return { ...alert, standing, amendments: [...alert.amendments, amendment] };
}
