import type { LedgerRow } from '../../../src/store/ledger.ts';

/** What the ledger tells of an act concerning an alert. */
export interface Entry {
  readonly alert: number;
  /** As the ledger has it: `alert.sent`. */
  readonly action: string;
  readonly actor: string;
  readonly reason: string | null;
  /** What the alert says since then; null where the act changes no words. */
  readonly headline: string | null;
  /** Where it goes, as `platform:id`. */
  readonly channels: readonly string[];
}

/** How an alert reads after one of the acts that readers are told. */
export interface Reading {
  /** Why it reads so; null before it was amended. */
  readonly reason: string | null;
  readonly headline: string;
  readonly withdrawn: boolean;
}

/** An entry about an alert as it stands in the ledger; null for one about something else. */
export function entryOf({ subject, action, actor, details }: LedgerRow): Entry | null {
  const number = /^alert:(\d+)$/.exec(subject)?.[1];
  if (number === undefined) return null;
  // The ledger keeps what the desk wrote: these are its words for alerts.
  const { headline, reason, channels, now } = JSON.parse(details) as {
    readonly headline?: string;
    readonly reason?: string | null;
    readonly channels?: readonly string[];
    readonly now?: { readonly headline: string };
  };
  return {
    alert: Number(number),
    action,
    actor,
    reason: reason ?? null,
    headline: now?.headline ?? headline ?? null,
    channels: channels ?? [],
  };
}

/** How an alert that was sent read, one after the other, by its entries in order; none where it was not sent. */
export function readingsOf(entries: readonly Entry[]): readonly Reading[] {
  return entries
    .filter(({ action }) => ['alert.sent', 'alert.corrected', 'alert.withdrawn'].includes(action))
    .map(({ action, reason, headline }) => ({
      reason: action === 'alert.sent' ? null : reason,
      headline: headline ?? '',
      withdrawn: action === 'alert.withdrawn',
    }));
}

/** Whose keys an alert had when it was sent, or has so far. */
export function keysIn(entries: readonly Entry[]): readonly string[] {
  const sent = entries.findIndex(({ action }) => action === 'alert.sent');
  const before = sent < 0 ? entries : entries.slice(0, sent);
  return [...new Set(before.filter(({ action }) => action === 'alert.approved').map(({ actor }) => actor))];
}
